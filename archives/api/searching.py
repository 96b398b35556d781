"""The one way programs search: the search of the pages, asked as a program asks. Nothing else here knows `finding`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from archives.api.cursor import read_cursor, write_cursor
from archives.catalogue.formed_date import FormedDate
from archives.catalogue.indexing import FACETS
from archives.errors import N_, InvalidInput
from archives.finding import service
from archives.finding.cursor import Place
from archives.finding.service import FacetValue, Hit, Wanted
from archives.permissions import Actor
from search.engine import SearchEngine

FURTHEST = 100_000_000
"""More hits than any index holds; beyond, an engine would count over its numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Sequence[FacetValue]]
    cursor: str | None


def search(db: Session, actor: Actor, engine: SearchEngine, asked: Mapping[str, Any]) -> Answer:
    since, until = asked.get("since"), asked.get("until")
    wanted = Wanted(
        words=asked["words"].strip(),
        facets={name: chosen for name in FACETS if (chosen := frozenset(filter(None, asked.get(name) or ())))},
        since=FormedDate.parse(since).earliest if since else None,
        until=FormedDate.parse(until).latest if until else None,
        order=asked["order"],
    )
    found = service.search(db, actor, engine, wanted, _place(asked.get("cursor", "")))
    cursor = write_cursor(first=found.next.first, after=found.next.after) if found.next else None
    return Answer(hits=found.hits, total=found.total, facets=found.facets, cursor=cursor)


def _place(cursor: str) -> Place | None:
    if not cursor:
        return None
    place = Place(**read_cursor(cursor, first=int, after=str))
    if not 0 <= place.first <= FURTHEST:
        raise InvalidInput(N_("This cursor is not one of ours. Begin again without it."))
    return place
