"""Seals drawn for the tests, stamped over a drawn sheet like ink that lets the print below show through."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ingest.scan import Box
from tests.ingest.ocr.drawn import FONT, SIMPLIFIED_CHINESE, Drawn, pixels

INKS = {"red": (208, 32, 40), "blue": (30, 60, 170), "purple": (110, 35, 140)}
FINER = 3  # drawn so many times larger


def a_round_seal(ring: str, middle: str, width: float = 40, height: float = 40) -> Image.Image:
    """A line around, words around in it, a star where there is room, and words in the middle; sides in millimetres."""
    w, h = FINER * pixels(width), FINER * pixels(height)
    seal, line, size = Image.new("L", (w, h), 0), w // 42, h // 8
    pen = ImageDraw.Draw(seal)
    pen.ellipse((line, line, w - line, h - line), outline=255, width=line)
    span = min(260, 24 * len(ring))
    for i, character in enumerate(ring):
        angle = math.radians(-90 - span / 2 + span * i / (len(ring) - 1))
        a, b = w / 2 - 2 * line - 0.7 * size, h / 2 - 2 * line - 0.7 * size
        upright = math.degrees(math.atan2(math.sin(angle) / b, math.cos(angle) / a)) + 90
        sign = Image.new("L", (2 * size, 2 * size), 0)
        ImageDraw.Draw(sign).text((size, size), character, font=letters(size), fill=255, anchor="mm")
        sign = sign.rotate(-upright)
        place = round(w / 2 + a * math.cos(angle) - size), round(h / 2 + b * math.sin(angle) - size)
        seal.paste(255, place, sign)
    if w == h:
        pen.regular_polygon((w // 2, h // 2, w // 7), 3, fill=255)
    pen.text((w / 2, h * (0.76 if w == h else 0.55)), middle, font=letters(h // 10), fill=255, anchor="mm")
    return seal.resize((w // FINER, h // FINER), Image.Resampling.LANCZOS)


def a_name_seal(name: str, side: float = 20, cut_out: bool = False) -> Image.Image:
    """Four characters in two columns from the right; `cut_out` of solid ink."""
    w = FINER * pixels(side)
    seal = Image.new("L", (w, w), 255 if cut_out else 0)
    pen = ImageDraw.Draw(seal)
    pen.rectangle((0, 0, w - 1, w - 1), outline=255, width=w // 20)
    for character, place in zip(name, ((0.71, 0.29), (0.71, 0.71), (0.29, 0.29), (0.29, 0.71)), strict=True):
        middle = place[0] * w, place[1] * w
        pen.text(middle, character, font=letters(round(0.36 * w)), fill=0 if cut_out else 255, anchor="mm")
    return seal.resize((w // FINER, w // FINER), Image.Resampling.LANCZOS)


def a_framed_stamp(lines: tuple[str, ...], width: float = 50, height: float = 25) -> Image.Image:
    """A frame with lines of words, such as a 竣工图章."""
    w, h = FINER * pixels(width), FINER * pixels(height)
    seal = Image.new("L", (w, h), 0)
    pen = ImageDraw.Draw(seal)
    pen.rectangle((0, 0, w - 1, h - 1), outline=255, width=h // 20)
    for i, line in enumerate(lines):
        middle = w / 2, h * (i + 0.5) / len(lines)
        pen.text(middle, line, font=letters(h // (2 * len(lines))), fill=255, anchor="mm")
    return seal.resize((w // FINER, h // FINER), Image.Resampling.LANCZOS)


def stamp(drawn: Drawn, seal: Image.Image, x: float, y: float, ink: str = "red", turned: float = 0) -> Box:
    """Stamped with its upper left corner at these millimetres, which may lie outside the sheet; where it is then."""
    seal = seal.rotate(-turned, expand=True, resample=Image.Resampling.BICUBIC)
    left, top = pixels(x), pixels(y)
    box = (
        max(0, left),
        max(0, top),
        min(drawn.image.width, left + seal.width),
        min(drawn.image.height, top + seal.height),
    )
    part = seal.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    below = np.asarray(drawn.image.crop(box), float)
    strength = np.asarray(part, float)[..., None] / 255 * 0.9
    inked = below * (1 - strength + strength * np.array(INKS[ink]) / 255)
    drawn.image.paste(Image.fromarray(inked.astype(np.uint8)), box[:2])
    return Box(box[0], box[1], box[2] - box[0], box[3] - box[1])


def letters(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, index=SIMPLIFIED_CHINESE)
