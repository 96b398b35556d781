"""From an image file or stream to a leaf: pixels set as the file says they stand, no more of them than is bearable."""

import math
from pathlib import Path

import numpy as np

from ingest.limits import Limits
from ingest.paper import resolution
from ingest.scan import Page
from ingest.sheet import Leaf, Pixels, Sheet
from ingest.tools import vips

PICTURE_SIDE = 2400
COLOURED = 48  # how far the channels of coloured ink lie apart; paper and noise stay below
SPECKS = 2e-5


def leaf_of_image(page: Page, source: Path | bytes, directory: int, limits: Limits, stated_dpi: int = 0) -> Leaf:
    """The page of an image file; `stated_dpi` overrules what the file says."""
    try:
        whole = vips.opened(source, directory)
        shrink = shrink_for(whole.width * whole.height, limits.sheet_pixels)
        pixels, picture = decoded(source, directory, shrink, limits)
    except vips.Failed as error:
        raise vips.undecodable(error) from error
    dpi = resolution(whole.width, whole.height, stated_dpi or vips.dots_per_inch(whole))
    stands = vips.turn_of_camera(whole)
    if picture is not None:
        picture = set_upright(picture, stands)
    return leaf_of_pixels(page, set_upright(pixels, stands), dpi, shrink, picture)


def decoded(source: Path | bytes, directory: int, shrink: int, limits: Limits) -> tuple[Pixels, Pixels | None]:
    """The pixels, in colour where they are few enough; else in gray with a small colour picture beside them."""
    image = vips.plain(vips.opened(source, directory, shrink))
    if image.bands == 1 or image.width * image.height <= limits.colour_pixels:
        return array_of(image), None
    gray = array_of(vips.grayed(image))
    return gray, array_of(vips.plain(vips.thumbnail(source, directory, PICTURE_SIDE)))


def leaf_of_pixels(page: Page, pixels: Pixels, dpi: int, shrink: int = 1, picture: Pixels | None = None) -> Leaf:
    """A leaf from gray or RGB pixels, `shrink` times smaller than the page; RGB that shows no colour becomes gray."""
    colour = pixels if pixels.ndim == 3 and is_coloured(pixels) else None
    gray = gray_of(pixels)
    sheet = Sheet(gray, max(1, dpi // shrink), colour)
    kept = picture if picture is not None and is_coloured(picture) else None
    known = Page(number=page.number, width=sheet.width * shrink, height=sheet.height * shrink, dpi=dpi)
    return Leaf(known, sheet, kept, shrink)


def shrink_for(pixels: int, most: int) -> int:
    """How many times smaller the sides must be: a power of two, which decoders do best."""
    return 1 if pixels <= most else 2 ** math.ceil(math.log2(pixels / most) / 2)


def array_of(image: vips.Image) -> Pixels:
    shape = (image.height, image.width) if image.bands == 1 else (image.height, image.width, image.bands)
    return np.frombuffer(image.write_to_memory(), np.uint8).reshape(shape)


def gray_of(pixels: Pixels) -> Pixels:
    if pixels.ndim == 2:
        return pixels
    return array_of(vips.grayed(vips.image_of(pixels)))


def is_coloured(pixels: Pixels) -> bool:
    step = max(1, max(pixels.shape[:2]) // 2000)
    sample = pixels[::step, ::step].astype(np.int16)
    return bool((np.ptp(sample, axis=2) > COLOURED).mean() > SPECKS)


def set_upright(pixels: Pixels, stands: int) -> Pixels:
    """Undo the way the camera or scanner was held, by the numbers of EXIF."""
    if stands in (2, 4, 5, 7):
        pixels = pixels[:, ::-1]
    quarters = {3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}.get(stands, 0)
    return np.ascontiguousarray(np.rot90(pixels, quarters))
