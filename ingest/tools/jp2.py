"""Walks the boxes of a JPEG 2000 file, or its bare code stream, to the size of the image."""

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ingest.limits import Limits
from ingest.problems import Refused
from ingest.tools.headers import Picture, judged, truncated

CODE_STREAM = b"\xff\x4f\xff\x51"
END = b"\xff\xd9"
MOST_TILES = 65_535


def walk(source: Path | bytes, limits: Limits) -> tuple[Picture, ...]:
    if isinstance(source, bytes):
        return (judged_stream(BytesIO(source), len(source), limits),)
    with source.open("rb") as file:
        return (judged_stream(file, source.stat().st_size, limits),)


def judged_stream(file: BinaryIO, size: int, limits: Limits) -> Picture:
    start, end = (0, size) if file.read(4) == CODE_STREAM else code_stream(file, size)
    file.seek(start)
    picture = judged(size_segment(file.read(4 + 38), end - start), limits)
    file.seek(max(start, end - 2))
    # Without its end mark the last tiles are missing.
    if file.read(2) != END:
        raise truncated()
    return picture


def code_stream(file: BinaryIO, size: int) -> tuple[int, int]:
    for name, start, end in boxes(file, size):
        if name == b"jp2c":
            if end > size:
                raise truncated()
            return start, end
    raise truncated()


def boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, first and last byte of each box at the top."""
    position = 0
    while position + 8 <= size:
        file.seek(position)
        length, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if length == 1:
            wide = file.read(8)
            if len(wide) < 8:
                raise truncated()
            (length,), head = struct.unpack(">Q", wide), 16
        end = size if length == 0 else position + length
        if end < position + head:
            raise Refused("The JPEG 2000 file is damaged: its parts do not follow each other.")
        yield name, position + head, end
        position = end


def size_segment(head: bytes, encoded: int) -> Picture:
    if len(head) < 42 or head[:4] != CODE_STREAM:
        raise truncated()
    right, bottom, left, top, tile_width, tile_height = struct.unpack(">6I", head[8:32])
    (samples,) = struct.unpack(">H", head[40:42])
    width, height = right - left, bottom - top
    if not tile_width or not tile_height or -(-width // tile_width) * -(-height // tile_height) > MOST_TILES:
        raise Refused("The JPEG 2000 file is cut into more tiles than its format allows.")
    tile = min(tile_width, width) * min(tile_height, height)
    return Picture(width=width, height=height, samples=samples, encoded=encoded, tile=tile)
