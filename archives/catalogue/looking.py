"""What is noted of looking: which record was viewed and what was searched for, by whom; docs/trail.md says the rules.

Paging through one record, its pictures and tiles is one view; turning the pages of one search is one search. What
visitors and citizens see of open records is only counted by day: nobody is followed through public reading.
"""

import hashlib
import json
import threading
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives import audit
from archives.db import ID_LENGTH, Database, Model, now
from archives.people import Level, Role
from archives.permissions import Actor, Guarded, is_signed_in

ONE_LOOK = timedelta(minutes=10)
NOTHING_ASKED = {"page", "after", "order", "lang"}
"""What turns the pages or the language of a search, and asks for nothing else."""


# Entries are chained, so they queue in any case: here without the sleeps of SQLite's own waiting for its lock.
ONE_BY_ONE = threading.Lock()


class ViewCount(Model):
    """How often an open record was looked at on a day by those who leave no trail."""

    __tablename__ = "view_count"

    record_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), sa.ForeignKey("record.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    views: Mapped[int]


# One statement, so that two views at the same moment both count; both databases know it.
COUNT_ONE = sa.text(
    "INSERT INTO view_count (record_id, day, views) VALUES (:record, :day, 1)"
    " ON CONFLICT (record_id, day) DO UPDATE SET views = view_count.views + 1"
).bindparams(sa.bindparam("day", type_=sa.Date))


def note_view(database: Database, actor: Actor, record: Guarded, *, counted: bool = False) -> None:
    """A boundary of its own: looks first without the lock of a writer, for most views were noted already.

    `counted` where a public view begins: its pictures are not views of their own.
    """
    if not _leaves_a_trail(actor, record):
        if counted:
            with database.transaction() as db:
                db.execute(COUNT_ONE, {"record": record.id, "day": actor.today})
        return
    _note_once(database, actor, audit.Event.VIEWED, "record", record.id, level=record.level)


def note_search(database: Database, actor: Actor, asked: Mapping[str, Any], total: int) -> None:
    """Written before the answer is handed out, in a short transaction after it was worked out."""
    told = {name: value for name, value in asked.items() if value and name not in NOTHING_ASKED}
    if not told or not is_signed_in(actor) or actor.role is Role.CITIZEN:
        return
    plain = json.dumps(told, sort_keys=True, ensure_ascii=False)
    search_id = hashlib.sha256(plain.encode()).hexdigest()[:ID_LENGTH]
    _note_once(database, actor, audit.Event.SEARCHED, "search", search_id, asked=told, total=total)


def _leaves_a_trail(actor: Actor, record: Guarded) -> bool:
    """Everyone whom office or grant opens something, and nobody who only reads what is open to all."""
    if not is_signed_in(actor):
        return False
    is_public = record.level is Level.OPEN and (record.opens_on is None or record.opens_on <= actor.today)
    return actor.role is not Role.CITIZEN or not is_public


def _note_once(
    database: Database, actor: Actor, event: audit.Event, kind: str, object_id: str, **detail: object
) -> None:
    with database.reading() as db:
        if _was_noted(db, actor, event, kind, object_id):
            return
    with ONE_BY_ONE, database.transaction() as db:
        audit.write(db, actor.account_id, actor.name, event, kind, object_id, **detail)


def _was_noted(db: Session, actor: Actor, event: audit.Event, kind: str, object_id: str) -> bool:
    entry = audit.Entry
    same = sa.select(entry.seq).where(
        entry.object_kind == kind,
        entry.object_id == object_id,
        entry.account_id == actor.account_id,
        entry.event == event,
        entry.at > now() - ONE_LOOK,
    )
    return db.scalar(same.limit(1)) is not None
