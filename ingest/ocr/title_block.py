"""Where on a large sheet its title block 图签 may stand, and by which labels it is known to have been read whole."""

import math
from collections.abc import Iterable, Iterator

import numpy as np

from ingest.fields import labels
from ingest.fields.lettering import is_han, key
from ingest.ocr.detect import reduced
from ingest.ocr.skew import skew
from ingest.ocr.tiles import inked
from ingest.scan import Box
from ingest.sheet import Sheet

INCH = 25.4
# In millimetres from the edge of what is drawn. GB/T 50001-2017, 3.2: blocks are 180 to 240 long and 30 to 70 high, in
# a corner or along a whole side; frames stand 10 to 25 inside the sheet, and scanners take in a little of the table.
CORNER_WIDTH, CORNER_HEIGHT = 215, 90
STRIP = 120
# What is drawn is looked for at this resolution, in about so many pixels per inch.
COARSE, SPARSE = 20, 80
# Margins narrower than this are taken for drawn on.
MARGIN = 10
# What a drawing is described by; where all of it has been seen, nothing more is looked for.
SOUGHT = tuple(
    frozenset(map(key, group))
    for group in (
        labels.DRAWING_NO,
        labels.DRAWING_NAME,
        labels.PROJECT,
        labels.CONSTRUCTION_UNIT,
        labels.SCALE,
        labels.DRAWING_DATE + labels.PLAIN_DATE,
    )
)


def places(sheet: Sheet) -> Iterator[Box]:
    """The corner and the sides of an upright sheet, the likeliest first; they overlap."""
    drawn = _drawn(sheet)
    lean = math.tan(math.radians(abs(skew(sheet.gray, sheet.dpi))))
    corner_width, corner_height = (_pixels(side, sheet) for side in (CORNER_WIDTH, CORNER_HEIGHT))
    across = min(drawn.w, _pixels(STRIP, sheet) + round(lean * drawn.h))
    down = min(drawn.h, corner_height + round(lean * drawn.w))
    width, height = min(drawn.w, corner_width), min(drawn.h, corner_height + round(lean * corner_width))
    right, bottom = drawn.x + drawn.w, drawn.y + drawn.h
    yield Box(right - width, bottom - height, width, height)
    yield Box(right - across, drawn.y, across, drawn.h)
    yield Box(drawn.x, bottom - down, drawn.w, down)
    yield Box(drawn.x, drawn.y, across, drawn.h)


def labels_found(texts: Iterable[str]) -> int:
    """Of how much that is sought the label is among the texts."""
    printed = {key(text) for text in texts}
    return sum(any(_begins(text, label) for text in printed for label in group) for group in SOUGHT)


def _begins(text: str, label: str) -> bool:
    """A label may be read in one run with its value; a Latin one must not be part of a word."""
    rest = text.removeprefix(label)
    return rest != text and (not rest or is_han(label[-1]) or not rest[0].isalpha())


def _drawn(sheet: Sheet) -> Box:
    step = max(1, sheet.dpi // SPARSE)
    small, factor = reduced(np.ascontiguousarray(sheet.gray[::step, ::step]), sheet.dpi // step, COARSE)
    found = inked(small) or Box(0, 0, small.shape[1], small.shape[0])
    left, right = _edges(found.x, found.w, step / factor, sheet.width, sheet)
    top, bottom = _edges(found.y, found.h, step / factor, sheet.height, sheet)
    return Box(left, top, right - left, bottom - top)


def _edges(start: int, length: int, scale: float, whole: int, sheet: Sheet) -> tuple[int, int]:
    first, last = round(start * scale), round((start + length) * scale)
    margin = _pixels(MARGIN, sheet)
    return 0 if first < margin else first, whole if last > whole - margin else last


def _pixels(millimetres: float, sheet: Sheet) -> int:
    return round(millimetres / INCH * sheet.dpi)
