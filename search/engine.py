"""What every full-text engine promises: entries in, hits out, never more than the reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from search.problems import BadQuery
from search.query import Node

ORDERS = ("relevance", "newest", "oldest")
DEEPEST = 10_000_000
"""So many hits can be leafed through: more than an archive has records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record (文件) as the index holds it.

    `numbers` are permit, drawing and archive numbers, found whole, by prefix and with one wrong sign. `described` is
    every described value in words, a line each, and `project_name`, `units` and `place` those of them that are named
    in a search for just these; `pages` the text of each page: no phrase runs from one line of the description, or from
    one page, to the next. `opens_on` None is open as far as days go. `facets` maps a facet's name, an identifier such
    as kind, department, project, year, discipline, level, to this record's value.
    """

    id: str
    level: str
    department: str
    project: str = ""
    opens_on: date | None = None
    withdrawn: bool = False
    title: str = ""
    numbers: tuple[str, ...] = ()
    described: str = ""
    project_name: str = ""
    units: str = ""
    place: str = ""
    pages: tuple[str, ...] = ()
    day: date | None = None
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in: an entry is admitted when every condition that is set holds.

    None means "any", an empty set nothing. `opened_by` admits entries without an opening day, and those that open on
    that day or before. Withdrawn entries are admitted only by a way that says so, and by that no others.
    """

    levels: frozenset[str]
    departments: frozenset[str] | None = None
    projects: frozenset[str] | None = None
    records: frozenset[str] | None = None
    opened_by: date | None = None
    withdrawn: bool = False


Audience = tuple[Way, ...]
"""The ways in a reader has; an empty audience sees nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a reader looks for, limited to what is open to them.

    `node` None means everything they may see, newest first. `facets` asks for one of the values of each named facet;
    `counted` names the facets to count, among what is found. `since` and `until` are days, both included; an entry
    without a day is then not found. `order` is relevance, newest or oldest; undated entries come last. `first` hits
    are passed over.
    """

    node: Node | None
    audience: Audience
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    order: str = "relevance"
    first: int = 0
    per_page: int = 20

    def __post_init__(self) -> None:
        if self.order not in ORDERS:
            raise BadQuery("Hits are ordered by relevance, newest or oldest, not by “%(order)s”.", order=self.order)
        if self.per_page < 1 or not 0 <= self.first <= DEEPEST:
            raise BadQuery("There are no hits at this place: begin again at the first ones.")

    @property
    def by_day(self) -> bool:
        return self.order != "relevance" or self.node is None


@dataclass(frozen=True, slots=True)
class Results:
    """Ids of this page of hits, best first; the exact total; counts per value of each facet asked for, most first."""

    ids: tuple[str, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


class SearchEngine(Protocol):
    """All counts are under the query's audience. Any number of processes may read while one writes."""

    @property
    def name(self) -> str: ...

    def put(self, entries: Iterable[Entry]) -> None:
        """Add the entries, each in place of an older one with its id, and make them visible before returning."""
        ...

    def remove(self, ids: Iterable[str]) -> None:
        """Take the entries out, if they are there; they are gone when this returns."""
        ...

    def find(self, query: Query) -> Results: ...

    def numbers_beginning(self, prefix: str, audience: Audience, limit: int = 10) -> Sequence[str]:
        """Numbers as they are written, for the search box to offer, from entries the reader may see and no others."""
        ...

    def count(self) -> int: ...

    def close(self) -> None: ...
