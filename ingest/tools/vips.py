"""Images through libvips: a strip at a time, so that memory does not grow with the sheet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyvips

from ingest.problems import N_, Refused, Unreadable

TOP_ROWS = 256
STRIP_ROWS = 64
MM_PER_INCH = 25.4
MOST_AT_ONCE = 50_000_000
BAD_TOP = N_("The image is damaged from its first rows on and cannot be decoded.")
WANT_OF_MEMORY = ("out of memory", "insufficient memory", "unable to allocate", "cannot allocate")

pyvips.cache_set_max(0)  # pages are read once; what the cache would keep is memory

Image = Any
"""A pyvips image; the library has no types."""

Failed = pyvips.Error


def opened(source: Path | bytes, directory: int = 0) -> Image:
    """The image, not yet decoded."""
    options: dict[str, Any] = {"access": "sequential", "fail_on": "error"}
    if directory:
        options["page"] = directory
    try:
        return load(source, options)
    except pyvips.Error as error:
        raise undecodable(error) from error


def undecodable(error: pyvips.Error) -> Exception:
    """Want of memory is our limit and no fault of the image."""
    if any(sign in str(error).lower() for sign in WANT_OF_MEMORY):
        return MemoryError()
    return Unreadable("The image is damaged and cannot be decoded.")


def load(source: Path | bytes, options: dict[str, Any]) -> Image:
    if isinstance(source, Path):
        return pyvips.Image.new_from_file(str(source), **options)
    return pyvips.Image.new_from_buffer(source, "", **options)


def try_top(path: Path, directory: int = 0) -> None:
    """Decode the first rows, which shows tables and code words that no decoder can use."""
    try:
        image = opened(path, directory)
        if image.width * image.height > MOST_AT_ONCE and comes_all_at_once(image):
            return
        image.crop(0, 0, image.width, min(TOP_ROWS, image.height)).avg()
    except Unreadable as error:
        raise Refused(BAD_TOP) from error
    except pyvips.Error as error:
        raise (Refused(BAD_TOP) if isinstance(undecodable(error), Unreadable) else MemoryError()) from error


def comes_all_at_once(image: Image) -> bool:
    """Progressive JPEG and interlaced PNG have no first rows before their last byte is decoded."""
    return any(image.get_typeof(sign) and image.get(sign) for sign in ("jpeg-multiscan", "interlaced"))


def plain(image: Image) -> Image:
    """Eight bits a value, gray or RGB, on white; colour profiles are not run."""
    if image.hasalpha():
        image = image.flatten(background=65535 if image.format == "ushort" else 255)
    wanted = "b-w" if image.bands < 3 else "srgb"
    return image.colourspace(wanted).cast("uchar")


def strips(image: Image) -> Iterator[tuple[int, memoryview]]:
    """The rows as they are decoded: the number of the first one, and some of them."""
    region = pyvips.Region.new(image)
    for top in range(0, image.height, STRIP_ROWS):
        rows = region.fetch(0, top, image.width, min(STRIP_ROWS, image.height - top))
        yield top, memoryview(rows)


def dots_per_inch(image: Image) -> int:
    return round(float(image.xres) * MM_PER_INCH)


def turn_of_camera(image: Image) -> int:
    """The EXIF or TIFF orientation, 1 to 8."""
    return int(image.get("orientation")) if image.get_typeof("orientation") else 1


def image_of(pixels: Any) -> Image:
    """A numpy array, gray or RGB, as an image; the array must live as long as the image."""
    height, width = pixels.shape[:2]
    bands = pixels.shape[2] if pixels.ndim == 3 else 1
    image = pyvips.Image.new_from_memory(pixels.data, width, height, bands, "uchar")
    return image.copy(interpretation="b-w" if bands == 1 else "srgb")


def jpeg(pixels: Any, side: int, quality: int) -> bytes:
    """The pixels as a JPEG no longer than `side`, with nothing in it but pixels: no EXIF, no place, no profile."""
    image = image_of(pixels)
    if max(image.width, image.height) > side:
        image = image.thumbnail_image(side, height=side, size="down")
    return bytes(image.jpegsave_buffer(Q=quality, keep="none", optimize_coding=True))
