"""Chinese written downwards, one upright character below the other, laid out as an ordinary line."""

import cv2
import numpy as np

from ingest.sheet import Pixels

# A character is at most this much higher than the column is wide.
CHARACTER = 1.2
GAP = 4


def in_a_row(column: Pixels) -> Pixels | None:
    """The characters of a column side by side, as high as the column is wide; None when there are not at least two."""
    ink = _ink(column)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) == 0:
        return None
    cells = _characters(rows, int(columns[-1] - columns[0] + 1))
    if len(cells) < 2:
        return None
    height = column.shape[1]
    return np.hstack([_cell(column[max(0, top - GAP) : bottom + GAP], height) for top, bottom in cells])


def _ink(column: Pixels) -> np.ndarray:
    _, light = cv2.threshold(column, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    # There is more paper than ink, on a blueprint too.
    return np.asarray(light == (0 if light.mean() > 0.5 else 1))


def _characters(rows: np.ndarray, width: int) -> list[tuple[int, int]]:
    """Top and bottom of each character: neighbouring strokes are one while they are not higher than a character."""
    breaks = np.flatnonzero(np.diff(rows) > 1)
    starts, ends = rows[np.append(0, breaks + 1)], rows[np.append(breaks, len(rows) - 1)] + 1
    cells: list[tuple[int, int]] = []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if cells and end - cells[-1][0] <= CHARACTER * width:
            cells[-1] = cells[-1][0], end
        else:
            cells.append((start, end))
    return cells


def _cell(part: Pixels, height: int) -> Pixels:
    """One character on a square of paper."""
    cell = np.full((height, part.shape[1]), np.median(part), np.uint8)
    part = part[:height]
    top = (height - part.shape[0]) // 2
    cell[top : top + part.shape[0]] = part
    return cell
