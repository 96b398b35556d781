"""Finding: a reader's words become a query under their rights, and each hit is checked again before it is shown."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archives.catalogue.indexing import FACETS
from archives.finding.cursor import Place
from archives.finding.doubt import Guess, guessed
from archives.finding.facets import FacetValue, check_facets, labelled
from archives.finding.groups import HITS_GROUPED, Group, grouped
from archives.finding.hits import Hit, hits_of
from archives.finding.meaning import meaning_of
from archives.finding.wanted import DEEPEST_PAGE, Wanted
from archives.finding.without_index import described_as
from archives.permissions import Actor, audience
from search.box import Understood
from search.engine import Query, SearchEngine
from search.problems import BadQuery, SearchProblem
from search.query import Node

__all__ = ["DEEPEST_PAGE", "PER_PAGE", "FacetValue", "Found", "Hit", "Wanted", "query_of", "search", "suggest"]

PER_PAGE = 10
SLACK = 20
"""So far a hit may have moved since the page before and is still found again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`first` hits come before these. `fault` says why only the catalogue was searched, `guess` is no hit."""

    total: int
    first: int
    understood: Understood
    hits: Sequence[Hit] = ()
    groups: Sequence[Group] = ()
    facets: Mapping[str, Sequence[FacetValue]]
    next: Place | None = None
    previous: Place | None = None
    guess: Guess | None = None
    fault: SearchProblem | None = None


def search(db: Session, actor: Actor, engine: SearchEngine, wanted: Wanted, place: Place | None = None) -> Found:
    """Raises BadQuery when the words cannot be searched for, InvalidInput or NotFound when a limit does not exist."""
    check_facets(db, actor, wanted)
    understood = meaning_of(db, wanted)
    query = query_of(actor, wanted, understood.node)
    place = place or Place(query.first)
    try:
        if wanted.group:
            return _in_groups(db, actor, engine, wanted, query, understood)
        return _one_by_one(db, actor, engine, wanted, query, understood, place)
    except BadQuery:
        raise
    except SearchProblem as fault:
        log.exception("The index does not answer; searching the catalogue")
        return _without_index(db, actor, wanted, understood, place.first, fault)


def query_of(
    actor: Actor, wanted: Wanted, node: Node | None, *, per_page: int = PER_PAGE, counted: tuple[str, ...] = FACETS
) -> Query:
    return Query(
        node=node,
        audience=audience(actor),
        facets=wanted.facets,
        counted=counted,
        since=wanted.since,
        until=wanted.until,
        order=wanted.order,
        first=(wanted.page - 1) * per_page,
        per_page=per_page,
    )


def suggest(actor: Actor, engine: SearchEngine, prefix: str) -> Sequence[str]:
    """Numbers that begin like this; none while the index cannot be used."""
    try:
        return engine.numbers_beginning(prefix[:100], audience(actor)) if len(prefix.strip()) > 1 else ()
    except SearchProblem:
        return ()


def _one_by_one(
    db: Session, actor: Actor, engine: SearchEngine, wanted: Wanted, query: Query, understood: Understood, place: Place
) -> Found:
    query = _moved_to(engine, query, place)
    results = engine.find(query)
    end = query.first + len(results.ids)
    return Found(
        total=results.total,
        first=query.first,
        understood=understood,
        hits=hits_of(db, actor, results.ids, query.node),
        facets={name: labelled(db, name, counts, wanted) for name, counts in results.facets.items()},
        next=Place(end, results.ids[-1]) if results.ids and end < results.total else None,
        previous=Place(max(0, query.first - PER_PAGE)) if query.first else None,
        guess=None if results.total else guessed(db, actor, engine, query, wanted.words),
    )


def _moved_to(engine: SearchEngine, query: Query, place: Place) -> Query:
    """To the place behind the hit that came before it, wherever that stands now."""
    if not place.after:
        return replace(query, first=place.first)
    around = replace(query, first=max(0, place.first - SLACK), per_page=2 * SLACK, counted=())
    near = engine.find(around).ids
    return replace(query, first=around.first + near.index(place.after) + 1 if place.after in near else place.first)


def _in_groups(
    db: Session, actor: Actor, engine: SearchEngine, wanted: Wanted, query: Query, understood: Understood
) -> Found:
    counted = (*FACETS, wanted.group) if wanted.group not in FACETS else FACETS
    results = engine.find(replace(query, first=0, per_page=HITS_GROUPED, counted=counted))
    counts = results.facets[wanted.group]
    return Found(
        total=results.total,
        first=0,
        understood=understood,
        groups=grouped(db, actor, wanted.group, results.ids, counts, results.total, query.node),
        facets={name: labelled(db, name, results.facets[name], wanted) for name in FACETS},
        guess=None if results.total else guessed(db, actor, engine, query, wanted.words),
    )


def _without_index(
    db: Session, actor: Actor, wanted: Wanted, understood: Understood, first: int, fault: SearchProblem
) -> Found:
    ids, total = described_as(db, actor, wanted, understood.node, first, PER_PAGE)
    end = first + len(ids)
    return Found(
        total=total,
        first=first,
        understood=understood,
        hits=hits_of(db, actor, ids, None),
        facets={},
        next=Place(end) if ids and end < total else None,
        previous=Place(max(0, first - PER_PAGE)) if first else None,
        fault=fault,
    )
