"""Seals pressed over what is written: round with a star, or a box with a date."""

import math

import numpy as np
from PIL import Image, ImageDraw

from benchmarks.hard.paper import Ink, Paper, font

RED: Ink = (205, 36, 44)
BLUE: Ink = (40, 70, 180)


def round_seal(paper: Paper, x: float, y: float, office: str, purpose: str, size: float = 40, ink: Ink = RED) -> None:
    """Centred on the point; what a seal says is no line of the sheet."""
    side = paper.dots(size)
    seal = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((3, 3, side - 4, side - 4), outline=255, width=max(2, side // 36))
    star = [
        (side / 2 + reach * math.cos(turn), side / 2 + reach * math.sin(turn))
        for corner in range(10)
        for reach, turn in [(side * (0.15 if corner % 2 == 0 else 0.06), math.pi * corner / 5 - math.pi / 2)]
    ]
    pen.polygon(star, fill=255)
    spread = min(255.0, 22.0 * len(office))
    for number, sign in enumerate(office):
        _on_circle(seal, sign, -90 - spread / 2 + spread * number / max(1, len(office) - 1))
    pen.text((side / 2, side * 0.78), purpose, font=font("serif bold", side // 13), fill=255, anchor="mm")
    _press(paper, seal.rotate(paper.chance.uniform(-20, 20)), x - size / 2, y - size / 2, ink)


def _on_circle(seal: Image.Image, sign: str, degrees: float) -> None:
    side = seal.width
    small = Image.new("L", (side // 6, side // 6), 0)
    middle = (side // 12, side // 12)
    ImageDraw.Draw(small).text(middle, sign, font=font("serif bold", side // 10), fill=255, anchor="mm")
    small = small.rotate(-degrees - 90)
    angle = math.radians(degrees)
    at = (round(side * (0.5 + 0.39 * math.cos(angle))), round(side * (0.5 + 0.39 * math.sin(angle))))
    seal.paste(255, (at[0] - small.width // 2, at[1] - small.height // 2), small)


def boxed_stamp(paper: Paper, x: float, y: float, words: str, ink: Ink = BLUE, size: float = 5.0) -> None:
    """Words in a frame, a little aslant."""
    letters = font("sans bold", paper.dots(size))
    wide, high = round(letters.getlength(words)) + paper.dots(6), paper.dots(size + 5)
    stamp = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((1, 1, wide - 2, high - 2), outline=255, width=max(2, paper.dots(0.5)))
    pen.text((wide / 2, high / 2), words, font=letters, fill=255, anchor="mm")
    stamp = stamp.rotate(paper.chance.uniform(-9, 9), expand=True)
    _press(paper, stamp, x - stamp.width / paper.dpi * 12.7, y - stamp.height / paper.dpi * 12.7, ink)


def _press(paper: Paper, stamp: Image.Image, x: float, y: float, ink: Ink) -> None:
    """Print below shows through, and the ink is thinner in places."""
    grain = np.random.default_rng(paper.chance.randrange(2**32))
    coarse = grain.uniform(0.6, 1.0, (stamp.height // 20 + 2, stamp.width // 20 + 2)).astype(np.float32)
    thin = np.asarray(Image.fromarray(coarse).resize(stamp.size, Image.Resampling.BICUBIC))
    strength = (np.asarray(stamp, np.float32) / 255 * thin * paper.chance.uniform(0.75, 0.95))[..., None]
    left = max(0, min(paper.image.width - stamp.width, paper.dots(x)))
    top = max(0, min(paper.image.height - stamp.height, paper.dots(y)))
    place = (left, top, left + stamp.width, top + stamp.height)
    below = np.asarray(paper.image.crop(place), np.float32)
    tint = np.asarray(ink, np.float32) / 255
    paper.image.paste(Image.fromarray((below * (1 - strength + strength * tint)).astype(np.uint8)), place)
