"""JPEG 2000 through Pillow: the wheel of libvips has no decoder for it."""

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from ingest.limits import Limits
from ingest.paper import resolution
from ingest.problems import Unreadable
from ingest.room import Pixels, room, strips
from ingest.scan import Page
from ingest.sheet import Leaf
from ingest.tools import jp2
from ingest.tools.headers import Picture
from ingest.tools.pixels import leaf_of_pixels

# Our own limit has been asked before, from the header; Pillow's is in the way of large sheets.
Image.MAX_IMAGE_PIXELS = None

# What the decoder takes beside the picture for each value of a tile, and the picture for each pixel in colour.
BYTES_PER_VALUE, BYTES_PER_COLOUR = 6, 4


def leaf_of_jp2(page: Page, source: Path | bytes, limits: Limits, stated_dpi: int = 0) -> Leaf:
    (picture,) = jp2.walk(source, limits)
    try:
        with Image.open(source if isinstance(source, Path) else BytesIO(source), formats=["JPEG2000"]) as image:
            width, height = image.size
            halvings = halvings_for(picture, limits)
            if halvings:
                image.reduce = halvings  # type: ignore[method-assign, assignment]
            image.load()
            pixels = enlarged(taken_over(image), width, height)
    except (OSError, ValueError, UnidentifiedImageError) as error:
        raise Unreadable("The image is damaged and cannot be decoded.") from error
    return leaf_of_pixels(page, pixels, resolution(width, height, stated_dpi), limits)


def halvings_for(picture: Picture, limits: Limits) -> int:
    """The decoder holds the whole picture: one too large for memory is taken at half its resolution, or less."""
    needed = BYTES_PER_VALUE * picture.samples * picture.tile
    needed += picture.width * picture.height * (1 if picture.samples == 1 else BYTES_PER_COLOUR)
    halvings = 0
    while needed >> 2 * halvings > limits.jp2_memory:
        halvings += 1
    return halvings


def taken_over(image: Image.Image) -> Pixels:
    first = plain(image.crop((0, 0, 1, 1)))
    pixels = room(image.height, image.width, *first.shape[2:])
    for rows in strips(pixels):
        pixels[rows] = plain(image.crop((0, rows.start, image.width, rows.stop)))
    return pixels


def enlarged(pixels: Pixels, width: int, height: int) -> Pixels:
    if pixels.shape[:2] == (height, width):
        return pixels
    whole = room(height, width, *pixels.shape[2:])
    return np.asarray(cv2.resize(pixels, (width, height), dst=whole, interpolation=cv2.INTER_LINEAR), np.uint8)


def plain(image: Image.Image) -> Pixels:
    """Eight bits a value, gray or RGB, on white."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        return (np.asarray(image) >> 8).astype(np.uint8)
    if image.mode in ("LA", "RGBA", "PA"):
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB" if image.mode != "LA" else "L")
    return np.array(image if image.mode in ("L", "RGB") else image.convert("RGB"))
