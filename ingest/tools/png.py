"""Walks the chunks of a PNG file without unpacking them."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ingest.limits import Limits
from ingest.problems import TRAILING, Refused
from ingest.tools.headers import Picture, judged, truncated

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
HEADER_LENGTH = 13


def walk(path: Path, limits: Limits) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The one page of the file, and what is odd about it."""
    size = path.stat().st_size
    packed = 0
    with path.open("rb") as file:
        picture = judged(header(file), limits)
        for name, length in chunks(file, size):
            packed += length if name == b"IDAT" else 0
        trailing = file.tell() < size
    return (replace(picture, encoded=packed),), (TRAILING,) if trailing else ()


def header(file: BinaryIO) -> Picture:
    start = file.read(8 + 8 + HEADER_LENGTH + 4)
    if len(start) < 8 + 8 + HEADER_LENGTH + 4:
        raise truncated()
    length, name, width, height, bits, colour = struct.unpack(">I4sIIBB", start[8:26])
    if (length, name) != (HEADER_LENGTH, b"IHDR") or colour not in SAMPLES:
        raise Refused("The PNG file does not begin with a proper header.")
    return Picture(width=width, height=height, samples=SAMPLES[colour], bits=bits)


def chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """The chunks after the header, to the end of the image."""
    name = b""
    while name != b"IEND":
        head = file.read(8)
        if len(head) < 8:
            raise truncated()
        length, name = struct.unpack(">I4s", head)
        if file.tell() + length + 4 > size:
            raise truncated()
        file.seek(length + 4, 1)
        yield name, length
