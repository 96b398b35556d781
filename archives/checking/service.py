"""The archivist's worklist: readings in doubt, and pages that could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from archives import audit
from archives.catalogue.doubt import doubted
from archives.catalogue.keeping import changed
from archives.catalogue.model import FieldValue, Page, Record
from archives.catalogue.service import find_record
from archives.db import now
from archives.errors import NotFound
from archives.permissions import Action, Actor, require, visible

ON_A_PAGE = 20
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading to be confirmed or corrected, with the page it was read from."""

    value: FieldValue
    record: Record
    page: Page | None


@dataclass(frozen=True, slots=True)
class Worklist(Generic[Item]):
    """One page of what there is to do, and whether there is more."""

    items: Sequence[Item]
    number: int
    more: bool


def readings_in_doubt(db: Session, actor: Actor, number: int) -> Worklist[Doubt]:
    """The doubtful values of one record after another, in the order the records came."""
    require(actor, Action.DESCRIBE_RECORD)
    query = (
        sa.select(FieldValue, Record, Page)
        .join(Record, Record.id == FieldValue.record_id)
        .outerjoin(Page, sa.and_(Page.record_id == Record.id, Page.number == FieldValue.page))
        .where(doubted(), visible(actor, Record))
        .order_by(Record.received_at, Record.id, FieldValue.page, FieldValue.y)
    )
    rows = db.execute(query.limit(ON_A_PAGE + 1).offset((number - 1) * ON_A_PAGE))
    return _worklist([Doubt(*row) for row in rows], number)


def pages_not_read(db: Session, actor: Actor, number: int) -> Worklist[Page]:
    require(actor, Action.DESCRIBE_RECORD)
    query = (
        sa.select(Page)
        .join(Page.record)
        .options(contains_eager(Page.record))
        .where(Page.problem.is_not(None), Page.problem_left_at.is_(None), visible(actor, Record))
        .order_by(Record.received_at, Record.id, Page.number)
    )
    return _worklist(db.scalars(query.limit(ON_A_PAGE + 1).offset((number - 1) * ON_A_PAGE)).all(), number)


def leave_unread(db: Session, actor: Actor, record_id: str, number: int) -> None:
    """Whoever has looked at the page leaves it as it is; it is not asked about again until it is read anew."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    page = db.scalar(sa.select(Page).where(Page.record_id == record.id, Page.number == number))
    if page is None or page.problem is None:
        raise NotFound
    page.problem_left_by, page.problem_left_at = actor.account_id, now()
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.DESCRIBED,
        "record",
        record.id,
        page=number,
        left_unread=page.problem,
    )
    changed(db, record.id)


def _worklist(found: Sequence[Item], number: int) -> Worklist[Item]:
    return Worklist(found[:ON_A_PAGE], number, more=len(found) > ON_A_PAGE)
