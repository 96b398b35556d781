"""Words in the order they are read: visual lines from top to bottom, each from left to right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.scan import Word

# A sheet lies at most this many degrees askew; smaller leans are tried first, so that they win a tie.
LEANS = sorted(np.arange(-6.0, 6.01, 0.25).tolist(), key=abs)
# Few words are in line at some lean or other by chance, and a lean has to gather so many times more words than none.
FEWEST, WORTH = 6, 1.2
# Words are on one line when their middles differ by less than this share of the lower one's height.
ASIDE = 0.5


@dataclass(frozen=True)
class _Place:
    """Where a word is once the sheet lies straight."""

    word: Word
    x: float
    middle: float
    height: float

    def beside(self, other: "_Place") -> bool:
        return abs(self.middle - other.middle) < ASIDE * min(self.height, other.height)


def visual_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words side by side make a line; standing text is a line of its own."""
    tilt = math.radians(lean(words))
    places = sorted((_place(word, tilt) for word in words), key=lambda place: place.middle)
    lines: list[list[_Place]] = []
    for place in places:
        line = None if place.word.direction % 180 else _line_of(place, lines)
        if line is None:
            lines.append([place])
        else:
            line.append(place)
    return [[place.word for place in sorted(line, key=lambda place: place.x)] for line in lines]


def _line_of(place: _Place, lines: list[list[_Place]]) -> list[_Place] | None:
    """The line above or beside which the word continues; lines come in the order of their middles."""
    for line in reversed(lines):
        if place.middle - line[0].middle > place.height:
            return None
        if line[0].word.direction % 180 == 0 and place.beside(line[-1]) and place.beside(line[0]):
            return line
    return None


def _place(word: Word, tilt: float) -> _Place:
    box = word.box
    x, y = box.x + box.w / 2, box.y + box.h / 2
    # The straight box around a leaning line is higher than the line.
    height = max(box.h - box.w * abs(math.sin(tilt)), box.h / 4, 1.0)
    return _Place(word, x - box.w / 2, _straightened(x, y, tilt), height)


def lean(words: Sequence[Word]) -> float:
    """How the lines lean, in degrees clockwise: the angle that brings most words to the same heights."""
    lying = [word.box for word in words if word.direction % 180 == 0]
    if len(lying) < FEWEST:
        return 0.0
    boxes = np.array(lying, float)
    x, y = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2
    step = max(2.0, float(np.median(boxes[:, 3])) / 4)
    found = {angle: _gathered(_straightened(x, y, math.radians(angle)), step) for angle in LEANS}
    best = max(LEANS, key=lambda angle: found[angle])
    return best if found[best] > WORTH * found[0.0] else 0.0


def _gathered(heights: NDArray[np.float64], step: float) -> float:
    """Large when many words share few heights; counted twice, half a step apart, so that no border splits a line."""
    bins = (((heights - heights.min() + shift) // step).astype(int) for shift in (0, step / 2))
    return sum(float((np.bincount(numbers) ** 2).sum()) for numbers in bins)


def _straightened(x: Any, y: Any, tilt: float) -> Any:
    """The height on the sheet once it lies straight."""
    return y * math.cos(tilt) - x * math.sin(tilt)
