"""Finding: a reader's words become a query under their rights, and each hit is checked again before it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from archives.catalogue.describing import current_values
from archives.catalogue.indexing import FACETS
from archives.catalogue.kinds import kind_label
from archives.catalogue.model import Page, Project, Record
from archives.people import Department
from archives.permissions import Actor, audience, visible
from search.box import read_box
from search.engine import Query, SearchEngine
from search.query import Node
from search.snippets import Snippet, best_page, snippet

PER_PAGE = 20
DEEPEST_PAGE = 500
PAGES_LOOKED_THROUGH = 200
"""How many pages of one record are looked through for the place that answers best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader asked for, as it stands in the address of the page."""

    words: str = ""
    facets: Mapping[str, frozenset[str]]
    since: date | None = None
    until: date | None = None
    order: str = "relevance"
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    record: Record
    page: int | None
    snippet: Snippet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Sequence[FacetValue]]
    page: int
    pages: int


def search(db: Session, actor: Actor, engine: SearchEngine, wanted: Wanted) -> Found:
    """Raises search.problems.BadQuery when the words cannot be searched for."""
    node = read_box(wanted.words)
    results = engine.find(
        Query(
            node=node,
            audience=audience(actor),
            facets=wanted.facets,
            counted=FACETS,
            since=wanted.since,
            until=wanted.until,
            order=wanted.order,
            page=wanted.page,
            per_page=PER_PAGE,
        )
    )
    hits = [_hit(db, record, node) for record in _still_visible(db, actor, results.ids)]
    return Found(
        hits=hits,
        total=results.total,
        facets={name: _labelled(db, name, counts, wanted) for name, counts in results.facets.items()},
        page=wanted.page,
        pages=min(DEEPEST_PAGE, -(-results.total // PER_PAGE)),
    )


def suggest(actor: Actor, engine: SearchEngine, prefix: str) -> Sequence[str]:
    return engine.numbers_beginning(prefix, audience(actor)) if len(prefix.strip()) > 1 else ()


def _still_visible(db: Session, actor: Actor, ids: Sequence[str]) -> Sequence[Record]:
    """The index may lag behind the database; the database decides who may read."""
    query = sa.select(Record).where(Record.id.in_(ids), visible(actor, Record))
    query = query.options(selectinload(Record.department), selectinload(Record.project), selectinload(Record.volume))
    found = {record.id: record for record in db.scalars(query)}
    return [found[record_id] for record_id in ids if record_id in found]


def _hit(db: Session, record: Record, node: Node | None) -> Hit:
    if node is None:
        return Hit(record=record, page=None, snippet=None)
    query = sa.select(Page.number, Page.text).where(Page.record_id == record.id).order_by(Page.number)
    pages = db.execute(query.limit(PAGES_LOOKED_THROUGH)).all()
    best = best_page([text for _, text in pages], node)
    if best is not None:
        number, text = pages[best]
        return Hit(record=record, page=number, snippet=snippet(text, node))
    described = " · ".join(value.value for value in current_values(db, record.id).values() if value.value)
    return Hit(record=record, page=None, snippet=snippet(described, node))


def _labelled(db: Session, name: str, counts: Mapping[str, int], wanted: Wanted) -> Sequence[FacetValue]:
    labels = _labels(db, name, list(counts))
    chosen = wanted.facets.get(name, frozenset())
    ordered = sorted(counts.items(), key=lambda item: item[0], reverse=True) if name == "year" else counts.items()
    return [
        FacetValue(value=value, label=labels.get(value, value), count=count, chosen=value in chosen)
        for value, count in ordered
    ]


def _labels(db: Session, name: str, values: Sequence[str]) -> Mapping[str, str]:
    """What a facet's values are called; kinds and levels are translated where they are shown."""
    if name == "kind":
        return {value: kind_label(value) for value in values}
    if name == "department":
        query = sa.select(Department.id, Department.name).where(Department.id.in_(values))
    elif name == "project":
        query = sa.select(Project.id, Project.name).where(Project.id.in_(values))
    else:
        return {}
    return dict(db.execute(query).all())
