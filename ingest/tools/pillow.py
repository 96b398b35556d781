"""JPEG 2000 through Pillow: the wheel of libvips has no decoder for it."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from ingest.limits import Limits
from ingest.paper import resolution
from ingest.problems import Unreadable
from ingest.scan import Page
from ingest.sheet import Leaf, Pixels
from ingest.tools.pixels import leaf_of_pixels, shrink_for

# Our own limit has been asked before, from the header; Pillow's is in the way of large sheets that are decoded halved.
Image.MAX_IMAGE_PIXELS = None


def leaf_of_jp2(page: Page, source: Path | bytes, limits: Limits, stated_dpi: int = 0) -> Leaf:
    try:
        with Image.open(source if isinstance(source, Path) else BytesIO(source), formats=["JPEG2000"]) as image:
            width, height = image.size
            most = limits.sheet_pixels if image.mode in ("1", "L", "I;16") else limits.colour_pixels
            shrink = shrink_for(width * height, most)
            if shrink > 1:
                image.reduce = shrink.bit_length() - 1  # type: ignore[method-assign, assignment]
            image.load()
            pixels = plain(image)
    except (OSError, ValueError, UnidentifiedImageError) as error:
        raise Unreadable("The image is damaged and cannot be decoded.") from error
    return leaf_of_pixels(page, pixels, resolution(width, height, stated_dpi), shrink)


def plain(image: Image.Image) -> Pixels:
    """Eight bits a value, gray or RGB, on white."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        return (np.asarray(image) >> 8).astype(np.uint8)
    if image.mode in ("LA", "RGBA", "PA"):
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB" if image.mode != "LA" else "L")
    return np.array(image if image.mode in ("L", "RGB") else image.convert("RGB"))
