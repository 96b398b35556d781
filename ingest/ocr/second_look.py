"""Two readings of one place, with and without the colour of a seal: the better one stays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.ocr.directions import Directed
from ingest.ocr.geometry import Quad
from ingest.ocr.han import tidy

# Share of the smaller box inside the other above which two readings are of one place.
SAME_PLACE = 0.5
# Readings of one place that share less of their characters are print and seal, both worth keeping when both are sure.
ALIKE, SURE = 0.3, 0.9


@dataclass(frozen=True, eq=False)
class ReadLine:
    quad: Quad
    directed: Directed

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
        if all(line.confidence > other.confidence for other in rivals) and not _is_piece(line, rivals):
            lines = [other for other in lines if other not in rivals]
            lines.append(line)
    return lines


def _is_piece(line: ReadLine, rivals: Sequence[ReadLine]) -> bool:
    """Whether one of the rivals says the same and more."""
    return any(tidy(line.text) in other.text and len(line.text) < len(other.text) for other in rivals)


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
