"""From an image file or stream to a leaf: pixels set as the file says they stand."""

from pathlib import Path

import cv2
import numpy as np

from ingest.limits import Limits
from ingest.paper import resolution
from ingest.room import Pixels, room, settled, strips
from ingest.scan import Page
from ingest.sheet import Leaf, Sheet
from ingest.tools import vips

COLOURED = 48  # how far the channels of coloured ink lie apart; paper and noise stay below
SPECKS = 2e-5


def leaf_of_image(page: Page, source: Path | bytes, directory: int, limits: Limits, stated_dpi: int = 0) -> Leaf:
    """The page of an image file; `stated_dpi` overrules what the file says."""
    try:
        image = vips.opened(source, directory)
        pixels = decoded(vips.plain(image))
    except vips.Failed as error:
        raise vips.undecodable(error) from error
    dpi = resolution(image.width, image.height, stated_dpi or vips.dots_per_inch(image))
    return leaf_of_pixels(page, as_it_stands(pixels, vips.turn_of_camera(image)), dpi, limits)


def decoded(image: vips.Image) -> Pixels:
    """Gray or RGB, a strip at a time."""
    shape = (image.height, image.width) if image.bands == 1 else (image.height, image.width, image.bands)
    pixels = room(*shape)
    for top, rows in vips.strips(image):
        some = np.frombuffer(rows, np.uint8).reshape(-1, *shape[1:])
        pixels[top : top + len(some)] = some
    return pixels


def leaf_of_pixels(page: Page, pixels: Pixels, dpi: int, limits: Limits) -> Leaf:
    """A leaf from gray or RGB pixels; RGB that shows no colour becomes gray."""
    height, width = pixels.shape[:2]
    colour = pixels if pixels.ndim == 3 and is_coloured(pixels) else None
    known = Page(number=page.number, width=width, height=height, dpi=dpi)
    if colour is not None and width * height > limits.colour_pixels:
        return Leaf(known, Sheet(gray_of(pixels), dpi, tints=colour))
    return Leaf(known, Sheet(gray_of(pixels), dpi, None if colour is None else settled(colour)))


def gray_of(pixels: Pixels) -> Pixels:
    """Weighted as the eye does, in the numbers as they stand."""
    if pixels.ndim == 2:
        return settled(pixels)
    gray = room(*pixels.shape[:2])
    for rows in strips(pixels):
        gray[rows] = cv2.cvtColor(np.ascontiguousarray(pixels[rows]), cv2.COLOR_RGB2GRAY)
    return gray


def is_coloured(pixels: Pixels) -> bool:
    step = max(1, max(pixels.shape[:2]) // 2000)
    red, green, blue = cv2.split(np.ascontiguousarray(pixels[::step, ::step]))
    apart = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return bool((apart > COLOURED).mean() > SPECKS)


def as_it_stands(pixels: Pixels, stands: int) -> Pixels:
    """Undo the way the camera or scanner was held, by the numbers of EXIF. Nothing is copied."""
    if stands in (2, 4, 5, 7):
        pixels = pixels[:, ::-1]
    quarters = {3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}.get(stands, 0)
    return np.rot90(pixels, quarters)
