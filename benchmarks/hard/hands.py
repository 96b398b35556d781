"""Writing by hand beside print: brush-like forms, each sign with its own slant, size, place and pressure."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.hard.paper import Ink, Paper

PENS: tuple[Ink, ...] = ((24, 30, 96), (20, 20, 24), (36, 44, 120))


def write_by_hand(paper: Paper, x: float, y: float, text: str, size: float, *, block: bool = False) -> None:
    """From the left end and the middle of the line."""
    chance = paper.chance
    ink = chance.choice(PENS)
    at, rise = paper.dots(x), chance.uniform(-0.012, 0.012)
    thick = chance.choice((0, 0, 1)) * max(1, paper.dpi // 150)
    for sign in text:
        height = size * chance.uniform(0.92, 1.1)
        mask = _sign(paper, sign, height, thick)
        drift = rise * (at - paper.dots(x)) + paper.dots(chance.uniform(-0.25, 0.25))
        paper.image.paste(ink, (at - mask.width // 4, round(paper.dots(y) + drift - mask.height / 2)), mask)
        at += round(paper.letters(height, "kai").getlength(sign) * chance.uniform(0.94, 1.06))
    paper.remember(text, block)


def _sign(paper: Paper, sign: str, height: float, thick: int) -> Image.Image:
    chance = paper.chance
    letters = paper.letters(height, "kai")
    side = 2 * paper.dots(height * paper.lettering)
    advance = letters.getlength(sign)
    mask = Image.new("L", (round(advance) + side // 2, side), 0)
    ImageDraw.Draw(mask).text((round(advance) // 4 + side // 8, side / 2), sign, font=letters, fill=255, anchor="lm")
    slanted = _slanted(np.asarray(mask), chance.uniform(-0.18, 0.06), chance.uniform(-7, 7))
    if thick:
        slanted = cv2.dilate(slanted, np.ones((thick + 1, thick + 1), np.uint8))
    pressure = chance.uniform(0.72, 1.0)
    return Image.fromarray((slanted * pressure).astype(np.uint8))


def _slanted(mask: np.ndarray, shear: float, degrees: float) -> np.ndarray:
    high, wide = mask.shape
    turning = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    turning[0, 1] += shear
    turning[0, 2] -= shear * high / 2
    return cv2.warpAffine(mask, turning, (wide, high), flags=cv2.INTER_LINEAR)
