"""The bytes of a tile or another part of a page. A tile goes out as it lies in the file where that is possible."""

from math import log2
from threading import Lock
from typing import NamedTuple

from archives.viewing.kept import Kept
from archives.viewing.wanted_image import Wanted
from ingest.tools.cutting import (
    Part,
    needs_no_decoding,
    packed,
    part_image,
    stamped,
    tile_image,
)
from ingest.tools.tiles import JPEG, Level, Pyramid

KEPT = Kept(24 << 20)

# One large part is made at a time, so that many who ask do not need many times the memory.
_one_at_a_time = Lock()


class Tile(NamedTuple):
    level: Level
    column: int
    row: int
    width: int
    height: int


def image(pyramid: Pyramid, wanted: Wanted, words: str = "") -> bytes:
    """`words` are laid faintly over what goes out."""
    tile = tile_at(pyramid, wanted.part)
    if tile is None:
        return made_part(pyramid, wanted, words)
    if not words and needs_no_decoding(tile.level, tile.column, tile.row, wanted.kind):
        return tile.level.tile(tile.column, tile.row)
    key = tile.level.path, pyramid.stamp, tile.level.directory, tile[1:], wanted.kind, words
    return KEPT.get(key, lambda: made_tile(tile, wanted.kind, words))


def tile_at(pyramid: Pyramid, part: Part) -> Tile | None:
    """The tile that shows this part in this size, if there is one. Half of an odd number may be rounded either way."""
    halvings = round(log2(max(1.0, part.w / part.width, part.h / part.height)))
    if halvings >= len(pyramid.levels):
        return None
    level = pyramid.levels[halvings]
    side = level.side << halvings
    column, row = part.x // side, part.y // side
    if part.x % side or part.y % side or column >= level.columns or row >= level.rows:
        return None
    whole = min(side, pyramid.width - part.x), min(side, pyramid.height - part.y)
    width, height = level.extent(column, row)
    fits = (part.w, part.h) == whole and 0 <= part.width - width <= 1 and 0 <= part.height - height <= 1
    return Tile(level, column, row, part.width, part.height) if fits else None


def made_tile(tile: Tile, kind: str, words: str) -> bytes:
    shown = tile_image(*tile)
    if words:
        return packed(stamped(shown, words), kind)
    return packed(shown, kind, few_grays=tile.level.compression != JPEG)


def made_part(pyramid: Pyramid, wanted: Wanted, words: str) -> bytes:
    with _one_at_a_time:
        shown = part_image(pyramid, wanted.part)
        return packed(stamped(shown, words) if words else shown, wanted.kind)
