"""What lies on a department's desk: what waits for it, what it asked, what it gave and holds, what is past."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from archives.grants import Grant, Use
from archives.permissions import Action, Actor, can, is_archivist, require
from archives.sharing.model import AccessRequest, Standing, State
from archives.sharing.service import concerns, find_request, speaks_for_holder

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A request as one reader may see it: the record's title only to whom the record is open today."""

    request: AccessRequest
    standing: Standing
    record_title: str | None
    may_decide: bool
    may_withdraw: bool
    may_revoke: bool


@dataclass(frozen=True, slots=True)
class Desk:
    waiting: Sequence[Shown]
    asked: Sequence[Shown]
    given: Sequence[Shown]
    held: Sequence[Shown]
    past: Sequence[Shown]
    page: int
    pages: int


def show_request(db: Session, actor: Actor, request_id: str) -> Shown:
    return _shown(actor, find_request(db, actor, request_id))


def desk(db: Session, actor: Actor, page: int = 1) -> Desk:
    require(actor, Action.DECIDE_ACCESS)
    ours = AccessRequest.asking_id == actor.department_id
    theirs = sa.true() if is_archivist(actor) else AccessRequest.holder_id == actor.department_id
    lives = AccessRequest.state == State.GRANTED, _grant_is_valid(actor)
    past = sa.select(AccessRequest).where(concerns(actor), AccessRequest.state != State.ASKED, ~sa.and_(*lives))
    count = db.scalar(sa.select(sa.func.count()).select_from(past.subquery())) or 0
    return Desk(
        waiting=_list(db, actor, _of_state(theirs, AccessRequest.state == State.ASKED)),
        asked=_list(db, actor, _of_state(ours, AccessRequest.state == State.ASKED)),
        given=_list(db, actor, _of_state(theirs, *lives)),
        held=_list(db, actor, _of_state(ours, *lives)),
        past=_list(db, actor, _newest(past).limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)),
        page=max(page, 1),
        pages=max(1, -(-count // PER_PAGE)),
    )


def _of_state(*conditions: sa.ColumnElement[bool]) -> sa.Select[AccessRequest]:
    return sa.select(AccessRequest).where(*conditions).order_by(AccessRequest.asked_at, AccessRequest.id)


def _newest(query: sa.Select[AccessRequest]) -> sa.Select[AccessRequest]:
    return query.order_by(AccessRequest.asked_at.desc(), AccessRequest.id)


def _grant_is_valid(actor: Actor) -> sa.ColumnElement[bool]:
    return AccessRequest.grant.has(sa.and_(Grant.revoked_at.is_(None), Grant.valid_to >= actor.today))


def _list(db: Session, actor: Actor, query: sa.Select[AccessRequest]) -> Sequence[Shown]:
    loaded = query.options(
        joinedload(AccessRequest.asker),
        joinedload(AccessRequest.asking),
        joinedload(AccessRequest.holder),
        joinedload(AccessRequest.project),
        joinedload(AccessRequest.record),
        joinedload(AccessRequest.grant),
    )
    return [_shown(actor, request) for request in db.scalars(loaded)]


def _shown(actor: Actor, request: AccessRequest) -> Shown:
    standing = request.standing(actor.today)
    speaks = speaks_for_holder(actor, request)
    record = request.record
    return Shown(
        request=request,
        standing=standing,
        record_title=record.title if record is not None and can(actor, record, Use.READ) else None,
        may_decide=speaks and request.state is State.ASKED,
        may_withdraw=request.state is State.ASKED and actor.account_id == request.asked_by,
        may_revoke=speaks and standing is Standing.VALID,
    )
