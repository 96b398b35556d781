"""The ruled cells of title blocks and tables 单元格, each to be read by itself.

An engine that looks for lines across the whole page joins what stands in neighbouring cells, and takes a rule for a
letter. Cells set below each other on one picture are read in one go.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from ingest.ocr.standing import HIGHEST
from ingest.scan import Box, Word
from ingest.sheet import Pixels

INCH = 25.4
# Millimetres: what is smaller is no cell, what is larger is a frame or a drawing; and the paper around each.
LEAST, WIDEST, TALLEST, MARGIN = 3.0, 200.0, 40.0, 2.0
OBLONG = 0.8  # of its box a cell fills at least so much
INK, FEWEST = 140, 12  # darker is print; so many pixels of it are more than a speck
AROUND = 4

Row = tuple[Box, Box]
"""Where the print of a cell stands on the sheet, and where on the picture."""


def print_in_cells(pixels: Pixels, rules: Pixels, dpi: int) -> list[Box]:
    """The print of each ruled cell that has any; `pixels` are without the rules."""
    unit = dpi / INCH
    count, _, boxes, _ = cv2.connectedComponentsWithStats((rules == 0).astype(np.uint8), connectivity=4)
    found = []
    for x, y, w, h, area in boxes[1:count].tolist():
        is_cell = LEAST * unit <= w <= WIDEST * unit and LEAST * unit <= h <= TALLEST * unit and area > OBLONG * w * h
        inside = is_cell and _print(pixels[y : y + h, x : x + w])
        if inside:
            found.append(Box(x + inside.x, y + inside.y, inside.w, inside.h))
    return found


def _print(cell: Pixels) -> Box | None:
    rows, columns = np.nonzero(cell < INK)
    if len(rows) < FEWEST:
        return None
    left, top = max(0, int(columns.min()) - AROUND), max(0, int(rows.min()) - AROUND)
    right, bottom = min(cell.shape[1], int(columns.max()) + AROUND), min(cell.shape[0], int(rows.max()) + AROUND)
    return Box(left, top, right - left, bottom - top)


def set_below_each_other(pixels: Pixels, cells: Sequence[Box], dpi: int) -> Iterator[tuple[Pixels, list[Row]]]:
    """Pictures with a cell in each row, on as many pictures as an engine needs; tall ones first."""
    gap = round(MARGIN / INCH * dpi)
    waiting = sorted(cells, key=lambda cell: -cell.h)
    while waiting:
        rows, y = [], gap
        while waiting and y + waiting[0].h + gap <= max(HIGHEST, waiting[0].h + 2 * gap):
            cell = waiting.pop(0)
            rows.append((cell, Box(gap, y, cell.w, cell.h)))
            y += cell.h + gap
        picture = np.full((y, max(cell.w for cell, _ in rows) + 2 * gap), 255, np.uint8)
        for cell, row in rows:
            picture[row.y : row.y + row.h, row.x : row.x + row.w] = pixels[
                cell.y : cell.y + cell.h, cell.x : cell.x + cell.w
            ]
        yield picture, rows


def put_back(words: Sequence[Word], rows: Sequence[Row], dpi: int) -> dict[Box, list[Word]]:
    """The words of each cell, where they stand on the sheet."""
    half = MARGIN / INCH * dpi / 2
    found: dict[Box, list[Word]] = {}
    for word in words:
        middle = word.box.y + word.box.h / 2
        for cell, row in rows:
            if row.y - half <= middle < row.y + row.h + half:
                x, y, w, h = word.box
                moved = Box(x - row.x + cell.x, y - row.y + cell.y, w, h)
                found.setdefault(cell, []).append(Word(word.text, moved, word.confidence))
    return found


def better_of(words: Sequence[Word], in_cells: dict[Box, list[Word]]) -> list[Word]:
    """For each cell the surer reading of the two."""
    kept = list(words)
    for cell, alone in in_cells.items():
        among = [word for word in kept if _stands_in(word, cell)]
        if _sureness(alone) > _sureness(among):
            kept = [word for word in kept if not _stands_in(word, cell)] + alone
    return kept


def _stands_in(word: Word, cell: Box) -> bool:
    x, y = word.box.x + word.box.w / 2, word.box.y + word.box.h / 2
    return cell.x - AROUND <= x < cell.x + cell.w + AROUND and cell.y - AROUND <= y < cell.y + cell.h + AROUND


def _sureness(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0
