"""Sheets to be cut and looked at: lines, circles and lettering, gray and colour with the noise of a scanner."""

import random
from pathlib import Path

import cv2
import numpy as np
import pyvips
from PIL import Image, ImageDraw, ImageFont

A0 = 14_043, 9_933  # at 300 dpi
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
LETTERING = ("一层平面图", "给水管DN100", "建施-03", "±0.000", "3600", "详见结施", "消防通道")
LZW = {"compression": "lzw", "xres": 300 / 25.4, "yres": 300 / 25.4}
FAX = {"compression": "ccittfax4", "bitdepth": 1, "xres": 300 / 25.4, "yres": 300 / 25.4}


def draw_sheets(folder: Path, *, large: bool) -> list[Path]:
    gray = drawing(*A0)
    scanned = np.clip(gray * 0.85 + 20 + np.random.default_rng(1).normal(0, 3, gray.shape), 0, 255).astype(np.uint8)
    colour = np.dstack([scanned, scanned, scanned - np.minimum(scanned, 8)])
    for at in range(8):
        cv2.circle(colour, (1500 * at + 800, 2000 + 900 * at), 220, (200, 40, 40), 25)
    sheets = {"gray": (scanned, LZW), "colour": (colour, LZW), "bilevel": (gray, FAX)}
    paths = []
    for name, (pixels, how) in sheets.items():
        image = pyvips.Image.new_from_array(pixels)
        for times, size in ((1, "A0"), (2, "560 Mpx"))[: 2 if large else 1]:
            paths.append(folder / f"{size} {name}.tif")
            image.replicate(times, times).tiffsave(str(paths[-1]), **how)
    return sorted(paths)


def drawing(width: int, height: int) -> np.ndarray:
    chance = random.Random(1)
    paper = np.full((height, width), 255, np.uint8)
    cv2.rectangle(paper, (300, 120), (width - 120, height - 120), 0, 12)
    for _ in range(2500):
        x, y, length = chance.randrange(width), chance.randrange(height), chance.randrange(100, 3000)
        end = (min(width - 1, x + length), y) if chance.random() < 0.5 else (x, min(height - 1, y + length))
        cv2.line(paper, (x, y), end, 0, chance.choice([2, 3, 4, 6]))
    for _ in range(300):
        cv2.circle(paper, (chance.randrange(width), chance.randrange(height)), chance.randrange(20, 300), 0, 3)
    lettered = Image.fromarray(paper)
    pen, font = ImageDraw.Draw(lettered), ImageFont.truetype(FONT, 42, index=2)
    for _ in range(2500):
        pen.text((chance.randrange(width), chance.randrange(height)), chance.choice(LETTERING), font=font, fill=0)
    return np.asarray(lettered)
