"""What harvesters of the open catalogue may know: the records a visitor sees, with the moment each was last changed.

Only the database says what is open today. Of a record that is closed again nothing is told, so deletions are declared
as “no”: a harvester that must not keep what was closed harvests the whole anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from archives import audit
from archives.catalogue.model import FieldValue, Record
from archives.db import CHINA, now
from archives.permissions import Actor, visible

PER_ANSWER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    since: datetime | None = None
    until: datetime | None = None
    kind: str | None = None
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    record: Record
    changed: datetime
    values: Mapping[str, str]


def items(db: Session, today: date, wanted: Wanted) -> tuple[list[Item], bool]:
    """One answer of items in the order of their ids, and whether more follow."""
    query = sa.select(Record).where(Record.id > wanted.after, visible(Actor(today), Record))
    if wanted.kind is not None:
        query = query.where(Record.kind == wanted.kind)
    if wanted.since is not None:
        query = query.where(_changed_since(wanted.since))
    if wanted.until is not None:
        query = query.where(sa.not_(_changed_since(wanted.until + timedelta(seconds=1))))
    query = query.options(selectinload(Record.project), selectinload(Record.department))
    found = db.scalars(query.order_by(Record.id).limit(PER_ANSWER + 1)).all()
    return _with_values(db, found[:PER_ANSWER]), len(found) > PER_ANSWER


def item(db: Session, today: date, record_id: str) -> Item | None:
    query = sa.select(Record).where(Record.id == record_id, visible(Actor(today), Record))
    return next(iter(_with_values(db, db.scalars(query).all())), None)


def earliest(db: Session, today: date) -> datetime:
    """Nothing that is open was changed before it came."""
    return db.scalar(sa.select(sa.func.min(Record.received_at)).where(visible(Actor(today), Record))) or now()


def _changed_since(moment: datetime) -> sa.ColumnElement[bool]:
    """By any of what makes it look different to a visitor: reading, describing, or being opened."""
    valued = sa.exists().where(FieldValue.record_id == Record.id, FieldValue.at >= moment)
    noted = sa.exists().where(*_told_of(Record.id), audit.Entry.at >= moment)
    return sa.or_(
        Record.received_at >= moment,
        sa.func.coalesce(Record.described_at >= moment, sa.false()),
        sa.func.coalesce(Record.opens_on >= _first_day_from(moment), sa.false()),
        valued,
        noted,
    )


def _told_of(record_id: InstrumentedAttribute[str]) -> list[sa.ColumnElement[bool]]:
    changes = (audit.Event.OPENED, audit.Event.DESCRIBED)
    return [audit.Entry.object_kind == "record", audit.Entry.object_id == record_id, audit.Entry.event.in_(changes)]


def _first_day_from(moment: datetime) -> date:
    """The first day whose beginning, in China, is not before the moment."""
    there = moment.astimezone(CHINA)
    return there.date() if there.time() == time() else there.date() + timedelta(days=1)


def _with_values(db: Session, records: Sequence[Record]) -> list[Item]:
    ids = [record.id for record in records]
    values: dict[str, dict[str, str]] = {record_id: {} for record_id in ids}
    changed: dict[str, list[datetime]] = {record_id: [] for record_id in ids}
    current = sa.select(FieldValue).where(FieldValue.record_id.in_(ids))
    for value in db.scalars(current):
        changed[value.record_id].append(value.at)
        if value.superseded_at is None:
            values[value.record_id][value.field] = value.value
    noted = sa.select(audit.Entry.object_id, sa.func.max(audit.Entry.at)).group_by(audit.Entry.object_id)
    for record_id, at in db.execute(noted.where(*_told_of(audit.Entry.object_id), audit.Entry.object_id.in_(ids))):
        changed[record_id].append(at)
    return [
        Item(record=record, changed=_latest(record, changed[record.id]), values=values[record.id]) for record in records
    ]


def _latest(record: Record, moments: Sequence[datetime]) -> datetime:
    opened = [datetime.combine(record.opens_on, time(), CHINA)] if record.opens_on else []
    described = [record.described_at] if record.described_at else []
    return max([record.received_at, *described, *opened, *moments]).astimezone(UTC).replace(microsecond=0)
