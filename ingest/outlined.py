"""Lettering that a drawing's text layer does not know: drawn as lines by the program that made it."""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan import Word
from ingest.sheet import Pixels, sketched

INK = 160
SIDE = 10_000  # pixels: an A0 at 150 dpi is looked at as half its size
# In pixels: how tall letters are, how far apart in a row they may be in heights, how far a word's ink leaves its box.
LOWEST, HIGHEST, APART, OVER = 5, 60, 0.8, 3
FEWEST = 4  # letters in a row
VARIED = 3  # of them of different size: a row of like marks is a pattern
# Complete text layers leave 0 to 8 marks, 40,000 random strokes look like 50; outlined lettering shows by hundreds.
MUCH, SHARE = 60, 0.25

Boxes = NDArray[np.int32]


def much_is_outlined(gray: Pixels, words: Sequence[Word]) -> bool:
    """Whether so much lettering stands on the page besides these words that it has to be read as a picture."""
    return letters_beside(gray, words) > max(MUCH, SHARE * sum(len(word.text) for word in words))


def letters_beside(gray: Pixels, words: Sequence[Word]) -> int:
    """How many marks that stand in rows as letters do lie outside the boxes of these words."""
    small, times = sketched(gray, SIDE)
    ink = (small < INK).astype(np.uint8)
    for x, y, w, h in (word.box for word in words):
        left, top = max(0, int(x / times) - OVER), max(0, int(y / times) - OVER)
        ink[top : int((y + h) / times) + OVER, left : int((x + w) / times) + OVER] = 0
    _, _, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = np.asarray(found[1:], np.int32)
    boxes = boxes[(boxes[:, 2:4].max(axis=1) >= LOWEST) & (boxes[:, 2:4].max(axis=1) <= HIGHEST)]
    on_its_side = boxes[:, [1, 0, 3, 2, 4]]
    return max(in_rows(boxes), in_rows(on_its_side))


def in_rows(boxes: Boxes) -> int:
    """How many of the boxes stand in rows of letters that lie."""
    letters = boxes[boxes[:, 3] >= LOWEST]
    return sum(len(row) for row in rows_of(letters) if len(row) >= FEWEST and is_varied(row))


def is_varied(row: Boxes) -> bool:
    return len(np.unique(row[:, 2:], axis=0)) >= VARIED


def rows_of(letters: Boxes) -> Iterable[Boxes]:
    """The letters that follow each other, each to the right of the one before, alike in height and on one line."""
    order = letters[np.argsort(letters[:, 0], kind="stable")]
    following = np.full(len(order), -1)
    taken = np.zeros(len(order), np.bool_)
    starts = order[:, 0]
    for index, (x, y, w, h, _) in enumerate(order.tolist()):
        first, last = np.searchsorted(starts, (x + 1, x + w + APART * h + 1))
        near = order[first:last]
        shared = np.minimum(near[:, 1] + near[:, 3], y + h) - np.maximum(near[:, 1], y)
        like = (shared >= 0.6 * np.minimum(near[:, 3], h)) & (near[:, 3] < 2 * h) & (h < 2 * near[:, 3])
        candidates = np.flatnonzero(like & (near[:, 0] >= x + w - 2) & ~taken[first:last])
        if candidates.size:
            following[index] = first + candidates[0]
            taken[first + candidates[0]] = True
    for start in np.flatnonzero(~taken):
        row = []
        while start >= 0:
            row.append(start)
            start = following[start]
        yield order[row]
