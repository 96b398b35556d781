"""Two readings of one place, with and without the colour of a seal: the better one stays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.ocr.directions import Directed
from ingest.ocr.geometry import Quad

# Share of the smaller box inside the other above which two readings are of one place.
SAME_PLACE = 0.5
# Readings of one place that share less of their characters are print and seal, both worth keeping when both are sure.
ALIKE, SURE = 0.3, 0.9


@dataclass(frozen=True, eq=False)
class ReadLine:
    """A line and what it says; `cut` when more of it may lie outside the area looked at."""

    quad: Quad
    directed: Directed
    cut: bool = False

    @property
    def text(self) -> str:
        return self.directed.reading.text

    @property
    def confidence(self) -> float:
        return self.directed.reading.confidence


def merged(first: Sequence[ReadLine], second: Sequence[ReadLine]) -> list[ReadLine]:
    """The first readings, improved and completed by the second."""
    lines = list(first)
    for line in second:
        rivals = [other for other in lines if _one_place(line, other) and not _print_and_seal(line, other)]
        if all(_is_better(line, other) for other in rivals):
            rests = [rest for other in rivals if (rest := _rest(other, line))]
            lines = [*(other for other in lines if other not in rivals), line, *rests]
    return lines


def _is_better(line: ReadLine, other: ReadLine) -> bool:
    """Without the colour a line is better when it is surer, or sure and rid of the seal's characters or whole again."""
    if line.cut:
        return False
    same_but_for_the_seal = line.text in other.text or other.text in line.text
    return (same_but_for_the_seal and line.confidence >= SURE) or line.confidence > other.confidence


def _rest(whole: ReadLine, part: ReadLine) -> ReadLine | None:
    """What the coloured reading says besides; a single character is a scrap of the seal."""
    rest = whole.text.replace(part.text, "", 1).strip()
    if part.text not in whole.text or len(rest) < 2 or whole.confidence < SURE:
        return None
    return ReadLine(whole.quad, Directed(whole.directed.reading._replace(text=rest), whole.directed.direction))


def _print_and_seal(one: ReadLine, other: ReadLine) -> bool:
    shared = len(set(one.text) & set(other.text)) / max(1, min(len(set(one.text)), len(set(other.text))))
    return shared < ALIKE and min(one.confidence, other.confidence) >= SURE


def _one_place(one: ReadLine, other: ReadLine) -> bool:
    low, high = (
        np.maximum(one.quad.min(axis=0), other.quad.min(axis=0)),
        np.minimum(one.quad.max(axis=0), other.quad.max(axis=0)),
    )
    shared = float(np.prod((high - low).clip(0)))
    return shared > SAME_PLACE * min(_area(one.quad), _area(other.quad))


def _area(quad: Quad) -> float:
    return float(np.prod(np.ptp(quad, axis=0)))
