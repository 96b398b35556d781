"""When a term ends: worked out for one record in memory, and as a query over all of them. A test holds the two equal.

A record's own term runs from the later of its formation and the acceptance of its project, or from its receipt when
nothing says when it was made. Records of one volume are kept and destroyed together: the volume's term, and so that of
each record in it, has ended when the last of them has (GB/T 50328-2014 cl. 5.3.4: the longest counts).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import Project, Record, Retention, Volume
from archives.catalogue.retention import DEFAULTS, KEPT_FOR_GOOD, YEARS, Rules, longest, retention_of
from archives.db import CHINA
from archives.keeping.model import Demolition


@dataclass(frozen=True, slots=True)
class Term:
    """`ends_on` is the last day; None while nothing can say when: 永久 never ends, 长期 with the building."""

    retention: Retention
    ends_on: date | None

    def has_ended(self, today: date) -> bool:
        return self.ends_on is not None and self.ends_on < today


def years_after(day: date, years: int) -> date:
    """29 February counts as the 28th where there is none."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def own_term(record: Record, rules: Rules, demolitions: Sequence[Demolition]) -> Term:
    retention = retention_of(record, rules)
    if retention in YEARS:
        return Term(retention, years_after(_begins(record), YEARS[retention]))
    if retention is Retention.LONG_TERM:
        return Term(retention, min((d.happened_on for d in demolitions if _fells(d, record)), default=None))
    return Term(retention, None)


def _begins(record: Record) -> date:
    made = FormedDate.parse(record.formed).latest if record.formed else _received(record)
    accepted = record.project.completed_on if record.project else None
    return max(made, accepted) if accepted else made


def _received(record: Record) -> date:
    return record.received_at.astimezone(CHINA).date()


def _fells(demolition: Demolition, record: Record) -> bool:
    if demolition.project_id != record.project_id:
        return False
    unit = record.volume.unit_project_id if record.volume else None
    return demolition.unit_project_id is None or demolition.unit_project_id == unit


def shared_term(terms: Sequence[Term]) -> Term:
    """Of the records of one volume, or of a record that stands alone."""
    retention = longest(term.retention for term in terms) or KEPT_FOR_GOOD
    days = [term.ends_on for term in terms if term.ends_on is not None]
    return Term(retention, max(days) if days and len(days) == len(terms) else None)


def term_of(db: Session, record: Record, rules: Rules) -> Term:
    mates: Sequence[Record] = [record]
    if record.volume_id is not None:
        living = sa.select(Record).where(Record.volume_id == record.volume_id, Record.disposed_on.is_(None))
        mates = db.scalars(living).all() or mates
    projects = {mate.project_id for mate in mates if mate.project_id}
    demolitions = db.scalars(sa.select(Demolition).where(Demolition.project_id.in_(projects))).all()
    return shared_term([own_term(mate, rules, demolitions) for mate in mates])


def has_ended(today: date, rules: Rules) -> sa.ColumnElement[bool]:
    """The same of `Record` in a query, tombstones left out."""
    mate = aliased(Record)
    goes_on = sa.exists().where(
        mate.volume_id == Record.volume_id, mate.disposed_on.is_(None), sa.not_(_own_ended(mate, today, rules))
    )
    return sa.and_(Record.disposed_on.is_(None), _own_ended(Record, today, rules), sa.not_(goes_on.correlate(Record)))


def _own_ended(record: type[Record], today: date, rules: Rules) -> sa.ColumnElement[bool]:
    retention = sa.func.coalesce(record.retention, _retention_by_kind(record, rules))
    ended = [
        sa.and_(retention == kept.value, _began_before(record, threshold(today, years)))
        for kept, years in YEARS.items()
    ]
    return sa.or_(*ended, sa.and_(retention == Retention.LONG_TERM.value, _is_demolished(record, today)))


def _retention_by_kind(record: type[Record], rules: Rules) -> sa.ColumnElement[str]:
    known = {kind: rules[kind].value for kind in DEFAULTS}
    return sa.case(known, value=record.kind, else_=KEPT_FOR_GOOD.value)


def threshold(today: date, years: int) -> date:
    """The first day that is still within its term today: what began before it has ended."""
    day = today.replace(year=today.year - years, day=28 if (today.month, today.day) == (2, 29) else today.day)
    # 29 February of a year that has one ends its term on a 28th, together with the day before it.
    ended_with = years_after(day, years)
    return day if ended_with >= today else day + timedelta(days=1)


def _began_before(record: type[Record], day: date) -> sa.ColumnElement[bool]:
    accepted = sa.exists().where(Project.id == record.project_id, Project.completed_on >= day)
    return sa.and_(made_before(record, day), sa.not_(accepted.correlate(record)))


def made_before(record: type[Record], day: date) -> sa.ColumnElement[bool]:
    """`formed` is 2013, 2013-04 or 2013-04-01 and counts to its end: filled up with signs beyond every digit's day."""
    whole = sa.func.substr(record.formed + "-99-99", 1, 10)
    return sa.case(
        (record.formed.is_(None), record.received_at < datetime.combine(day, time.min, CHINA)),
        else_=whole < day.isoformat(),
    )


def _is_demolished(record: type[Record], today: date) -> sa.ColumnElement[bool]:
    in_unit = sa.exists().where(Volume.id == record.volume_id, Volume.unit_project_id == Demolition.unit_project_id)
    fells = sa.or_(Demolition.unit_project_id.is_(None), in_unit.correlate(record, Demolition))
    gone = sa.exists().where(Demolition.project_id == record.project_id, Demolition.happened_on < today, fells)
    return gone.correlate(record)
