"""The number stamped on a sheet 页号: GB/T 50328-2014, 5.3.2 puts it into the lower corner away from the spine.

Stamps and printed numbers stand alone near an edge: lower right on a front, lower left on a back, in older volumes in
the upper corners, in printed matter in the middle below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ingest.scan import Box, Word

INCH = 25.4
# Millimetres: how near to the edges a number stands, how near to the middle, and how far from other print.
BELOW, ASIDE, MIDDLE, ALONE = 24.0, 45.0, 12.0, 4.0
LOWEST, HIGHEST = 1.6, 9.0
MOST = 5000

DASHES = r"[-–—_~·.\s]*"
STAMPED = re.compile(rf"{DASHES}(?:第\s*|[Pp]age\s*|No\.?\s*)?(\d{{1,4}})\s*页?{DASHES}")
OF_MANY = re.compile(r"第?\s*(\d{1,4})\s*页?\s*(?:/|of|,|，|共)\s*(?:共\s*)?\d{1,4}\s*页?")


class Corner(IntEnum):
    """Where a number is looked for, the likeliest first."""

    LOWER_RIGHT = 0
    LOWER_LEFT = 1
    LOWER_MIDDLE = 2
    UPPER_RIGHT = 3
    UPPER_LEFT = 4
    UPPER_MIDDLE = 5


@dataclass(frozen=True, slots=True)
class Stamped:
    text: str
    value: int
    box: Box
    corner: Corner


def stamped_number(words: Sequence[Word], width: int, height: int, dpi: int) -> Stamped | None:
    """The number that stands alone at the likeliest place of the page, or None."""
    found = sorted(_candidates(words, width, height, dpi), key=lambda stamped: stamped.corner)
    return found[0] if found else None


def _candidates(words: Sequence[Word], width: int, height: int, dpi: int) -> Iterator[Stamped]:
    unit = dpi / INCH
    for word in words:
        match = STAMPED.fullmatch(word.text) or OF_MANY.fullmatch(word.text)
        if match is None or not 0 < int(match[1]) <= MOST or word.direction:
            continue
        corner = _corner(word.box, width, height, unit)
        if corner is not None and LOWEST * unit <= word.box.h <= HIGHEST * unit and _stands_alone(word, words, unit):
            yield Stamped(match[1], int(match[1]), word.box, corner)


def _corner(box: Box, width: int, height: int, unit: float) -> Corner | None:
    x, y = box.x + box.w / 2, box.y + box.h / 2
    lower, upper = y > height - BELOW * unit, y < BELOW * unit
    if not (lower or upper):
        return None
    if x > width - ASIDE * unit:
        return Corner.LOWER_RIGHT if lower else Corner.UPPER_RIGHT
    if x < ASIDE * unit:
        return Corner.LOWER_LEFT if lower else Corner.UPPER_LEFT
    if abs(x - width / 2) < MIDDLE * unit:
        return Corner.LOWER_MIDDLE if lower else Corner.UPPER_MIDDLE
    return None


def _stands_alone(word: Word, words: Sequence[Word], unit: float) -> bool:
    gap = ALONE * unit
    x, y, w, h = word.box
    around = Box(round(x - gap), round(y - gap), round(w + 2 * gap), round(h + 2 * gap))
    return not any(other is not word and _meet(around, other.box) for other in words)


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    down = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return across > 0 and down > 0
