"""The words of a page laid straight: skew undone and standing text turned, so that rows are rows."""

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import atan, cos, sin

from ingest.fields.imprinted import is_of_seal
from ingest.fields.lettering import keyed, plain, printed_width
from ingest.scan import Box, Page, Word

STEEPEST = 0.12  # seven degrees; whatever slopes more is not skew
FEWEST_NEIGHBOURS = 4
LEVEL_PAGE = 0.015  # about one degree
LONG = 8  # letters in a line whose box shows how far it leans
PROVEN = 2.0  # where a page leans its leaning rows agree 3 to 8 times better than level ones, else 1.7 times at most
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
        if word.text.strip() and not is_of_seal(word, page.seals):
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
        h = min(run.h, max(run.h - run.w * abs(s), run.w / printed_width(run.text) * 0.8, 0.25 * run.h))
        w = max(run.w - run.h * abs(s) / 2, 1.0)
        yield Run(run.text, cx * c + cy * s - w / 2, -cx * s + cy * c - h / 2, w, h, run.word)


def _slope(runs: Iterable[Run]) -> float:
    """How much rows fall to the right.

    Neighbours on one row tell it, but on a leaning page of close rows the next row's value may be the nearer one.
    How much higher than their letters the boxes of long lines are says how far the page leans, not to which side; but
    narrow letters, and boxes drawn generously, make a level page seem to lean, so level rows win unless leaning ones
    agree much better.
    """
    longest = sorted((run for run in runs if run.w > run.h), key=lambda run: -run.w)[:MEASURED]
    lean = _lean(longest)
    level = _slope_between(longest, -LEVEL_PAGE * 2, LEVEL_PAGE * 2)
    if lean < LEVEL_PAGE:
        return level[1]
    near, far = 0.5 * lean, min(1.5 * lean + 0.01, STEEPEST)
    leaning = max(_slope_between(longest, near, far), _slope_between(longest, -far, -near))
    return leaning[1] if leaning[0] > PROVEN * level[0] else level[1]


def _lean(runs: list[Run]) -> float:
    leans = [(run.h - 1.3 * run.w / letters) / run.w for run in runs if (letters := printed_width(run.text)) >= LONG]
    return statistics.median(leans) if len(leans) >= FEWEST_NEIGHBOURS - 1 else 0.0


def _slope_between(runs: list[Run], least: float, most: float) -> tuple[float, float]:
    """The median slope between neighbours, of those slopes allowed, and how well the neighbours agree on it."""
    slopes = []
    for run in runs:
        right = [other for other in runs if run.right - run.h < other.x < run.right + 30 * run.h]
        allowed = [(other.x, slope) for other in right if least <= (slope := _slope_from(run, other)) <= most]
        if allowed:
            slopes.append(min(allowed)[1])
    if len(slopes) < FEWEST_NEIGHBOURS:
        return 0.0, 0.0
    middle = statistics.median(slopes)
    spread = statistics.median(abs(slope - middle) for slope in slopes)
    return len(slopes) / (0.003 + spread), middle


def _slope_from(left: Run, right: Run) -> float:
    return (right.middle - left.middle) / max(right.x + right.w / 2 - left.x - left.w / 2, 1.0)
