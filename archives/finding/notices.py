"""What an account is told: a short list, read or not, and never of a record it may no longer see."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.model import Record
from archives.db import now
from archives.finding.hits import still_visible
from archives.finding.model import Notice
from archives.permissions import Actor

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Told:
    notice: Notice
    records: Sequence[Record]


# Asked on every page, so written once.
UNREAD = (
    sa.select(sa.func.count())
    .select_from(Notice)
    .where(Notice.account_id == sa.bindparam("account_id"), Notice.read_at.is_(None))
)


def unread(db: Session, actor: Actor) -> int:
    return db.scalar(UNREAD, {"account_id": actor.account_id}) or 0


def notices_of(db: Session, actor: Actor) -> Sequence[Told]:
    query = sa.select(Notice).where(Notice.account_id == actor.account_id)
    notices = db.scalars(query.order_by(Notice.at.desc(), Notice.id).limit(SHOWN)).all()
    return [Told(notice, still_visible(db, actor, notice.record_ids)) for notice in notices]


def mark_read(db: Session, actor: Actor) -> None:
    mine = sa.and_(Notice.account_id == actor.account_id, Notice.read_at.is_(None))
    db.execute(sa.update(Notice).where(mine).values(read_at=now()))
