"""Searching the catalogue itself while the index cannot be used: titles, numbers and described values, as they stand.

What is on the sheets is not looked through, and simplified and traditional signs are not the same here.
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from archives.catalogue.model import FieldValue, Project, Record, Volume
from archives.finding.wanted import Wanted
from archives.permissions import Actor, visible
from search.query import AllTerms, And, Exact, Fuzzy, Node, Not, OcrTolerant, Or, Phrase, Prefix, Range

Clause = sa.ColumnElement[bool]
Text = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]

COLUMNS = {
    "kind": Record.kind,
    "project": Record.project_id,
    "department": Record.department_id,
    "year": sa.func.substr(Record.formed, 1, 4),
    "discipline": Record.discipline,
    "level": Record.level,
    "volume": Record.volume_id,
}


def described_as(
    db: Session, actor: Actor, wanted: Wanted, node: Node | None, first: int, limit: int
) -> tuple[Sequence[str], int]:
    """The ids of this page of what is found, newest first, and how many there are."""
    clauses = [visible(actor, Record), *_limits(wanted), *([_clause(node)] if node else [])]
    total = db.scalar(sa.select(sa.func.count()).select_from(Record).where(*clauses)) or 0
    order = Record.formed.asc() if wanted.order == "oldest" else Record.formed.desc()
    query = sa.select(Record.id).where(*clauses).order_by(order.nulls_last(), Record.id)
    return db.scalars(query.limit(limit).offset(first)).all(), total


def _limits(wanted: Wanted) -> list[Clause]:
    limits: list[Clause] = [COLUMNS[name].in_(values) for name, values in wanted.facets.items() if name in COLUMNS]
    for place in wanted.facets.get("place", ()):
        limits.append(_in_values(place))
    if wanted.since or wanted.until:
        limits.append(_clause(Range(wanted.since, wanted.until)))
    return limits


def _clause(node: Node) -> Clause:
    match node:
        case And(parts):
            return sa.and_(*map(_clause, parts))
        case Or(parts):
            return sa.or_(*map(_clause, parts))
        case Not(part):
            return sa.not_(_clause(part))
        case Phrase(text) | OcrTolerant(text):
            return _anywhere(text)
        case AllTerms(text):
            return sa.and_(*map(_anywhere, text.split()))
        case Exact(number) | Fuzzy(number):
            return _anywhere(number)
        case Prefix(number):
            return _anywhere(number.rstrip("*＊"))
        case Range(since, until):
            formed: list[Clause] = [Record.formed.is_not(None)]
            formed += [Record.formed >= _begins(since)] if since else []
            formed += [Record.formed <= str(until)] if until else []
            return sa.and_(*formed)


def _begins(day: date) -> str:
    """A year or a month comes before its first day in the alphabet, and is of it all the same."""
    return f"{day:%Y}" if (day.month, day.day) == (1, 1) else f"{day:%Y-%m}" if day.day == 1 else str(day)


def _anywhere(text: str) -> Clause:
    columns = (Record.title, Record.number, Record.responsible)
    project = sa.select(Project.id).where(Project.id == Record.project_id, _has(Project.name, text)).exists()
    volume = sa.select(Volume.id).where(
        Volume.id == Record.volume_id, sa.or_(_has(Volume.title, text), _has(Volume.archive_no, text))
    )
    own = [sa.func.coalesce(_has(column, text), sa.false()) for column in columns]
    return sa.or_(*own, _in_values(text), project, volume.exists())


def _in_values(text: str) -> Clause:
    current = sa.select(FieldValue.id).where(
        FieldValue.record_id == Record.id, FieldValue.superseded_at.is_(None), _has(FieldValue.value, text)
    )
    return current.exists()


def _has(column: Text, text: str) -> Clause:
    return column.icontains(text.strip(), autoescape=True)
