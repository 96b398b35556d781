"""The words of a page laid straight: skew undone and standing text turned, so that rows are rows."""

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import atan, cos, sin

from ingest.fields.lettering import keyed, plain, printed_width
from ingest.scan import Box, Page, Word

STEEPEST = 0.12  # seven degrees; whatever slopes more is not skew
FEWEST_NEIGHBOURS = 4
MEASURED = 200  # the longest runs are enough to measure the slope by


@dataclass(frozen=True)
class Run:
    """A word, or a part of one, in the frame in which it reads from left to right."""

    text: str
    x: float
    y: float
    w: float
    h: float
    word: Word
    begins: float = 0.0  # which share of the word it is, along the reading
    ends: float = 1.0

    @cached_property
    def keyed(self) -> tuple[str, tuple[int, ...]]:
        return keyed(self.text)

    @property
    def key(self) -> str:
        return self.keyed[0]

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> float:
        return self.y + self.h / 2

    def part(self, start: int, end: int | None = None) -> "Run":
        """The piece between two characters of the text, with its share of the width."""
        end = len(self.text) if end is None else end
        whole = printed_width(self.text)
        first = printed_width(self.text[:start]) / whole if start else 0.0
        last = printed_width(self.text[:end]) / whole if end else 0.0
        share = self.ends - self.begins
        return Run(
            self.text[start:end].strip(),
            self.x + self.w * first,
            self.y,
            max(self.w * (last - first), 1.0),
            self.h,
            self.word,
            self.begins + share * first,
            self.begins + share * last,
        )

    @property
    def box(self) -> Box:
        """Where it stands on the page as displayed."""
        x, y, w, h = self.word.box
        if self.word.direction in (0, 180):
            first = self.begins if self.word.direction == 0 else 1 - self.ends
            return Box(round(x + w * first), y, max(1, round(w * (self.ends - self.begins))), h)
        first = self.begins if self.word.direction == 90 else 1 - self.ends
        return Box(x, round(y + h * first), w, max(1, round(h * (self.ends - self.begins))))


@dataclass(frozen=True)
class Frame:
    """All runs of one direction; `width` and `height` are those of the page seen that way."""

    direction: int
    width: float
    height: float
    runs: tuple[Run, ...]


def frames(page: Page) -> Iterator[Frame]:
    """One frame for each direction in which the page has text, the fullest first."""
    by_direction: dict[int, list[Word]] = {}
    for word in page.words:
        if word.text.strip():
            by_direction.setdefault(word.direction % 360 // 90 * 90, []).append(word)
    width, height = _extent(page)
    for direction, words in sorted(by_direction.items(), key=lambda item: (-len(item[1]), item[0])):
        across, down = (width, height) if direction in (0, 180) else (height, width)
        turned = [_run(word, _turned(word.box, direction, width, height)) for word in words]
        yield Frame(direction, across, down, tuple(_straight(turned)))


def _extent(page: Page) -> tuple[float, float]:
    if page.width and page.height:
        return float(page.width), float(page.height)
    boxes = [word.box for word in page.words]
    return float(max((b.x + b.w for b in boxes), default=1)), float(max((b.y + b.h for b in boxes), default=1))


def _turned(box: Box, direction: int, width: float, height: float) -> tuple[float, float, float, float]:
    x, y, w, h = box
    if direction == 90:
        return float(y), width - x - w, float(h), float(w)
    if direction == 180:
        return width - x - w, height - y - h, float(w), float(h)
    if direction == 270:
        return height - y - h, float(x), float(h), float(w)
    return float(x), float(y), float(w), float(h)


def _run(word: Word, place: tuple[float, float, float, float]) -> Run:
    return Run(plain(word.text), *place, word)


def _straight(runs: list[Run]) -> Iterator[Run]:
    slope = _slope(runs)
    if abs(slope) < 0.002:
        yield from runs
        return
    c, s = cos(atan(slope)), sin(atan(slope))
    for run in runs:
        cx, cy = run.x + run.w / 2, run.middle
        # A sloping line fills a box higher than its letters.
        h = max(run.h - run.w * abs(s), run.w / printed_width(run.text) * 0.8, 0.25 * run.h)
        w = max(run.w - run.h * abs(s) / 2, 1.0)
        yield Run(run.text, cx * c + cy * s - w / 2, -cx * s + cy * c - h / 2, w, h, run.word)


def _slope(runs: Iterable[Run]) -> float:
    """How much rows fall to the right: the median over neighbours that stand on one row."""
    longest = sorted((run for run in runs if run.w > run.h), key=lambda run: -run.w)[:MEASURED]
    long_enough = sorted(longest, key=lambda run: run.x)
    slopes = []
    for number, run in enumerate(long_enough):
        right = [
            other
            for other in long_enough[number + 1 :]
            if other.x > run.right - run.h
            and abs(other.middle - run.middle) < STEEPEST * (other.x + other.w / 2 - run.x - run.w / 2) + 2
            and abs(other.middle - run.middle) < 1.5 * max(run.h, other.h)
        ]
        if right:
            next_one = min(right, key=lambda other: (other.x - run.right) + 6 * abs(other.middle - run.middle))
            across = next_one.x + next_one.w / 2 - run.x - run.w / 2
            slopes.append((next_one.middle - run.middle) / across)
    return statistics.median(slopes) if len(slopes) >= FEWEST_NEIGHBOURS else 0.0
