"""What an archivist has before them, and what the asker sees of the same request."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from archives.catalogue.model import Record, Volume
from archives.copies.model import CopyRequest, Standing, State
from archives.copies.service import find_request
from archives.grants import Use
from archives.permissions import Action, Actor, allows, can, require, visible

PER_PAGE = 20
MOST_CANDIDATES = 20


class Which(StrEnum):
    MINE = "mine"
    WAITING = "waiting"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Shown:
    """A request as one reader may see it: its record only to whom the record is open today."""

    request: CopyRequest
    standing: Standing
    record: Record | None
    is_mine: bool
    may_decide: bool
    may_collect: bool


@dataclass(frozen=True, slots=True)
class Sheaf:
    """One page of a list of requests."""

    requests: Sequence[Shown]
    page: int
    pages: int


def show_request(db: Session, actor: Actor, request_id: str) -> Shown:
    return _shown(actor, find_request(db, actor, request_id))


def which_list(actor: Actor, wish: str) -> Which:
    """What is asked for, or else what this actor has most to do with."""
    if wish in set(Which):
        return Which(wish)
    return Which.WAITING if allows(actor, Action.DECIDE_COPY) else Which.MINE


def list_requests(db: Session, actor: Actor, which: Which, page: int = 1) -> Sheaf:
    require(actor, Action.ASK_FOR_COPY if which is Which.MINE else Action.DECIDE_COPY)
    page = max(page, 1)
    query = sa.select(CopyRequest).where(_condition(actor, which))
    count = db.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    # The most urgent first among those that wait, the newest first among the others.
    order = CopyRequest.due_on if which is Which.WAITING else CopyRequest.asked_at.desc()
    query = query.options(joinedload(CopyRequest.record), joinedload(CopyRequest.asker))
    query = query.order_by(order, CopyRequest.number).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return Sheaf([_shown(actor, request) for request in db.scalars(query)], page, max(1, -(-count // PER_PAGE)))


def _condition(actor: Actor, which: Which) -> sa.ColumnElement[bool]:
    if which is Which.MINE:
        return CopyRequest.asked_by == actor.account_id
    return CopyRequest.state == State.ASKED if which is Which.WAITING else CopyRequest.state != State.ASKED


def candidates(db: Session, actor: Actor, words: str) -> Sequence[Record]:
    """Records whose title or number contains the words, or whose id they are, among those this archivist sees."""
    require(actor, Action.DECIDE_COPY)
    words = words.strip()
    if not words:
        return []
    named = sa.or_(
        Record.id == words,
        Record.title.contains(words, autoescape=True),
        Record.number.contains(words, autoescape=True),
        Volume.archive_no.contains(words, autoescape=True),
    )
    query = sa.select(Record).outerjoin(Volume).where(visible(actor, Record), named)
    return db.scalars(query.order_by(Record.title, Record.id).limit(MOST_CANDIDATES)).all()


def _shown(actor: Actor, request: CopyRequest) -> Shown:
    record, mine = request.record, request.asked_by == actor.account_id
    decides = allows(actor, Action.DECIDE_COPY) and not mine and request.state is State.ASKED
    collects = mine and request.can_be_collected(actor.today) and record is not None
    return Shown(
        request=request,
        standing=request.standing(actor.today),
        record=record if record is not None and can(actor, record, Use.READ) else None,
        is_mine=mine,
        may_decide=decides,
        may_collect=collects and record is not None and can(actor, record, Use.DOWNLOAD),
    )
