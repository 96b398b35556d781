"""A large sheet in overlapping tiles, and the part of each that bears ink."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ingest.scan import Box
from ingest.sheet import Pixels

# The models work in steps of 32 pixels.
STEP = 32
# Paper, grain and bleed-through stay below this difference between the darkest and the lightest pixel of a block.
INK = 28
BLOCK = 16


def spans(length: int, limit: int, overlap: int) -> list[tuple[int, int]]:
    """Start and end of the equal pieces, none above `limit`, that cover `length` and overlap by at least `overlap`."""
    if length <= limit:
        return [(0, length)]
    count = -(-(length - overlap) // (limit - overlap))
    piece = -(-(length + (count - 1) * overlap) // count)
    piece = min(limit, -(-piece // STEP) * STEP)
    return [(start, start + piece) for start in (i * (length - piece) // (count - 1) for i in range(count))]


def tiles(width: int, height: int, limit: int, overlap: int) -> Iterator[Box]:
    for top, bottom in spans(height, limit, overlap):
        for left, right in spans(width, limit, overlap):
            yield Box(left, top, right - left, bottom - top)


def inked(pixels: Pixels) -> Box | None:
    """The part of the pixels that bears anything but paper, with a margin of one block, or None."""
    height, width = pixels.shape
    marked = _contrast(pixels) > INK
    if not marked.any():
        return None
    rows, columns = np.flatnonzero(marked.any(axis=1)), np.flatnonzero(marked.any(axis=0))
    x0, y0 = max(0, (int(columns[0]) - 1) * BLOCK), max(0, (int(rows[0]) - 1) * BLOCK)
    x1, y1 = min(width, (int(columns[-1]) + 2) * BLOCK), min(height, (int(rows[-1]) + 2) * BLOCK)
    return Box(x0, y0, x1 - x0, y1 - y0)


def _contrast(pixels: Pixels) -> NDArray[np.uint8]:
    """Darkest to lightest of each block."""
    height, width = pixels.shape
    padded = np.pad(pixels, ((0, -height % BLOCK), (0, -width % BLOCK)), mode="edge")
    blocks = padded.reshape(padded.shape[0] // BLOCK, BLOCK, -1, BLOCK)
    return np.asarray(blocks.max(axis=(1, 3)) - blocks.min(axis=(1, 3)))
