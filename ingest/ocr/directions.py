"""Lines of text in any direction: ordinary, upwards, downwards, on their head, or one character below the other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from ingest.ocr.faint import BELIEVED, cleared, faint_ones
from ingest.ocr.han import count_han
from ingest.ocr.recognise_lines import DOUBT, HEIGHT, NOTHING, Reading, Recogniser
from ingest.ocr.stacked import in_a_row
from ingest.sheet import Pixels

ACROSS, DOWN, OVER, UP = 0, 90, 180, 270

# This many times as high as wide, the text stands; up to SHORT it may be a single upright sign such as 1 or I.
TALL, SHORT = 1.3, 3.0
# Standing lines read both ways to learn which way is usual on this sheet.
PROBES = 8
# Below SURE another way is tried for standing text, below DOUBTFUL for lying text.
SURE, DOUBTFUL = 0.9, 0.75
# An unusual way has to be surer by this much.
BETTER = 0.05
# Pixels of a line that tell whether it is worth reading.
BEGINNING = 4 * HEIGHT
# Only what is read above this speaks for a direction.
TELLING = 0.6


class Directed(NamedTuple):
    reading: Reading
    direction: int


def stands(strip: Pixels) -> bool:
    return bool(strip.shape[0] > TALL * strip.shape[1])


def weight(readings: Iterable[Reading]) -> float:
    """How much readings speak for the direction they were read in."""
    return sum(len(text) * max(0.0, confidence - TELLING) for text, confidence, _ in readings)


def laid(strip: Pixels, direction: int) -> Pixels:
    """A line that reads in this direction, turned into an ordinary one."""
    return np.ascontiguousarray(np.rot90(strip, direction // 90))


@dataclass(frozen=True)
class AnyWayReader:
    recogniser: Recogniser

    def read(self, strips: Sequence[Pixels]) -> list[Directed]:
        """Lines set straight, their shorter side 48 pixels, each in the direction in which it reads best."""
        faint = faint_ones(strips)
        ways: dict[int, Callable[[list[Pixels]], list[Directed]]] = {
            i: self._standing if stands(strip) else self._faint if i in faint else self._lying
            for i, strip in enumerate(strips)
        }
        best: dict[int, Directed] = {}
        for way in (self._standing, self._faint, self._lying):
            chosen = [i for i, found in ways.items() if found == way]
            best |= zip(chosen, way([strips[i] for i in chosen]), strict=True)
        return [best[i] for i in range(len(strips))]

    def _lying(self, strips: list[Pixels]) -> list[Directed]:
        best = self._in(ACROSS, strips)
        doubtful = [i for i, (reading, _) in enumerate(best) if reading.weakest < DOUBT]
        again = self.recogniser.read([cleared(_as_high(strips[i])) for i in doubtful])
        for i, reading in zip(doubtful, again, strict=True):
            best[i] = max(best[i], Directed(reading, ACROSS), key=lambda directed: directed.reading.confidence)
        self._retry(OVER, strips, best, _below(DOUBTFUL, best))
        return best

    def _faint(self, strips: list[Pixels]) -> list[Directed]:
        """The other side of the sheet shows by the beginning of a line already that it cannot be read."""
        lines = [_as_high(strip) for strip in strips]
        begun = self.recogniser.glance([line[:, :BEGINNING] for line in lines])
        promising = [i for i, reading in enumerate(begun) if reading.confidence > BELIEVED - BETTER]
        best = [Directed(NOTHING, ACROSS)] * len(lines)
        for i, reading in zip(promising, self.recogniser.glance([lines[i] for i in promising]), strict=True):
            if reading.confidence > BELIEVED:
                best[i] = Directed(reading, ACROSS)
        return best

    def _standing(self, strips: list[Pixels]) -> list[Directed]:
        usual, unusual = self._usual_ways(strips)
        best = self._in(usual, strips)
        self._retry(unusual, strips, best, _below(SURE, best))
        self._upright_signs(strips, best)
        for i in _below(SURE, best):
            row = in_a_row(strips[i])
            if row is not None:
                best[i] = _better(best[i], Directed(self.recogniser.read([row])[0], DOWN))
        return best

    def _upright_signs(self, strips: list[Pixels], best: list[Directed]) -> None:
        """A short box with a single sign in it stands upright unless it reads better otherwise."""
        short = [i for i, strip in enumerate(strips) if _is_short(strip) and not _is_sure_text(best[i])]
        for i, upright in zip(short, self._in(ACROSS, [strips[i] for i in short]), strict=True):
            # Han signs are as wide as high: what looks like one in a tall box is two of them, seen from the side.
            if len(upright.reading.text) == 1 and not count_han(upright.reading.text):
                best[i] = _better(upright, best[i])

    def _usual_ways(self, strips: list[Pixels]) -> tuple[int, int]:
        """Numbers read upside down are often read surely but wrongly: the sheet as a whole decides first."""
        probes = sorted(strips, key=len, reverse=True)[:PROBES]
        up, down = (self.recogniser.read([laid(strip, way) for strip in probes]) for way in (UP, DOWN))
        return (UP, DOWN) if weight(up) >= weight(down) else (DOWN, UP)

    def _in(self, direction: int, strips: Sequence[Pixels]) -> list[Directed]:
        turned = [_as_high(laid(strip, direction)) for strip in strips]
        return [Directed(reading, direction) for reading in self.recogniser.read(turned)]

    def _retry(self, direction: int, strips: Sequence[Pixels], best: list[Directed], chosen: Sequence[int]) -> None:
        for i, other in zip(chosen, self._in(direction, [strips[i] for i in chosen]), strict=True):
            best[i] = _better(best[i], other)


def _is_sure_text(directed: Directed) -> bool:
    """Several signs read surely; seen from the side they may look like one."""
    return len(directed.reading.text) > 1 and directed.reading.confidence > SURE


def _is_short(strip: Pixels) -> bool:
    return bool(strip.shape[0] < SHORT * strip.shape[1])


def _below(confidence: float, readings: Sequence[Directed]) -> list[int]:
    return [i for i, (reading, _) in enumerate(readings) if reading.confidence < confidence]


def _better(usual: Directed, other: Directed) -> Directed:
    return other if other.reading.confidence > usual.reading.confidence + BETTER else usual


def _as_high(strip: Pixels) -> Pixels:
    """The strip at the height the model reads."""
    if strip.shape[0] == HEIGHT:
        return strip
    width = max(8, round(strip.shape[1] * HEIGHT / strip.shape[0]))
    return np.asarray(cv2.resize(strip, (width, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
