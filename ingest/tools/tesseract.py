"""The Tesseract program: pixels in, words with boxes out; its exceptions end here."""

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytesseract

from ingest.ocr.han import A_HAN, tidy
from ingest.problems import N_, Unreadable
from ingest.scan import Box, Word
from ingest.sheet import Pixels

# A gap of this many heights parts two words of a line that belong to different cells or labels.
PARTED = 1.6
LOWEST = 12
TOO_LONG = N_("Tesseract took longer than %(seconds)g seconds for one page.")


@cache
def version() -> str | None:
    """The version of the installed program, or None."""
    try:
        return str(pytesseract.get_tesseract_version())
    except (pytesseract.TesseractNotFoundError, SystemExit):
        return None


@cache
def languages() -> frozenset[str]:
    """The languages that the installed program can read; none when it is missing."""
    return frozenset(pytesseract.get_languages()) if version() else frozenset()


@dataclass(frozen=True)
class Deadline:
    """One page may take this long, however many calls it needs."""

    seconds: float
    since: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        return cls(seconds, time.monotonic())

    def left(self) -> float:
        left = self.since + self.seconds - time.monotonic()
        if left <= 0:
            raise Unreadable(TOO_LONG, seconds=self.seconds)
        return left


def words(pixels: Pixels, dpi: int, layout: int, languages: str, threads: int, deadline: Deadline) -> list[Word]:
    """The words of a gray picture; `layout` is Tesseract's page segmentation mode."""
    # The program reads the number of its threads from the environment only.
    os.environ["OMP_THREAD_LIMIT"] = str(threads)
    with tempfile.TemporaryDirectory(prefix="page-") as folder:
        path = Path(folder) / "page.pgm"
        with path.open("wb") as file:
            file.write(b"P5 %d %d 255\n" % (pixels.shape[1], pixels.shape[0]))
            file.write(pixels.tobytes())
        rows = _run(str(path), f"--dpi {dpi} --psm {layout}", languages, deadline)
    return words_of(rows)


def words_of(rows: dict[str, list[Any]]) -> list[Word]:
    """The words as people see them, from the rows of Tesseract's table."""
    return [word for line in _lines(rows) for word in _segments(line)]


def _run(path: str, options: str, languages: str, deadline: Deadline) -> dict[str, list[Any]]:
    try:
        found = pytesseract.image_to_data(
            path, languages, options, timeout=deadline.left(), output_type=pytesseract.Output.DICT
        )
    except pytesseract.TesseractNotFoundError as error:
        raise Unreadable("Tesseract is not installed.") from error
    except pytesseract.TesseractError as error:
        raise Unreadable("Tesseract could not read the page: %(reason)s", reason=error.message) from error
    except RuntimeError as error:  # pytesseract has no class of its own for a timeout
        raise Unreadable(TOO_LONG, seconds=deadline.seconds) from error
    return dict(found)


def _lines(rows: dict[str, list[Any]]) -> Iterator[list[Word]]:
    """The words of each line that Tesseract made out, from left to right."""
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for i, text in enumerate(rows["text"]):
        confidence = float(rows["conf"][i]) / 100
        if str(text).strip() and confidence >= 0:
            line = int(rows["block_num"][i]), int(rows["par_num"][i]), int(rows["line_num"][i])
            box = Box(*(int(rows[side][i]) for side in ("left", "top", "width", "height")))
            lines.setdefault(line, []).append(Word(str(text).strip(), box, confidence))
    return (sorted(line, key=lambda word: word.box.x) for line in lines.values())


def _segments(line: list[Word]) -> Iterator[Word]:
    """The line parted at its wide gaps."""
    segment: list[Word] = []
    for word in line:
        if segment and word.box.x - _end(segment[-1]) > PARTED * max(LOWEST, word.box.h, segment[-1].box.h):
            yield _joined(segment)
            segment = []
        segment.append(word)
    yield _joined(segment)


def _joined(segment: list[Word]) -> Word:
    """One word of several; Tesseract parts Han characters by blanks that are not on the sheet."""
    text = segment[0].text
    for left, right in pairwise(segment):
        touching = A_HAN.match(left.text[-1]) or A_HAN.match(right.text[0])
        text += right.text if touching else f" {right.text}"
    x, y = min(word.box.x for word in segment), min(word.box.y for word in segment)
    bottom = max(word.box.y + word.box.h for word in segment)
    confidence = sum(word.confidence * len(word.text) for word in segment) / sum(len(word.text) for word in segment)
    return Word(tidy(text), Box(x, y, max(map(_end, segment)) - x, bottom - y), confidence)


def _end(word: Word) -> int:
    return word.box.x + word.box.w
