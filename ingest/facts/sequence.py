"""Gaps, repeats and wrong order in the stamped numbers of a file 页号连续性.

A single number may be misread, so only what the neighbours prove is said: numbers that go on one by one over at least
two sheets make a run, and only what lies between two runs is a fault.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.problems import N_
from ingest.scan import Fault, Page

MISSING = N_(
    "Between the sheet numbered %(last)d on page %(before)d and the one numbered %(first)d on page %(after)d of this "
    "file, %(missing)d numbers are missing. Look for these sheets and scan them."
)
REPEATED = N_(
    "The numbers %(first)d to %(last)d are stamped twice: see pages %(before)d and %(after)d of this file. "
    "Check whether sheets were scanned twice or numbered twice."
)
OUT_OF_ORDER = N_(
    "After the sheet numbered %(last)d on page %(before)d of this file comes the one numbered %(first)d on page "
    "%(after)d. Check the order of the sheets."
)
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Sheets numbered one by one: first and last page of the file, first and last stamped number."""

    first_page: int
    last_page: int
    first: int
    last: int

    @property
    def ahead(self) -> int:
        return self.first - self.first_page


def faults_of_sequence(pages: Sequence[Page]) -> tuple[Fault, ...]:
    numbers = {page.number: int(page.facts.page_number) for page in pages if page.facts and page.facts.page_number}
    found = runs(numbers)
    return tuple(fault for earlier, later in pairwise(found) for fault in _between(earlier, later))


def runs(numbers: dict[int, int]) -> list[Run]:
    """The runs in the order of the pages; numbers that fit no run are taken for misread."""
    open_runs: list[Run] = []
    for page in sorted(numbers):
        value = numbers[page]
        mine = next((run for run in reversed(open_runs) if run.ahead == value - page), None)
        if mine is None:
            open_runs.append(Run(page, page, value, value))
        else:
            open_runs[open_runs.index(mine)] = Run(mine.first_page, page, mine.first, value)
    proven = [run for run in open_runs if sum(run.ahead == value - page for page, value in numbers.items()) >= FEWEST]
    return [run for run in proven if not any(_within(run, other) for other in proven)]


def _within(run: Run, other: Run) -> bool:
    """A run inside another one is made of numbers misread alike."""
    return run is not other and other.first_page <= run.first_page and run.last_page <= other.last_page


def _between(earlier: Run, later: Run) -> Iterator[Fault]:
    places = {"before": earlier.last_page, "after": later.first_page}
    step = later.ahead - earlier.ahead
    if step > 0:
        yield MISSING, {"last": earlier.last, "first": later.first, "missing": step, **places}
    elif earlier.first <= later.first <= earlier.last:
        yield REPEATED, {"first": later.first, "last": min(earlier.last, later.last), **places}
    elif later.first < earlier.first:
        yield OUT_OF_ORDER, {"last": earlier.last, "first": later.first, **places}
