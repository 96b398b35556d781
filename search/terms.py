"""What of an entry is indexed, and what of it a leaf of a query looks for; the same for every engine.

Whoever changes what is indexed counts SCHEMA up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from search.engine import Entry
from search.query import NAMED, TEXTS, AllTerms, OcrTolerant, Phrase, Text
from search.words import number_key, runs, signs, spaced_pages, terms

SCHEMA = 2
EVERY_TEXT: tuple[Text, ...] = (*TEXTS, *NAMED)
JOINT = "\x1f"

# Ranking: a number named whole, then title, then description, then the pages. A page scores by BM25, far below these.
EXACT_NUMBER = 10_000.0
IN_TITLE = 1_000.0
NUMBER_BEGINS = 600.0
IN_DESCRIPTION = 500.0
NUMBER_NEARLY = 200.0
TIERS: dict[Text, float] = {"title": IN_TITLE, "body": 0.0, **dict.fromkeys(("described", *NAMED), IN_DESCRIPTION)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """An entry as terms. `marks` are searched whole, `texts`, with blanks between their terms, by position.

    `opens_on` 0 has always been open; `day` None is unknown.
    """

    id: str
    marks: dict[str, Sequence[str]]
    texts: dict[str, str]
    opens_on: int
    day: int | None
    facets: dict[str, str]


class Place(NamedTuple):
    """Where in a phrase a term stands."""

    offset: int
    term: str


def indexed(entry: Entry) -> Indexed:
    numbers = {key: _sound(number.strip()) for number in entry.numbers if (key := number_key(number))}
    described = (*entry.described.splitlines(), *entry.numbers)
    lines: dict[Text, Sequence[str]] = {
        "title": (entry.title,),
        "described": described,
        "project_name": entry.project_name.splitlines(),
        "units": entry.units.splitlines(),
        "place": entry.place.splitlines(),
    }
    return Indexed(
        id=entry.id,
        marks={
            "level": (entry.level,),
            "department": (entry.department,),
            "project": (entry.project,) if entry.project else (),
            "withdrawn": (withdrawn_mark(entry.withdrawn),),
            "number": tuple(numbers),
            "offered": tuple(f"{key}{JOINT}{number}" for key, number in numbers.items()),
            "sign": tuple(mark for text, of in lines.items() for mark in _sign_marks(text, of)),
        },
        texts={**{text: spaced_pages(of) for text, of in lines.items()}, "body": spaced_pages(entry.pages)},
        opens_on=day_number(entry.opens_on) if entry.opens_on else 0,
        day=day_number(entry.day) if entry.day else None,
        facets={name: _sound(value) for name, value in entry.facets.items() if value},
    )


def _sign_marks(field: str, texts: Sequence[str]) -> list[str]:
    return [sign_mark(field, sign) for sign in signs("\n\n".join(texts))]


def sign_mark(field: str, sign: str) -> str:
    return f"{field}{JOINT}{sign}"


def withdrawn_mark(withdrawn: bool) -> str:
    return "yes" if withdrawn else "no"


def day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _sound(text: str) -> str:
    """Half of a surrogate pair cannot be written to an index."""
    return text.encode("utf-8", "replace").decode("utf-8")


def lone_sign(leaf: Phrase | AllTerms) -> str | None:
    """The sign of a text that is nothing but one Han sign, which no pair of signs can answer."""
    return None if terms(leaf.text) else runs(leaf.text)[0]


def all_terms(leaf: AllTerms) -> Sequence[str]:
    """Here a blank does divide what stands on its two sides: 施工 图纸 does not ask for 工图."""
    return list(dict.fromkeys(term for piece in leaf.text.split() for term in terms(piece))) or terms(leaf.text)


def places(leaf: Phrase | OcrTolerant) -> list[list[Place]]:
    """The phrases of which one must stand in the text."""
    whole = [Place(*place) for place in enumerate(terms(leaf.text))]
    if isinstance(leaf, Phrase):
        return [whole]
    # The sign at i is in the pairs i - 1 and i. Without the second sign the first is in no pair either: so from 1 on.
    return [[place for place in whole if place.offset not in (i - 1, i)] for i in range(1, len(whole))]


def unrepeated(entries: Iterable[Entry]) -> Iterator[Iterator[Entry]]:
    """The entries in stretches in which none comes twice."""
    seen: set[str] = set()
    stretch = 0

    def stretch_of(entry: Entry) -> int:
        nonlocal stretch
        if entry.id in seen:
            seen.clear()
            stretch += 1
        seen.add(entry.id)
        return stretch

    return (group for _, group in groupby(entries, stretch_of))
