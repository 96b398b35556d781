"""The fields of one page as they are found: of several candidates the likeliest, with the next one beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.fields.dates import a_date, a_day_first_date
from ingest.fields.endings import ends_like_a_name
from ingest.fields.evidence import described
from ingest.fields.finder import Layout
from ingest.fields.imprinted import letters_over, without_ending
from ingest.fields.lettering import plain
from ingest.fields.pieces import Piece
from ingest.fields.readings import Reader, Reading, is_complete_unit
from ingest.fields.rules import Kind, Rule
from ingest.fields.runs import Run
from ingest.fields.value import Value
from ingest.scan import Field, Page

PLACES = {"label": 1.0, "right": 1.0, "below": 0.98}
# 04/05 is the fourth of May where scales are metric or addresses British, else, or beside feet, the fifth of April.
METRIC_OR_BRITISH = re.compile(r"(?<!\d)1:\d{2,4}(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
AMERICAN = re.compile(
    r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b|\d/\d{1,2}\s?\"\s?=|\d\s?'\s?-\s?\d+\s?\""
)  # a ZIP code, feet and inches
WORTH_SHOWING = 0.5  # a rival at least half as likely is shown beside the value


@dataclass(frozen=True)
class Candidate:
    """A value that may be the field's: `place` is the trust in where it stands, `reading.certainty` in how it looks."""

    reading: Reading
    runs: tuple[Run, ...]
    place: float
    rule: str

    @property
    def score(self) -> float:
        return self.place * self.reading.certainty


class Description:
    """Collects the fields of one page; a field once found is not taken again from a lesser place."""

    def __init__(self, page: Page, layout: Layout, kind: Kind) -> None:
        self.page, self.layout, self.kind = page, layout, kind
        self.fields: dict[str, Field] = {}
        self.runs: dict[str, tuple[Run, ...]] = {}
        self.day_first = _is_day_first(page)

    def add(self, name: str, reading: Reading, runs: tuple[Run, ...], trust: float, rule: str) -> None:
        self.choose(name, [Candidate(reading, runs, trust, rule)])

    def choose(self, name: str, candidates: Sequence[Candidate], reader: Reader | None = None) -> None:
        """The likeliest candidate; what else the place may say, or another place says, goes beside it."""
        if name in self.fields or not candidates:
            return
        candidates = [self.without_seal(each, reader) for each in candidates]
        best = max(candidates, key=lambda candidate: candidate.score)
        rivals = [each for each in candidates if spelled(each.reading.value) != spelled(best.reading.value)]
        rival = max(rivals, key=lambda candidate: candidate.score, default=None)
        strength = rival.score / best.score if rival else 0.0
        otherwise = rival.reading.value if rival and strength >= WORTH_SHOWING else ""
        self.fields[name] = described(
            self.page,
            name,
            best.reading.value,
            best.reading.raw,
            best.runs,
            best.place,
            f"{self.kind.name}/{best.rule}",
            certainty=best.reading.certainty,
            rival=strength if otherwise else 0.0,
            otherwise=otherwise or second_reading(best, reader),
        )
        self.runs[name] = best.runs

    def by_label(self, rule: Rule, labels: Iterable[Piece], weight: float = 1.0) -> None:
        for wanted, printed in zip(rule.keys, rule.labels, strict=True):
            found = [
                candidate
                for label in labels
                if label.label == wanted
                for candidate in self.beside(rule, label, printed, weight)
            ]
            if found:
                self.choose(rule.field, found, self.reader(rule))
                return

    def beside(self, rule: Rule, label: Piece, printed: str, weight: float = 1.0) -> Iterator[Candidate]:
        company = min(1.0, self.layout.company(label) / 4)
        for value in self.layout.values(label):
            if reading := self.reader(rule)(value.text):
                place = label.trust * PLACES[value.place] * (0.7 + 0.3 * company) * weight
                yield Candidate(reading, needed(value, reading), place, f"{value.place}:{printed}")
                return

    def without_seal(self, candidate: Candidate, reader: Reader | None) -> Candidate:
        """The value without the signs of a seal at its end, where a second reading has it so and they are a seal's."""
        last = candidate.runs[-1].word
        if not last.otherwise or not reader:
            return candidate
        over = letters_over([last.box], self.page.seals)
        for second, rest in without_ending(candidate.reading.raw, self._whole(candidate, plain(last.otherwise))):
            reading = reader(second)
            if reading and (
                is_complete_unit(second)
                or reading.certainty > candidate.reading.certainty
                or (set(rest) <= set(over) and ends_like_a_name(second) >= ends_like_a_name(candidate.reading.value))
            ):
                return replace(candidate, reading=reading)
        return candidate

    @staticmethod
    def _whole(candidate: Candidate, otherwise: str) -> str:
        """The second reading of the last run behind what the runs before it say."""
        return "".join(run.text for run in candidate.runs[:-1]) + otherwise

    def reader(self, rule: Rule) -> Reader:
        return a_day_first_date if rule.reader is a_date and self.day_first else rule.reader

    def values_of(self, labels: Iterable[Piece]) -> Iterator[Value]:
        for label in labels:
            yield from self.layout.values(label)


def _is_day_first(page: Page) -> bool:
    metric = any(METRIC_OR_BRITISH.search(word.text) for word in page.words)
    return metric and not any(AMERICAN.search(plain(word.text)) for word in page.words)


def needed(value: Value, reading: Reading) -> tuple[Run, ...]:
    """The runs the value was read from, without what follows it."""
    wanted, text = "".join(reading.raw.split()), ""
    for count, run in enumerate(value.runs, 1):
        text += "".join(run.text.split())
        if wanted in text:
            return value.runs[:count]
    return value.runs


def spelled(value: str) -> str:
    return re.sub(r"[^\w]|_", "", value).lower()


def second_reading(candidate: Candidate, reader: Reader | None) -> str:
    """The value as it would be by the second reading of its words, under a seal; empty where that says the same."""
    text = candidate.reading.raw
    for run in candidate.runs:
        if run.word.otherwise:
            text = text.replace(run.text, plain(run.word.otherwise))
    if text == candidate.reading.raw:
        return ""
    reading = reader(text) if reader else Reading(text, text)
    return reading.value if reading and spelled(reading.value) != spelled(candidate.reading.value) else ""
