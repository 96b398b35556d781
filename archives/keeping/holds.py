"""冻结: nothing under a hold is destroyed, from the day it is placed until it is lifted or its last day has passed."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.model import Record
from archives.catalogue.service import find_project, find_record
from archives.errors import N_, InvalidInput, NotFound
from archives.keeping.model import Hold
from archives.keeping.said import authority_of, reason_of
from archives.permissions import Action, Actor, require


def place(
    db: Session,
    actor: Actor,
    *,
    record_id: str | None = None,
    project_id: str | None = None,
    reason: str,
    authority: str,
    until: date | None = None,
) -> Hold:
    require(actor, Action.HOLD)
    if record_id is not None:
        find_record(db, actor, record_id).check_kept()
    else:
        find_project(db, actor, project_id or "")
    if until is not None and until < actor.today:
        raise InvalidInput(N_("The last day must be today or later."))
    hold = Hold(
        record_id=record_id,
        project_id=project_id,
        reason=reason_of(reason),
        authority=authority_of(authority),
        until=until,
        placed_by=actor.account_id or "",
    )
    db.add(hold)
    db.flush()
    _note(db, actor, audit.Event.HELD, hold, reason=hold.reason, authority=hold.authority, until=until)
    return hold


def lift(db: Session, actor: Actor, hold_id: str, reason: str) -> Hold:
    require(actor, Action.HOLD)
    hold = db.get(Hold, hold_id, with_for_update=True)
    if hold is None:
        raise NotFound
    hold.lift(actor.account_id or "", reason_of(reason))
    _note(db, actor, audit.Event.HOLD_LIFTED, hold, reason=hold.lifted_because)
    return hold


def every_hold(db: Session, actor: Actor) -> Sequence[Hold]:
    """Those that bind first, the newest first among them."""
    require(actor, Action.SEE_KEEPING)
    holds = db.scalars(sa.select(Hold).order_by(Hold.placed_at.desc())).all()
    return sorted(holds, key=lambda hold: not hold.binds(actor.today))


def holds_on(db: Session, record: Record, today: date) -> Sequence[Hold]:
    """Those that bind this record today, through its project too."""
    scopes = [Hold.record_id == record.id]
    if record.project_id is not None:
        scopes.append(Hold.project_id == record.project_id)
    return db.scalars(sa.select(Hold).where(sa.or_(*scopes), *_binding(today))).all()


def is_held(today: date) -> sa.ColumnElement[bool]:
    """The same of `Record` in a query."""
    scope = sa.or_(Hold.record_id == Record.id, Hold.project_id == Record.project_id)
    return sa.exists().where(scope, *_binding(today))


def count_holds(db: Session, today: date) -> int:
    return db.scalar(sa.select(sa.func.count()).select_from(Hold).where(*_binding(today))) or 0


def _binding(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    return Hold.lifted_at.is_(None), sa.or_(Hold.until.is_(None), Hold.until >= today)


def _note(db: Session, actor: Actor, event: audit.Event, hold: Hold, **detail: object) -> None:
    kind, thing = ("record", hold.record_id) if hold.record_id else ("project", hold.project_id or "")
    audit.write(db, actor.account_id, actor.name, event, kind, str(thing), hold=hold.id, **detail)
