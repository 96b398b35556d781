"""Seals and stamps in red ink, pressed unevenly and never quite straight."""

import math
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from archives.demo.paper import RED, Ink, Paper, font
from archives.demo.story import AS_BUILT, CONTRACTOR, SUPERVISION_UNIT, in_chinese


def round_seal(paper: Paper, x: float, y: float, office: str, words: str, rng: random.Random, size: float = 42) -> None:
    """The seal of an office, centred on the point: its name around a star, and what the seal is for."""
    side = paper.pixels(size)
    seal = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(seal)
    pen.ellipse((2, 2, side - 3, side - 3), outline=255, width=max(2, side // 38))
    _star(pen, side / 2, side / 2, side * 0.15)
    letters = font("serif bold", round(side * 0.105))
    span = min(250.0, 24.0 * len(office))
    for number, sign in enumerate(office):
        degrees = -90 - span / 2 + span * number / max(1, len(office) - 1)
        _letter_on_circle(seal, sign, letters, degrees, side)
    pen.text((side / 2, side * 0.77), words, font=font("serif bold", round(side * 0.075)), fill=255, anchor="mm")
    press(paper, seal.rotate(rng.uniform(-12, 12), Image.Resampling.BICUBIC), x - size / 2, y - size / 2, rng)


def _star(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    pen.polygon(points, fill=255)


def _letter_on_circle(seal: Image.Image, sign: str, letters: object, degrees: float, side: int) -> None:
    small = Image.new("L", (side // 6, side // 6), 0)
    ImageDraw.Draw(small).text((side // 12, side // 12), sign, font=letters, fill=255, anchor="mm")  # type: ignore[arg-type]
    small = small.rotate(-degrees - 90, Image.Resampling.BICUBIC)
    angle = math.radians(degrees)
    place = (
        round(side * (0.5 + 0.395 * math.cos(angle))) - side // 12,
        round(side * (0.5 + 0.395 * math.sin(angle))) - side // 12,
    )
    seal.paste(255, place, small)


def press(paper: Paper, stamp: Image.Image, x: float, y: float, rng: random.Random, ink: Ink = RED) -> None:
    """Ink what the stamp covers: print below shows through, and the ink is thinner in places."""
    grain = np.random.default_rng(rng.randrange(2**32))
    coarse = grain.uniform(0.68, 1.0, (stamp.height // 24 + 2, stamp.width // 24 + 2)).astype(np.float32)
    thin = np.asarray(Image.fromarray(coarse).resize(stamp.size, Image.Resampling.BICUBIC))
    strength = np.asarray(stamp, np.float32) / 255 * thin * grain.uniform(0.8, 1.0, thin.shape)
    box = (paper.pixels(x), paper.pixels(y), paper.pixels(x) + stamp.width, paper.pixels(y) + stamp.height)
    colour = ink if paper.image.mode == "RGB" else (0,)
    layers = [Image.fromarray((255 - strength * (255 - part)).clip(0, 255).astype(np.uint8)) for part in colour]
    inked = layers[0] if len(layers) == 1 else Image.merge("RGB", layers)
    paper.image.paste(ImageChops.multiply(paper.image.crop(box), inked), box)


def as_built_stamp(paper: Paper, x: float, y: float, rng: random.Random) -> None:
    """竣工图章, 80 × 50 mm: a heading of 15 mm over five rows of 7 mm (GB/T 50328-2014, 4.2.8)."""
    stamp = Paper(81, 51, paper.dpi, "L")
    stamp.box(0.5, 0.5, 80, 50, pen=0.5)
    stamp.write(40.5, 8, "竣 工 图", 8.5, "serif bold", anchor="mm")
    rows = (
        ("施工单位", CONTRACTOR),
        ("编制人", "周敏", "审核人", "郑文博"),
        ("技术负责人", "孙海涛", "编制日期", in_chinese(AS_BUILT)),
        ("监理单位", SUPERVISION_UNIT),
        ("总监理工程师", "吴桂芳", "监理工程师", "陈思远"),
    )
    for number, row in enumerate(rows):
        _stamp_row(stamp, 15.5 + 7 * number, row)
    turned = Image.eval(stamp.image, lambda value: 255 - value)
    tilt = rng.uniform(-1.2, 1.2)
    press(paper, turned.rotate(tilt, Image.Resampling.BICUBIC, expand=True), x, y, rng)


def _stamp_row(stamp: Paper, y: float, cells: tuple[str, ...]) -> None:
    stamp.line((0.5, y), (80.5, y), pen=0.3)
    for column, text in enumerate(cells):
        left = 0.5 + 20 * column
        if column:
            stamp.line((left, y), (left, y + 7), pen=0.3)
        room = 60.0 if len(cells) == 2 and column else 20.0
        size = min(3.2, 3.2 * (room - 1.2) / stamp.width_of(text, 3.2))
        stamp.write(left + room / 2, y + 3.5, text, size, anchor="mm")
