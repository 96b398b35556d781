"""Reading the trail, which is itself written down; and proving that nothing in it was changed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.permissions import Action, Actor, require
from archives.trail.asked import Asked

PER_PAGE = 50
FETCHED_AT_ONCE = 1000
KIND, WHOLE = "trail", "all"


@dataclass(frozen=True, slots=True)
class Checked:
    """`last` is the newest entry looked at, `broken` the first that is not as it was written."""

    last: int
    broken: int | None
    at: datetime | None = None

    @classmethod
    def from_entry(cls, entry: audit.Entry) -> Self:
        return cls(entry.detail.get("last", 0), entry.detail.get("broken"), entry.at)


@dataclass(frozen=True, slots=True)
class Excerpt:
    entries: Sequence[audit.Entry]
    total: int
    page: int
    pages: int
    checked: Checked | None


def read_trail(db: Session, actor: Actor, asked: Asked, zone: tzinfo, page: int = 1) -> Excerpt:
    """The newest first. A call leaves an entry of its own, which the next call shows."""
    require(actor, Action.READ_TRAIL)
    page = max(page, 1)
    conditions = asked.conditions(zone)
    total = db.scalar(sa.select(sa.func.count()).select_from(audit.Entry).where(*conditions)) or 0
    query = sa.select(audit.Entry).where(*conditions).order_by(audit.Entry.seq.desc())
    entries = db.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    checked = _last_check(db)
    _note(db, actor, audit.Event.READ, asked=asked.told(), page=page)
    return Excerpt(entries, total, page, max(1, -(-total // PER_PAGE)), checked)


def note_export(db: Session, actor: Actor, asked: Mapping[str, str]) -> None:
    """Written down before the first line leaves."""
    require(actor, Action.READ_TRAIL)
    _note(db, actor, audit.Event.DOWNLOADED, asked=dict(asked))


def export(db: Session, actor: Actor, asked: Asked, zone: tzinfo) -> Iterator[audit.Entry]:
    """All that is asked for, the oldest first, without holding it in memory."""
    require(actor, Action.READ_TRAIL)
    query = sa.select(audit.Entry).where(*asked.conditions(zone)).order_by(audit.Entry.seq)
    yield from db.scalars(query.execution_options(yield_per=FETCHED_AT_ONCE))


def check_chain(db: Session, actor: Actor, known: Collection[audit.Head] = ()) -> Checked:
    """Reads the whole trail; a transaction that only reads is enough and keeps nobody waiting."""
    require(actor, Action.READ_TRAIL)
    return Checked(audit.head(db).seq, audit.verify(db, known))


def note_check(db: Session, actor: Actor, checked: Checked) -> None:
    require(actor, Action.READ_TRAIL)
    _note(db, actor, audit.Event.TRAIL_CHECKED, last=checked.last, broken=checked.broken)


def _last_check(db: Session) -> Checked | None:
    query = sa.select(audit.Entry).where(audit.Entry.event == audit.Event.TRAIL_CHECKED)
    entry = db.scalar(query.order_by(audit.Entry.seq.desc()).limit(1))
    return None if entry is None else Checked.from_entry(entry)


def _note(db: Session, actor: Actor, event: audit.Event, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, event, KIND, WHOLE, **detail)
