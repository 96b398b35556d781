"""Walks the segments of a JPEG file without decoding it."""

import mmap
import re
import struct
from pathlib import Path

from ingest.limits import Limits
from ingest.problems import TRAILING, Refused
from ingest.tools.headers import Picture, judged, truncated

BASELINE_OR_PROGRESSIVE = frozenset({0xC0, 0xC1, 0xC2})
OTHER_FRAMES = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
START_OF_SCAN, END = 0xDA, 0xD9
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# In packed data an FF is followed by 00 or by a restart mark; anything else is the next segment.
NEXT_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
Bytes = mmap.mmap | bytes

MOST_SCANS = 100  # a progressive picture is decoded once more for each of them


def walk(path: Path, limits: Limits) -> tuple[tuple[Picture, ...], tuple[str, ...]]:
    """The one page of the file, and what is odd about it."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        picture, end = segments(data, limits)
        # Some scanners fill the last block with zeros.
        trailing = any(data[end : end + 4096])
    return (picture,), (TRAILING,) if trailing else ()


def segments(data: Bytes, limits: Limits) -> tuple[Picture, int]:
    picture, position, scans = None, 2, 0
    while True:
        mark, position = next_mark(data, position)
        if mark == END:
            break
        if mark in STANDALONE:
            continue
        (length,) = struct.unpack(">H", part(data, position, 2))
        if mark in OTHER_FRAMES:
            raise Refused("The JPEG file uses a rare kind of compression that is not supported.")
        if mark in BASELINE_OR_PROGRESSIVE:
            picture = judged(frame(part(data, position + 2, 6), len(data)), limits)
        position += length
        if mark == START_OF_SCAN:
            scans += 1
            position = end_of_scan(data, position)
        if scans > MOST_SCANS:
            raise Refused("The JPEG file is packed in more than %(scans)d layers.", scans=MOST_SCANS)
    if picture is None or not scans:
        raise Refused("The JPEG file holds no image.")
    return picture, position


def next_mark(data: Bytes, position: int) -> tuple[int, int]:
    while part(data, position, 2)[1] == 0xFF:
        position += 1
    first, mark = part(data, position, 2)
    if first != 0xFF:
        raise Refused("The JPEG file is damaged: its parts do not follow each other.")
    return mark, position + 2


def part(data: Bytes, start: int, length: int) -> bytes:
    if start + length > len(data):
        raise truncated()
    return data[start : start + length]


def frame(body: bytes, encoded: int) -> Picture:
    bits, height, width, samples = struct.unpack(">BHHB", body)
    if bits != 8:
        raise Refused("The JPEG file has %(bits)d bits for each value; only 8 are supported.", bits=bits)
    return Picture(width=width, height=height, samples=samples, encoded=encoded)


def end_of_scan(data: Bytes, position: int) -> int:
    found = NEXT_MARK.search(data, position)
    if not found:
        raise truncated()
    return found.start()
