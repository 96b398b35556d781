"""Which way a scan was laid: some lines of its densest part, read both ways."""

from collections.abc import Sequence

import numpy as np

from ingest.ocr.detect import Detector, reduced
from ingest.ocr.directions import ACROSS, DOWN, OVER, TELLING, UP, laid
from ingest.ocr.geometry import Quad, cut_out, size
from ingest.ocr.han import count_han, count_letters
from ingest.ocr.patch import densest
from ingest.ocr.recognise_lines import HEIGHT, Reading, Recogniser
from ingest.sheet import Pixels, Sheet

DPI, PATCH = 75, 512
# The longest lines are asked first; mostly they suffice.
FIRST, LINES = 4, 12
# The beginning of a line tells its direction as well as the whole, and what is shorter than this tells little.
LONGEST, ELONGATED = 7 * HEIGHT, 2.0
# Text both across and down: the lesser of the two is asked as well from this share on.
RIVAL = 0.3
# So many letters read so surely need no second opinion; numbers do, for they can be read upside down.
LETTERS, SURE = 10, 0.93


def orientation(sheet: Sheet, detector: Detector, recogniser: Recogniser) -> int:
    """The clockwise rotation of the scan; 0 for a sheet without text."""
    small, factor = reduced(sheet.gray, sheet.dpi, DPI)
    patch = densest(small, PATCH)
    quads = detector.lines(small[patch.y : patch.y + patch.h, patch.x : patch.x + patch.w])
    across, down = _elongated(quads)
    ways = [(across, (ACROSS, OVER)), (down, (DOWN, UP))]
    most = max(_length(across), _length(down))
    votes: dict[int, float] = {ACROSS: 0.0}
    offset = np.array((patch.x, patch.y), np.float32)
    for lines, directions in ways:
        if lines and _length(lines) >= RIVAL * most:
            strips = [_beginning(cut_out(sheet.gray, (quad + offset) / factor, HEIGHT)) for quad in lines]
            votes |= _votes(strips, directions, recogniser)
    return max(votes, key=lambda direction: votes[direction])


def _elongated(quads: Sequence[Quad]) -> tuple[list[Quad], list[Quad]]:
    """The longest lines that lie and that stand."""
    lying = [quad for quad in quads if size(quad)[0] > ELONGATED * size(quad)[1]]
    standing = [quad for quad in quads if size(quad)[1] > ELONGATED * size(quad)[0]]
    lying.sort(key=lambda quad: -size(quad)[0])
    standing.sort(key=lambda quad: -size(quad)[1])
    return lying[:LINES], standing[:LINES]


def _length(quads: Sequence[Quad]) -> float:
    return sum(max(size(quad)) for quad in quads)


def _beginning(strip: Pixels) -> Pixels:
    return strip[:LONGEST, :LONGEST]


def _votes(strips: list[Pixels], directions: tuple[int, int], recogniser: Recogniser) -> dict[int, float]:
    """What the lines say for either direction; where the first few leave no doubt, the rest is not asked."""
    for direction in directions:
        readings = recogniser.read([laid(strip, direction) for strip in strips[:FIRST]])
        if _is_beyond_doubt(readings):
            return {direction: len(strips) / FIRST * _weight(readings)}
    return {way: _weight(recogniser.read([laid(strip, way) for strip in strips])) for way in directions}


def _weight(readings: Sequence[Reading]) -> float:
    return sum(_telling(reading) for reading in readings)


def _telling(reading: Reading) -> float:
    """Characters tell more than digits, of which a sheet has many that stand."""
    return (len(reading.text) + count_han(reading.text)) * max(0.0, reading.confidence - TELLING)


def _is_beyond_doubt(readings: Sequence[Reading]) -> bool:
    sure = [text for text, confidence, _ in readings if confidence > SURE]
    return 2 * len(sure) > len(readings) and sum(count_han(text) + count_letters(text) for text in sure) >= LETTERS
