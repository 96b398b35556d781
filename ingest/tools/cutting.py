"""Parts of a page from its tiles, through libvips: cut to the edge, made smaller, stamped with a name, packed."""

from functools import lru_cache
from math import floor, log2
from typing import NamedTuple

import pyvips

from ingest.tools import vips
from ingest.tools.tiles import JPEG, Level, Pyramid

QUALITY = 80
STAMP_SIDE = 512
STAMP_FONT = "sans 15"
STAMP_ANGLE = -28
STAMP_ROOM = 48  # pixels between two names
STAMP_INK, STAMP_STRENGTH = 90, 0.22


class Part(NamedTuple):
    """A part of a page in the pixels of its full size, and the size in which it is wanted."""

    x: int
    y: int
    w: int
    h: int
    width: int
    height: int


def tile_image(level: Level, column: int, row: int, width: int, height: int) -> vips.Image:
    """One tile, without what lies beyond the edge of the page. Where the size wanted was rounded up, the last row or
    column comes twice."""
    image = pyvips.Image.new_from_buffer(level.tile(column, row), "").crop(0, 0, *level.extent(column, row))
    return image.gravity("north-west", width, height, extend="copy")


def part_image(pyramid: Pyramid, part: Part) -> vips.Image:
    """Taken from the smallest size that has every pixel wanted, so that it costs no more than it shows."""
    shrink = max(1.0, min(part.w / part.width, part.h / part.height))
    level = pyramid.levels[min(floor(log2(shrink)), len(pyramid.levels) - 1)]
    across, down = level.width / pyramid.width, level.height / pyramid.height
    left, top = min(floor(part.x * across), level.width - 1), min(floor(part.y * down), level.height - 1)
    width = max(1, min(round(part.w * across), level.width - left))
    height = max(1, min(round(part.h * down), level.height - top))
    image = vips.load(level.path, {"page": level.directory}).crop(left, top, width, height)
    return image.thumbnail_image(part.width, height=part.height, size="force")


def packed(image: vips.Image, kind: str, *, few_grays: bool = False) -> bytes:
    """As `jpg` or `png`; the tiles of a page in black and white hold no more than 16 grays."""
    if kind == "jpg":
        return bytes(image.jpegsave_buffer(Q=QUALITY, keep="none"))
    if few_grays:
        return bytes(image.pngsave_buffer(compression=3, bitdepth=4, keep="none", filter="none"))
    return bytes(image.pngsave_buffer(compression=3, keep="none"))


def stamped(image: vips.Image, words: str) -> vips.Image:
    """The words faintly over all of it, so that no part of it goes out without them."""
    stamp = stamp_of(words)
    if image.width > STAMP_SIDE or image.height > STAMP_SIDE:
        stamp = stamp.replicate(-(-image.width // STAMP_SIDE), -(-image.height // STAMP_SIDE))
    strength = stamp.crop(0, 0, image.width, image.height) * (STAMP_STRENGTH / 255)
    return (image * (1 - strength) + strength * STAMP_INK).cast("uchar")


@lru_cache(64)
def stamp_of(words: str) -> vips.Image:
    """A square of the words again and again, from 0 where nothing is to 255 where they are."""
    plain = words.replace("&", "&amp;").replace("<", "&lt;")
    once = pyvips.Image.text(plain, font=STAMP_FONT).rotate(STAMP_ANGLE).cast("uchar")
    room = once.gravity("centre", once.width + STAMP_ROOM, once.height + STAMP_ROOM)
    times = STAMP_SIDE // min(room.width, room.height) + 1
    return room.replicate(times, times).crop(0, 0, STAMP_SIDE, STAMP_SIDE).copy_memory()


def needs_no_decoding(level: Level, column: int, row: int, kind: str) -> bool:
    return kind == "jpg" and level.compression == JPEG and level.is_whole(column, row)
