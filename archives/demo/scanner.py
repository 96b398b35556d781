"""What a scanner makes of a sheet: a little askew, on paper that is not white, with grain and folds."""

import random
import time
from pathlib import Path

import numpy as np
from PIL import Image

from archives.demo.paper import Paper

GRAIN = 512
SCANNED_AT = time.struct_time((2017, 3, 1, 9, 30, 0, 2, 60, 0))  # so that the same seed gives the same bytes


def scanned(
    paper: Paper, rng: random.Random, tone: tuple[int, int, int] = (250, 248, 242), folds: bool = False
) -> Image.Image:
    """The sheet as a picture, turned by up to a degree."""
    image = paper.image
    ground: tuple[int, ...] | int = tone if image.mode == "RGB" else 247
    skew = rng.choice((-1, 1)) * rng.uniform(0.25, 0.9)
    image = image.rotate(skew, Image.Resampling.BILINEAR, fillcolor="white")
    return _grained(image, ground, rng, folds, paper.dpi)


def _grained(
    image: Image.Image, ground: tuple[int, ...] | int, rng: random.Random, folds: bool, dpi: int
) -> Image.Image:
    pixels = np.asarray(image)
    random_grain = np.random.default_rng(rng.randrange(2**32))
    tile = random_grain.normal(0, 5.5, (GRAIN, GRAIN)).astype(np.int16)
    high, wide = pixels.shape[:2]
    grain = np.tile(tile, (high // GRAIN + 1, wide // GRAIN + 1))[:high, :wide]
    if folds:
        for part in (1 / 3, 2 / 3):
            centre, half = int(wide * part) + rng.randint(-20, 20), max(2, dpi // 90)
            grain[:, centre - half : centre + half] -= 26
    paper_tone = np.asarray(ground, np.int16)
    toned = pixels.astype(np.int16)
    toned += (paper_tone - 255) * (toned > 128)
    toned += grain[..., None] if toned.ndim == 3 else grain
    return Image.fromarray(toned.clip(0, 255).astype(np.uint8))


def bilevel(paper: Paper, rng: random.Random) -> Image.Image:
    """Black and white with some dust, as most drawings were scanned."""
    image = paper.image.rotate(
        rng.choice((-1, 1)) * rng.uniform(0.1, 0.35), Image.Resampling.BILINEAR, fillcolor="white"
    )
    pixels = np.asarray(image.convert("L")) > 150
    dust = np.random.default_rng(rng.randrange(2**32))
    count = pixels.size // 60_000
    pixels = pixels.copy()
    pixels[dust.integers(0, pixels.shape[0], count), dust.integers(0, pixels.shape[1], count)] = False
    return Image.fromarray(pixels)


def save(image: Image.Image, path: Path, dpi: int) -> Path:
    """Write in the format that the file's name asks for, with the resolution in it."""
    match path.suffix:
        case ".tif":
            image.save(path, compression="group4", dpi=(dpi, dpi))
        case ".png":
            image.quantize(48, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(path, dpi=(dpi, dpi))
        case _:
            image.save(path, quality=78, dpi=(dpi, dpi))
    return path


def save_pages(images: list[Image.Image], path: Path, dpi: int) -> Path:
    images[0].save(
        path, "PDF", save_all=True, append_images=images[1:], resolution=float(dpi), quality=70,
        creationDate=SCANNED_AT, modDate=SCANNED_AT,
    )  # fmt: skip
    return path
