"""Standing text for an engine that reads lying text only: each line laid on a sheet of its own, both ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.ocr.detect import reduced
from ingest.ocr.directions import DOWN, UP, laid
from ingest.ocr.lettering import line_boxes
from ingest.scan import Box, Word
from ingest.sheet import Pixels, Sheet

DPI, INCH = 110, 25.4
# Millimetres of paper around each line.
MARGIN = 1.5
# Tesseract refuses pictures above 32767 pixels, and reads many lines on one picture faster than each on its own.
HIGHEST = 16_000


@dataclass(frozen=True, eq=False)
class LaidOut:
    """Standing lines as rows of one picture: where each came from, which way it was turned, where it lies now."""

    pixels: Pixels
    rows: tuple[tuple[Box, int, Box], ...]


def standing_lines(sheet: Sheet, known: Sequence[Word]) -> list[Box]:
    """Where text seems to stand that is not among the words already read."""
    small, factor = reduced(sheet.gray, sheet.dpi, DPI)
    width = small.shape[1]
    margin = MARGIN / INCH * DPI
    found: list[Box] = []
    for line in line_boxes(np.ascontiguousarray(np.rot90(small))):
        # np.rot90 turns counterclockwise: its rows are our columns, from the right.
        x0, y0 = width - (line.y + line.h) - margin, line.x - margin
        x1, y1 = width - line.y + margin, line.x + line.w + margin
        x, y = max(0, round(x0 / factor)), max(0, round(y0 / factor))
        box = Box(x, y, min(sheet.width, round(x1 / factor)) - x, min(sheet.height, round(y1 / factor)) - y)
        if not any(_covers(word.box, box) for word in known):
            found.append(box)
    return found


def laid_out(sheet: Sheet, lines: Sequence[Box]) -> Iterator[LaidOut]:
    """The lines turned both ways and set below each other, on as many pictures as they need."""
    picture: list[Box] = []
    height = 0.0
    for line in lines:
        needed = 2 * (line.w + MARGIN / INCH * sheet.dpi)
        if picture and height + needed > HIGHEST:
            yield _picture(sheet, picture)
            picture, height = [], 0.0
        picture.append(line)
        height += needed
    if picture:
        yield _picture(sheet, picture)


def _picture(sheet: Sheet, lines: Sequence[Box]) -> LaidOut:
    gap = round(MARGIN / INCH * sheet.dpi)
    width = max(line.h for line in lines) + 2 * gap
    height = sum(2 * (line.w + gap) for line in lines) + gap
    pixels = np.full((height, width), int(np.median(sheet.gray[::16, ::16])), np.uint8)
    rows: list[tuple[Box, int, Box]] = []
    y = gap
    for line in lines:
        part = sheet.gray[line.y : line.y + line.h, line.x : line.x + line.w]
        for direction in (UP, DOWN):
            pixels[y : y + line.w, gap : gap + line.h] = laid(part, direction)
            rows.append((line, direction, Box(gap, y, line.h, line.w)))
            y += line.w + gap
    return LaidOut(pixels, tuple(rows))


def stood_up(picture: LaidOut, words: Sequence[Word], least: float) -> list[Word]:
    """The words read from the rows, back where they stand; of the two ways of a line the better one."""
    best: dict[Box, Word] = {}
    for line, direction, row in picture.rows:
        inside = [word for word in words if row.y <= word.box.y + word.box.h / 2 < row.y + row.h]
        if inside:
            text = " ".join(word.text for word in sorted(inside, key=lambda word: word.box.x))
            word = Word(text, line, float(np.mean([word.confidence for word in inside])), direction)
            if word.confidence >= least and _telling(word) > _telling(best.get(line)):
                best[line] = word
    return list(best.values())


def _telling(word: Word | None) -> float:
    return 0.0 if word is None else len(word.text) * word.confidence


def _covers(word: Box, line: Box) -> bool:
    """Whether the word is the standing line already, and not only a lying one that it crosses."""
    across = min(word.x + word.w, line.x + line.w) - max(word.x, line.x)
    down = min(word.y + word.h, line.y + line.h) - max(word.y, line.y)
    return across > 0 and down > 0 and across * down > 0.5 * line.w * line.h
