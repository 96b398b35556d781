"""A year in Chinese figures has four of them, 二〇〇三年: where fewer were read, the thin round 〇 was missed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ingest.ocr.directions import ACROSS, Directed
from ingest.ocr.geometry import Quad, cut_out, size
from ingest.ocr.recognise_lines import HEIGHT, Reading, Recogniser
from ingest.ocr.second_look import ReadLine
from ingest.sheet import Pixels

FIGURES = "一二三四五六七八九〇零○"
LENGTH = 4
SHORT_YEAR = re.compile(rf"(?<![{FIGURES}十百第])[{FIGURES}]{{1,3}}年(?=[{FIGURES}十]{{1,3}}月)")
WHOLE_YEAR = re.compile(rf"(?<![{FIGURES}])[一二][{FIGURES}]{{3}}年")
# How far the line is widened: to the left, in figures, where it begins with the year; and to all sides, in heights.
AHEAD, AROUND = 1.3, (0.06, 0.16)


def completed(lines: Sequence[ReadLine], pixels: Pixels, recogniser: Recogniser) -> list[ReadLine]:
    """The lines, those with a year too short read once more with more around them: kept is what shows four figures."""
    return [_completed(line, pixels, recogniser) if _is_short(line) else line for line in lines]


def _is_short(line: ReadLine) -> bool:
    return line.directed.direction == ACROSS and SHORT_YEAR.search(line.text) is not None


def _completed(line: ReadLine, pixels: Pixels, recogniser: Recogniser) -> ReadLine:
    quads = list(_wider(line))
    readings = recogniser.in_full([cut_out(pixels, quad, HEIGHT) for quad in quads])
    whole = [(quad, reading) for quad, reading in zip(quads, readings, strict=True) if _is_whole(reading, line.text)]
    if not whole:
        return line
    quad, reading = max(whole, key=lambda found: found[1].confidence)
    return replace(line, quad=quad, directed=Directed(reading, ACROSS), otherwise=line.otherwise or line.text)


def _is_whole(reading: Reading, before: str) -> bool:
    """Whether it has the year, and after it what the first reading had."""
    return WHOLE_YEAR.search(reading.text) is not None and reading.text.endswith(before.rpartition("年")[2])


def _wider(line: ReadLine) -> Iterator[Quad]:
    found = SHORT_YEAR.search(line.text)
    assert found is not None
    missing = LENGTH - (len(found[0]) - 1)
    width, height = size(line.quad)
    across = (line.quad[1] - line.quad[0]) / max(1.0, width) * height
    down = (line.quad[3] - line.quad[0]) / max(1.0, height) * height
    for around in AROUND:
        ahead = around + (AHEAD * missing if found.start() == 0 else 0)
        corners = np.array((-ahead * across - around * down, around * (across - down)))
        below = np.array((around * (across + down), -ahead * across + around * down))
        yield np.asarray(line.quad + np.concatenate((corners, below)), np.float32)
