"""From the pixels of an upright sheet to its words and its text."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.ocr.engine import OcrEngine
from ingest.ocr.han import joined
from ingest.ocr.lines import visual_lines
from ingest.scan import Word
from ingest.sheet import Sheet

# From this gap on, in heights of the lower word, two words stand visibly apart.
APART = 0.6


def recognise(sheet: Sheet, engine: OcrEngine) -> tuple[tuple[Word, ...], str]:
    return in_lines(engine.read(sheet))


def in_lines(words: Sequence[Word]) -> tuple[tuple[Word, ...], str]:
    """The words in reading order, and the text of the page: each line of the sheet a line."""
    lines = visual_lines(words)
    return tuple(word for line in lines for word in line), "\n".join(map(text_of, lines))


def text_of(line: list[Word]) -> str:
    """The words of one line; Han characters that touch are not parted."""
    text = line[0].text
    for left, right in pairwise(line):
        gap = right.box.x - (left.box.x + left.box.w)
        text = joined(text, right.text, apart=gap > APART * min(left.box.h, right.box.h))
    return text
