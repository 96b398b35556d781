"""Room for the pixels of a page: in memory, or for a large sheet in a file without a name, which ends with them."""

import math
import mmap
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ingest.problems import Unreadable

Pixels = NDArray[np.uint8]

LARGE = 48_000_000  # bytes; an A2 at 300 dpi in gray stays in memory
LEFT_FREE = 512 << 20  # bytes on the disk that reading does not take from others
STRIP = 4_000_000  # pixels looked at together: few enough for the processor's cache
BLOCK = 512


def room(*shape: int) -> Pixels:
    """An array to be filled; its size is set aside at once, because a disk that is full later would end the process."""
    size = math.prod(shape)
    if size < LARGE:
        return np.empty(shape, np.uint8)
    with tempfile.TemporaryFile() as file:
        if shutil.disk_usage(tempfile.gettempdir()).free < size + LEFT_FREE:
            raise no_room(size)
        try:
            set_aside(file.fileno(), size)
            whole = mmap.mmap(file.fileno(), size)
        except OSError as error:
            raise no_room(size) from error
    return np.frombuffer(whole, np.uint8).reshape(shape)


def no_room(size: int) -> Unreadable:
    return Unreadable("The disk has no room to unpack this sheet: %(mebibytes)d MiB are needed.", mebibytes=size >> 20)


def set_aside(file: int, size: int) -> None:
    if sys.platform == "linux":
        os.posix_fallocate(file, 0, size)
    else:
        os.truncate(file, size)


def strips(pixels: Pixels, step: int = 1) -> Iterator[slice]:
    """The rows of the picture, some millions of pixels at a time and always a multiple of `step`."""
    height, width = pixels.shape[:2]
    rows = max(1, STRIP // max(1, width * step)) * step
    return (slice(top, min(height, top + rows)) for top in range(0, height, rows))


def settled(view: Pixels) -> Pixels:
    """The pixels row by row as they are seen: what was turned or mirrored is copied, a large picture to a file."""
    if view.flags.c_contiguous:
        return view
    copy = room(*view.shape)
    # In blocks, because the rows of a picture on its side are the columns of its file.
    for top in range(0, view.shape[0], BLOCK):
        for left in range(0, view.shape[1], BLOCK):
            copy[top : top + BLOCK, left : left + BLOCK] = view[top : top + BLOCK, left : left + BLOCK]
    return copy
