"""Reads the tiles of a page from the files that `pyramid` made, as they lie there: nothing is decoded."""

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.limits import Limits
from ingest.tools.pyramid import half_of
from ingest.tools.tiff import Tags, Tiff

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
SIDE, STARTS, LENGTHS, TABLES = 322, 324, 325, 347
WANTED = frozenset({WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, SIDE, STARTS, LENGTHS, TABLES})
JPEG = 7
MARK = 2  # bytes of the marks that begin and end a JPEG
KEPT_OPEN = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The page at one size, cut into squares of `side` pixels, row by row; those at the edges are filled up."""

    path: Path
    directory: int
    width: int
    height: int
    side: int
    bits: int
    compression: int
    photometric: int
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    tables: bytes

    @property
    def columns(self) -> int:
        return -(-self.width // self.side)

    @property
    def rows(self) -> int:
        return -(-self.height // self.side)

    def extent(self, column: int, row: int) -> tuple[int, int]:
        """Width and height of what a tile shows of the page."""
        return min(self.side, self.width - column * self.side), min(self.side, self.height - row * self.side)

    def is_whole(self, column: int, row: int) -> bool:
        return self.extent(column, row) == (self.side, self.side)

    def tile(self, column: int, row: int) -> bytes:
        """A file of its own: JPEG with the tables that all tiles share, or a TIFF of one tile."""
        at = row * self.columns + column
        file = os.open(self.path, os.O_RDONLY)
        try:
            packed = os.pread(file, self.lengths[at], self.starts[at])
        finally:
            os.close(file)
        if self.compression == JPEG:
            return packed[:MARK] + self.tables[MARK:-MARK] + packed[MARK:]
        return self.wrapped(packed)

    def wrapped(self, packed: bytes) -> bytes:
        tags = [(WIDTH, self.side), (HEIGHT, self.side), (BITS, self.bits), (COMPRESSION, self.compression)]
        tags += [(PHOTOMETRIC, self.photometric), (273, 0), (277, 1), (278, self.side), (279, len(packed))]
        start = 8 + 2 + 12 * len(tags) + 4
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, start if tag == 273 else value) for tag, value in tags)
        return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", 0) + packed


@dataclass(frozen=True, slots=True)
class Pyramid:
    """A page in all its sizes, the largest first; `stamp` changes with the file."""

    levels: tuple[Level, ...]
    stamp: str

    @property
    def width(self) -> int:
        return self.levels[0].width

    @property
    def height(self) -> int:
        return self.levels[0].height

    @property
    def is_bilevel(self) -> bool:
        return self.levels[0].compression != JPEG


def pyramid_at(path: Path) -> Pyramid | None:
    """None where the tiles were not made yet, or were deleted."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return opened(path, status.st_mtime_ns, status.st_size)


@lru_cache(KEPT_OPEN)
def opened(path: Path, changed: int, size: int) -> Pyramid:
    levels = list(levels_of(path))
    half = half_of(path)
    if len(levels) == 1 and half.exists():
        levels += levels_of(half)
    return Pyramid(tuple(levels), f"{changed:x}-{size:x}")


def levels_of(path: Path) -> Iterator[Level]:
    with path.open("rb") as file:
        tiff = Tiff(file, path.stat().st_size, Limits(), WANTED)
        for directory, tags in enumerate(tiff.directories()):
            yield level_of(path, directory, tags)


def level_of(path: Path, directory: int, tags: Tags) -> Level:
    return Level(
        path=path,
        directory=directory,
        width=tags[WIDTH][0],
        height=tags[HEIGHT][0],
        side=tags[SIDE][0],
        bits=tags[BITS][0],
        compression=tags[COMPRESSION][0],
        photometric=tags[PHOTOMETRIC][0],
        starts=tags[STARTS],
        lengths=tags[LENGTHS],
        tables=bytes(tags.get(TABLES, ())),
    )
