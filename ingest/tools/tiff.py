"""Walks the directories of a TIFF or BigTIFF file without decoding anything."""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ingest.limits import Limits
from ingest.problems import Refused
from ingest.tools.headers import Picture, judged, truncated

# none, the fax codes, LZW, JPEG, deflate twice, PackBits: what scanners write and decoders are well tested on.
FAX = frozenset({2, 3, 4})
COMPRESSIONS = FAX | {1, 5, 7, 8, 32946, 32773}
SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, STRIPS, SAMPLES = 254, 256, 257, 258, 259, 273, 277
STRIP_SIZES, FORMAT, TILES, TILE_SIZES = 279, 339, 324, 325
WANTED = {SUBFILE, WIDTH, HEIGHT, BITS, COMPRESSION, STRIPS, SAMPLES, STRIP_SIZES, FORMAT, TILES, TILE_SIZES}
NOT_A_PAGE = 0b101  # a reduced copy or a mask of another page
CODES = {1: "B", 3: "H", 4: "I", 7: "B", 16: "Q", 13: "I", 18: "Q"}
MOST_ENTRIES = 4096

Tags = dict[int, tuple[int, ...]]


@dataclass(frozen=True)
class Layout:
    """How this file writes numbers: byte order, and the wider fields of BigTIFF."""

    order: str
    big: bool

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.big else "H")

    @property
    def entry(self) -> str:
        return self.order + ("HHQ8s" if self.big else "HHI4s")

    @property
    def offset(self) -> str:
        return self.order + ("Q" if self.big else "I")


class Tiff:
    """An open TIFF file; every read is checked against its real length."""

    def __init__(self, file: BinaryIO, size: int, limits: Limits, wanted: Collection[int] = WANTED) -> None:
        self.file, self.size, self.limits, self.wanted = file, size, limits, wanted
        head = self.at(0, 4)
        self.layout = Layout({b"II": "<", b"MM": ">"}[head[:2]], head[2:].strip(b"\0") == b"+")
        start = 8 if self.layout.big else 4
        (self.first,) = self.numbers(self.layout.offset, start)

    def at(self, offset: int, length: int) -> bytes:
        if offset + length > self.limits.file_bytes:
            raise Refused("The TIFF header points to a place no file of this archive can have.")
        if offset + length > self.size:
            raise truncated()
        self.file.seek(offset)
        return self.file.read(length)

    def numbers(self, code: str, offset: int) -> tuple[int, ...]:
        return struct.unpack(code, self.at(offset, struct.calcsize(code)))

    def directories(self) -> Iterator[Tags]:
        offset, seen = self.first, set[int]()
        while offset:
            if offset in seen:
                raise Refused("The pages of the TIFF file run in a circle.")
            if len(seen) >= self.limits.pages:
                raise Refused("The file has more than %(pages)d pages.", pages=self.limits.pages)
            seen.add(offset)
            tags, offset = self.directory(offset)
            yield tags

    def directory(self, offset: int) -> tuple[Tags, int]:
        (count,) = self.numbers(self.layout.count, offset)
        if count > MOST_ENTRIES:
            raise Refused("A page of the TIFF file describes itself with %(count)d entries.", count=count)
        start, step = offset + struct.calcsize(self.layout.count), struct.calcsize(self.layout.entry)
        block = self.at(start, count * step)
        tags: Tags = {}
        for tag, kind, length, value in struct.iter_unpack(self.layout.entry, block):
            if tag in self.wanted and kind in CODES:
                tags[tag] = self.values(CODES[kind], length, value)
        (following,) = self.numbers(self.layout.offset, start + count * step)
        return tags, following

    def values(self, code: str, length: int, inline: bytes) -> tuple[int, ...]:
        whole = f"{self.layout.order}{length}{code}"
        if length > self.size:
            raise truncated()
        room = struct.calcsize(whole)
        if room <= len(inline):
            return struct.unpack(whole, inline[:room])
        return self.numbers(whole, struct.unpack(self.layout.offset, inline)[0])


def walk(path: Path, limits: Limits) -> tuple[Picture, ...]:
    """The pages of the file, thumbnails and masks left out; raises what is wrong with it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        tiff = Tiff(file, size, limits)
        pages = tuple(
            picture_of(tags, number, size, limits)
            for number, tags in enumerate(tiff.directories())
            if not tags.get(SUBFILE, (0,))[0] & NOT_A_PAGE
        )
    if not pages:
        raise Refused("The TIFF file has no page.")
    return pages


def picture_of(tags: Tags, number: int, size: int, limits: Limits) -> Picture:
    bits, compression = first(tags, BITS, 1), first(tags, COMPRESSION, 1)
    if compression not in COMPRESSIONS:
        raise Refused("The TIFF file uses the unsupported compression %(code)d.", code=compression)
    if bits not in (1, 2, 4, 8, 16) or first(tags, FORMAT, 1) != 1:
        raise Refused("The TIFF file holds measured values, not the image of a page.")
    picture = Picture(
        width=first(tags, WIDTH, 0),
        height=first(tags, HEIGHT, 0),
        samples=first(tags, SAMPLES, 1),
        bits=bits,
        fax=compression in FAX,
        directory=number,
    )
    # A bomb is refused for its size even where its strips are missing too.
    return replace(judged(picture, limits), encoded=length_of(tags, size))


def length_of(tags: Tags, size: int) -> int:
    """How many bytes the page's strips or tiles take; they must all lie inside the file."""
    starts = tags.get(STRIPS) or tags.get(TILES) or ()
    lengths = tags.get(STRIP_SIZES) or tags.get(TILE_SIZES) or ()
    if any(start + length > size for start, length in zip(starts, lengths, strict=False)):
        raise truncated()
    return sum(lengths)


def first(tags: Tags, tag: int, default: int) -> int:
    return (tags.get(tag) or (default,))[0]
