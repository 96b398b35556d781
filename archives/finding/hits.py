"""From the ids an engine found to what is shown of each record: its best page, and the words there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, load_only

from archives.catalogue.describing import current_values
from archives.catalogue.model import FieldValue, Page, Project, Record, Volume
from archives.people import Department
from archives.permissions import Actor, can
from search.query import Node
from search.snippets import Snippet, best_page, snippet

PAGES_AT_ONCE = 8
PAGES_LOOKED_THROUGH = 400
"""How many pages of one record are looked through for the place that answers best."""


# Of each record what a list shows of it and what decides who sees it; more is fetched when it is asked for. Written
# once and judged in memory by the same rule, for every page of hits asks it.
RECORDS = (
    sa.select(Record)
    .where(Record.id.in_(sa.bindparam("ids", expanding=True)))
    .options(
        load_only(Record.title, Record.number, Record.formed, Record.kind, Record.discipline, Record.page_count),
        load_only(Record.level, Record.department_id, Record.project_id, Record.opens_on, Record.withdrawn),
        joinedload(Record.department).load_only(Department.name),
        joinedload(Record.project).load_only(Project.name),
        joinedload(Record.volume).load_only(Volume.archive_no),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    record: Record
    page: int | None
    snippet: Snippet | None


def hits_of(db: Session, actor: Actor, ids: Sequence[str], node: Node | None) -> Sequence[Hit]:
    records = still_visible(db, actor, ids)
    if node is None:
        return [Hit(record=record, page=None, snippet=None) for record in records]
    first = _first_pages(db, [record.id for record in records])
    hits = []
    for record in records:
        pages: list[tuple[int, str]] = []
        best = best_page(_texts(db, record, first.get(record.id, []), pages), node)
        if best is not None:
            number, text = pages[best]
            hits.append(Hit(record=record, page=number, snippet=snippet(text, node)))
        else:
            hits.append(Hit(record=record, page=None, snippet=snippet(_described(db, record), node)))
    return hits


def still_visible(db: Session, actor: Actor, ids: Sequence[str]) -> Sequence[Record]:
    """The index may lag behind the database; the database decides who may read."""
    found = {record.id: record for record in db.scalars(RECORDS, {"ids": list(ids)}) if can(actor, record)}
    return [found[record_id] for record_id in ids if record_id in found]


def _first_pages(db: Session, ids: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    """Of all records in one go: most have no more."""
    query = sa.select(Page.record_id, Page.number, Page.text).where(Page.record_id.in_(ids))
    rows = db.execute(query.where(Page.number <= PAGES_AT_ONCE).order_by(Page.record_id, Page.number))
    return {key: [(number, text) for _, number, text in pages] for key, pages in groupby(rows, lambda row: row[0])}


def _texts(db: Session, record: Record, first: list[tuple[int, str]], seen: list[tuple[int, str]]) -> Iterator[str]:
    """Page after page, fetched as far as somebody reads on; `seen` takes them down."""
    pages = first
    while pages:
        for page in pages:
            seen.append(page)
            yield page[1]
        last = seen[-1][0]
        if last >= min(record.page_count, PAGES_LOOKED_THROUGH):
            return
        query = sa.select(Page.number, Page.text).where(Page.record_id == record.id, Page.number > last)
        rows = db.execute(query.order_by(Page.number).limit(PAGES_AT_ONCE * 4))
        pages = [(number, text) for number, text in rows]


def _described(db: Session, record: Record) -> str:
    values: list[FieldValue] = list(current_values(db, record.id).values())
    return " · ".join(value.value for value in values if value.value)
