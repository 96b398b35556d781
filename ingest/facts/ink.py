"""Whether there is anything on a sheet, how it stands out, and whether it was cut off: from few of its pixels."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from ingest.scan import Word
from ingest.sheet import Pixels, Sheet, sketched

INCH = 25.4
# Blank is what bears less ink than a few characters. What shines through from the other side is paler than PALE, a
# pencil is darker; the edges with their shadows and punch holes do not count.
DPI, STROKE, PALE, SPECKS, EDGE = 100, 9, 40, 0.0002, 14.0
# So many words, evenly chosen, tell how dark the print is.
ENOUGH = 40
ROWS = 160
# Print is cut off where so many strokes begin at the edge and go this deep; what is broad is a shadow. Millimetres.
STRIP, DEEP, BROAD, STROKES = 6.0, 1.2, 12.0, 3
DARK = 60


def is_blank(sheet: Sheet) -> bool:
    """Nothing is written or drawn on it. A page with pale pencil is not blank; one that shines through is."""
    small, factor = sketched(sheet.gray, max(1, round(max(sheet.gray.shape) * DPI / max(sheet.dpi, DPI))))
    edge = round(EDGE / INCH * sheet.dpi / factor)
    inner = small[edge : small.shape[0] - edge, edge : small.shape[1] - edge]
    if not inner.size:
        return False
    kind = cv2.MORPH_BLACKHAT if np.median(inner) > 127 else cv2.MORPH_TOPHAT
    strokes = cv2.morphologyEx(inner, kind, np.ones((STROKE, STROKE), np.uint8)) > PALE
    return float(strokes.mean()) < SPECKS


def contrast(sheet: Sheet, words: Sequence[Word]) -> float:
    """How far print and paper are apart, from 0 to 1: black on white is 1."""
    apart = [np.subtract(*np.percentile(part, (90, 5))) for part in _parts(sheet, words) if part.size]
    if not apart:
        every = max(1, sheet.height // ROWS)
        apart = [np.subtract(*np.percentile(sheet.gray[::every], (90, 0.5)))]
    return round(float(np.median(apart)) / 255, 3)


def _parts(sheet: Sheet, words: Sequence[Word]) -> Iterator[Pixels]:
    for word in words[:: max(1, len(words) // ENOUGH)]:
        x, y, w, h = word.box
        yield sheet.gray[y : y + h, x : x + w]


def cut_edges(sheet: Sheet) -> tuple[str, ...]:
    """The sides of the picture that print or drawing runs into: left, top, right, bottom."""
    sides = {
        "left": sheet.gray.T,
        "top": sheet.gray,
        "right": sheet.gray.T[::-1],
        "bottom": sheet.gray[::-1],
    }
    return tuple(name for name, pixels in sides.items() if _is_cut(pixels, sheet.dpi))


def _is_cut(pixels: Pixels, dpi: int) -> bool:
    """Whether strokes cross the upper edge of these pixels."""
    strip, deep, broad = (max(2, round(length / INCH * dpi)) for length in (STRIP, DEEP, BROAD))
    if pixels.shape[0] < 2 * strip:
        return False
    paper = float(np.median(pixels[strip : 2 * strip, ::8]))
    if paper < 127:
        return False  # a blueprint, or a shadow along the whole edge
    ink = (np.ascontiguousarray(pixels[:strip]) < paper - DARK).astype(np.uint8)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    _, top, width, height = boxes[1:, :4].T
    return int(((top == 0) & (height >= deep) & (width <= broad)).sum()) >= STROKES


def colours(sheet: Sheet) -> str:
    """colour, gray or bilevel, as the scan was made."""
    if sheet.all_colour is not None:
        return "colour"
    every = max(1, sheet.height // ROWS)
    levels = np.unique(sheet.gray[::every])
    return "bilevel" if len(levels) <= 2 else "gray"
