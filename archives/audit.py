"""The trail 审计日志: who did what to which thing. Append only; every entry carries the digest of the one before it.

`write` goes into the transaction of what it tells of, best as its last step: until the transaction ends, nobody else
can write to the trail. Cutting off the newest entries leaves a shorter chain that is sound in itself: the daily anchors
(`archives/trail/anchors.py`) are heads noted elsewhere, and `first_broken` is given them.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives.db import ID_LENGTH, Model, OneOf, now

BEFORE_THE_FIRST = "0" * 64
TRAIL_LOCK = 0x7261_696C  # any number that nothing else locks on PostgreSQL

# What Alembic has to run as well. A person with the rights of the owner can drop these; then the chain shows it.
APPEND_ONLY: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER trail_no_{verb} BEFORE {verb.upper()} ON trail "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append only'); END"
        for verb in ("update", "delete")
    ),
    "postgresql": (
        "CREATE FUNCTION trail_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append only'; END $$",
        "CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail "
        "FOR EACH STATEMENT EXECUTE FUNCTION trail_append_only()",
    ),
}


class Event(StrEnum):
    """All that can stand in the trail."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    SIGN_IN_REFUSED = "sign-in refused"
    UPLOADED = "uploaded"
    REFUSED = "refused"
    READ = "read"
    VIEWED = "viewed"
    SEARCHED = "searched"
    DOWNLOADED = "downloaded"
    EXPORTED = "exported"
    DESCRIBED = "described"
    OPENED = "opened"
    WITHDRAWN = "withdrawn"
    ACCESS_ASKED = "access asked"
    ACCESS_GRANTED = "access granted"
    ACCESS_REFUSED = "access refused"
    ACCESS_REVOKED = "access revoked"
    ACCESS_WITHDRAWN = "access withdrawn"
    COPY_ASKED = "copy asked"
    COPY_RECORD_ATTACHED = "copy record attached"
    COPY_APPROVED = "copy approved"
    COPY_REFUSED = "copy refused"
    COPY_WITHDRAWN = "copy withdrawn"
    COPY_COLLECTED = "copy collected"
    ACCOUNT_CREATED = "account created"
    ACCOUNT_CHANGED = "account changed"
    ACCOUNT_DEACTIVATED = "account deactivated"
    ACCOUNT_REACTIVATED = "account reactivated"
    PASSWORD_SET = "password set"  # noqa: S105 - what happened, not a secret
    DEPARTMENT_CREATED = "department created"
    DEPARTMENT_RENAMED = "department renamed"
    DEPARTMENT_DEACTIVATED = "department deactivated"
    DEPARTMENT_REACTIVATED = "department reactivated"
    JOB_RETRIED = "job retried"
    JOB_CANCELLED = "job cancelled"
    REINDEXED = "reindexed"
    FIXITY_CHECKED = "fixity checked"
    TRAIL_CHECKED = "trail checked"
    ASSESSED = "assessed"
    TAKEN_OVER = "taken over"
    HANDED_OVER = "handed over"
    HANDOVER_REFUSED = "hand-over refused"
    RETENTION_SET = "retention set"
    DEMOLISHED = "demolition recorded"
    HELD = "held"
    HOLD_LIFTED = "hold lifted"
    DISPOSAL_PROPOSED = "disposal proposed"
    DISPOSAL_APPROVED = "disposal approved"
    DISPOSAL_REFUSED = "disposal refused"
    DISPOSAL_WITHDRAWN = "disposal withdrawn"
    DISPOSED = "disposed"
    DISPOSAL_DONE = "disposal done"
    OPENING_OPINION = "opening opinion"
    OPENING_DECIDED = "opening decided"
    SECRECY_STAMPED = "secrecy stamped"
    SECRECY_DECIDED = "secrecy decided"
    TOKEN_MADE = "token made"  # noqa: S105 - what happened, not a secret
    TOKEN_REVOKED = "token revoked"  # noqa: S105


class Entry(Model):
    """Names and ids as they were then: the trail outlives the accounts and the things it speaks of."""

    __tablename__ = "trail"
    __table_args__ = (sa.Index("ix_trail_object", "object_kind", "object_id", "seq"),)

    seq: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None] = mapped_column(sa.String(ID_LENGTH), index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    event: Mapped[Event] = mapped_column(OneOf(Event))
    object_kind: Mapped[str] = mapped_column(sa.String(32))
    object_id: Mapped[str] = mapped_column(sa.String(64))
    detail: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))

    def told(self) -> dict[str, Any]:
        """Everything the digest is taken of."""
        return {
            "seq": self.seq,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "account_id": self.account_id,
            "name": self.name,
            "event": str(self.event),
            "object_kind": self.object_kind,
            "object_id": self.object_id,
            "detail": self.detail,
            "previous": self.previous,
        }

    def digest(self) -> str:
        return digest_of(self.told())


for _dialect, _statements in APPEND_ONLY.items():
    for _statement in _statements:
        _ddl: sa.ExecutableDDLElement = sa.DDL(_statement)  # type: ignore[no-untyped-call]
        sa.event.listen(Entry.__table__, "after_create", _ddl.execute_if(dialect=_dialect))


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry; enough to prove later that nothing before it was changed or cut off."""

    seq: int
    hash: str


BEFORE_ALL = Head(0, BEFORE_THE_FIRST)


def write(
    db: Session,
    actor_id: str | None,
    actor_name: str,
    event: Event | str,
    object_kind: str,
    object_id: str,
    **detail: Any,
) -> Entry:
    """`detail` says what the event alone does not: numbers, purposes, values before and after; never secrets."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(TRAIL_LOCK)))
    last = head(db)
    entry = Entry(
        seq=last.seq + 1,
        at=now(),
        account_id=actor_id,
        name=actor_name,
        event=Event(event),
        object_kind=object_kind,
        object_id=object_id,
        detail=json.loads(_canonical(detail)),
        previous=last.hash,
    )
    entry.hash = entry.digest()
    db.add(entry)
    db.flush()
    return entry


def head(db: Session) -> Head:
    newest = sa.select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)
    row = db.execute(newest).one_or_none()
    return Head(row.seq, row.hash) if row else BEFORE_ALL


def verify(db: Session, known: Collection[Head] = ()) -> int | None:
    """The first entry that was changed, taken out or cut off; None when the trail is whole."""
    ordered = sa.select(Entry).order_by(Entry.seq).execution_options(yield_per=1000)
    with closing(db.scalars(ordered)) as found:
        return first_broken(((entry.told(), entry.hash) for entry in found), known)


def first_broken(
    entries: Iterable[tuple[Mapping[str, Any], str]], known: Collection[Head] = (), before: Head = BEFORE_ALL
) -> int | None:
    """Of entries as they are told, each with its digest, that follow `before`; `known` are heads noted elsewhere."""
    last = before
    noted: dict[int, set[str]] = {}
    for head in known:
        noted.setdefault(head.seq, set()).add(head.hash)
    for told, digest in entries:
        if told["seq"] != last.seq + 1:
            return last.seq + 1
        if told["previous"] != last.hash or digest != digest_of(told):
            return last.seq + 1
        last = Head(last.seq + 1, digest)
        if noted.get(last.seq, set()) - {digest}:
            return last.seq
    return last.seq + 1 if any(seq > last.seq for seq in noted) else None


def digest_of(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(told).encode("ascii")).hexdigest()


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, default=str)
