"""What stands in a row of words rather than beside a label: 本案卷共有文件材料 7 页, 建字第 … 号, 2014 年 3 月 12 日.

What was filled in by hand or in other letters is found as runs of its own, so the pattern is looked for in the row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fields.dates import a_date
from ingest.fields.evidence import described
from ingest.fields.finder import Layout
from ingest.fields.numbers import formats
from ingest.fields.rules import Kind
from ingest.fields.runs import Run
from ingest.scan import Field, Page

# Below a phrase found in one run; a row may hold what only happens to stand side by side.
TRUST, TRUST_IN_HEARSAY = 0.9, 0.75
A_DATE = re.compile(r"(?<![至到~-])(?:19|20)\d{2}年\d{1,2}月\d{1,2}[日曰目](?![起止至到前~-])")


@dataclass(frozen=True)
class Line:
    """The runs on one level from left to right, and their text without blanks."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text.replace(" ", "") for run in self.runs)

    def between(self, start: int, end: int) -> tuple[Run, ...]:
        """The parts of the runs that hold these characters of the text."""
        parts, at = [], 0
        for run in self.runs:
            places = [place for place, sign in enumerate(run.text) if sign != " "]
            first, last = max(start - at, 0), min(end - at, len(places))
            if first < last:
                parts.append(run.part(places[first], places[last - 1] + 1))
            at += len(places)
        return tuple(parts)


def phrases(page: Page, layout: Layout, kind: Kind, known: Sequence[str]) -> Iterator[Field]:
    """The fields of the kind that its rows tell, but for those already known."""
    lines = list(_lines(layout))
    for phrase in kind.phrases:
        if phrase.field not in known:
            yield from _first(page, lines, kind, phrase.field, phrase.pattern, TRUST, "phrase")
    for field in kind.patterns:
        for each in formats(field) if field not in known and field not in ("drawing_no", "scale") else ():
            yield from _first(
                page, lines, kind, field, each.pattern, TRUST if each.confirmed else TRUST_IN_HEARSAY, each.source
            )
    if "date" not in known and any(rule.field == "date" for rule in kind.rules):
        yield from _first(page, lines[::-1], kind, "date", A_DATE, TRUST, "date in a row")


def _first(
    page: Page, lines: Sequence[Line], kind: Kind, field: str, pattern: re.Pattern[str], trust: float, rule: str
) -> Iterator[Field]:
    for line in lines:
        if found := pattern.search(line.text):
            group = "told" if "told" in pattern.groupindex else 0
            raw = found[group]
            reading = a_date(raw) if field == "date" else None
            runs = line.between(*found.span(group))
            yield described(page, field, reading.value if reading else raw, raw, runs, trust, f"{kind.name}/row:{rule}")
            return


def _lines(layout: Layout) -> Iterator[Line]:
    waiting = sorted(layout.frame.runs, key=lambda run: run.middle)
    while waiting:
        first = waiting[0]
        level = [run for run in waiting if run.middle - first.middle < 0.6 * max(first.h, run.h)]
        waiting = [run for run in waiting if run not in level]
        yield Line(tuple(sorted(level, key=lambda run: run.x)))
