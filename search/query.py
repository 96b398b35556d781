"""What can be looked for: our own tree, in no engine's language. Each kind of node is promised by every engine.

A node that exists is sound: what cannot be searched for is refused where the node is made.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from search.problems import BadQuery
from search.words import SIGN, is_word, number_key, runs

Text = Literal["title", "described", "body", "project_name", "units", "place"]
TEXTS: tuple[Text, ...] = ("title", "described", "body")
"""Where a word is looked for when nobody says where."""
NAMED: tuple[Text, ...] = ("project_name", "units", "place")
"""Parts of the description, for those who say where."""
LONGEST_TEXT = 500
SHORTEST_PREFIX = 2
SHORTEST_FUZZY = 4
SHORTEST_OCR = 5


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: "tuple[Node, ...]"

    def __post_init__(self) -> None:
        _some(self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: "tuple[Node, ...]"

    def __post_init__(self) -> None:
        _some(self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """All entries but those of the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The text as it stands, in the normal form of `search.words`, within one text of an entry.

    A single Han sign is looked for in title, description and numbers only: nearly every page would have it.
    """

    text: str
    within: tuple[Text, ...] = TEXTS

    def __post_init__(self) -> None:
        found = _checked(self.text)
        if self.within == ("body",) and len(found) == 1 and SIGN.fullmatch(found[0]):
            raise BadQuery("One sign alone, “%(text)s”, is not looked for in the pages: add another.", text=self.text)


@dataclass(frozen=True, slots=True)
class AllTerms:
    """Every term of the text, anywhere and in any order within one text of an entry: looser than a phrase."""

    text: str
    within: tuple[Text, ...] = TEXTS

    def __post_init__(self) -> None:
        _checked(self.text)


@dataclass(frozen=True, slots=True)
class OcrTolerant:
    """A phrase of Han signs of which one may have been misread: all pairs which do not touch that sign are in place."""

    text: str
    within: tuple[Text, ...] = TEXTS

    def __post_init__(self) -> None:
        found = _checked(self.text)
        if len(found) != 1 or is_word(found[0]) or len(found[0]) < SHORTEST_OCR:
            raise BadQuery(
                "To allow for misread signs, give at least %(shortest)d Chinese signs in a row, not “%(text)s”.",
                shortest=SHORTEST_OCR,
                text=self.text,
            )


@dataclass(frozen=True, slots=True)
class Exact:
    """This permit, drawing or archive number, however its hyphens, brackets and blanks are written."""

    number: str

    def __post_init__(self) -> None:
        _long_enough(self.number, 1)


@dataclass(frozen=True, slots=True)
class Prefix:
    """A number that begins like this."""

    number: str

    def __post_init__(self) -> None:
        _long_enough(self.number, SHORTEST_PREFIX)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A number with at most one sign wrong, missing or too many."""

    number: str

    def __post_init__(self) -> None:
        _long_enough(self.number, SHORTEST_FUZZY)


@dataclass(frozen=True, slots=True)
class Range:
    """Entries of these days, both included; None leaves an end open. Entries without a day are not among them."""

    since: date | None = None
    until: date | None = None


Node = And | Or | Not | Phrase | AllTerms | OcrTolerant | Exact | Prefix | Fuzzy | Range


def _some(parts: "tuple[Node, ...]") -> None:
    if not parts:
        raise ValueError("And and Or join at least one part.")


def check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise BadQuery(
            "These words are too long to search for: %(length)d signs, of at most %(longest)d.",
            length=len(text),
            longest=LONGEST_TEXT,
        )


def _checked(text: str) -> list[str]:
    check_length(text)
    found = runs(text)
    if not found:
        raise BadQuery("“%(text)s” has no letter, digit or Chinese sign to look for.", text=text)
    return found


def _long_enough(number: str, shortest: int) -> None:
    if len(number) > LONGEST_TEXT:
        raise BadQuery("No number is as long as this one: %(length)d signs.", length=len(number))
    if len(number_key(number)) < shortest:
        raise BadQuery(
            "“%(number)s” is too short for a number: give at least %(shortest)d letters or digits.",
            number=number,
            shortest=shortest,
        )
