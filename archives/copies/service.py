"""A person asks for a copy, an archivist decides, the person collects it."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.keeping import granted
from archives.catalogue.model import Original, Record
from archives.catalogue.service import find_record
from archives.copies.model import CopyRequest, State
from archives.copies.numbers import next_number
from archives.copies.wanted import check_description, check_length, check_purpose, check_reason
from archives.errors import N_, NotFound, RuleBroken
from archives.grants import Grant, Use
from archives.permissions import Action, Actor, actor_of, allows, can, require


def record_to_copy(db: Session, actor: Actor, record_id: str) -> Record:
    require(actor, Action.ASK_FOR_COPY)
    return find_record(db, actor, record_id)


def ask_for_record(db: Session, actor: Actor, record_id: str, purpose: str, description: str = "") -> CopyRequest:
    record = record_to_copy(db, actor, record_id)
    if _is_asked_for(db, actor, record):
        raise RuleBroken(N_("You have asked for a copy of this already; the request is waiting for an answer."))
    return _ask(db, actor, purpose, description, record.id)


def ask_by_description(db: Session, actor: Actor, purpose: str, description: str) -> CopyRequest:
    """For those who do not know the record: an archivist looks for it."""
    require(actor, Action.ASK_FOR_COPY)
    check_description(description)
    return _ask(db, actor, purpose, description, None)


def _ask(db: Session, actor: Actor, purpose: str, description: str, record_id: str | None) -> CopyRequest:
    check_purpose(purpose)
    check_length(description)
    request = CopyRequest.ask(
        next_number(db, actor.today.year),
        actor.account_id or "",
        purpose.strip(),
        actor.today,
        description=description.strip(),
        record_id=record_id,
    )
    db.add(request)
    db.flush()
    _note(db, actor, audit.Event.COPY_ASKED, request, record=record_id, due=str(request.due_on))
    return request


def _is_asked_for(db: Session, actor: Actor, record: Record) -> bool:
    query = sa.select(CopyRequest.id).where(
        CopyRequest.asked_by == actor.account_id,
        CopyRequest.record_id == record.id,
        CopyRequest.state == State.ASKED,
    )
    return db.scalar(query.limit(1)) is not None


def find_request(db: Session, actor: Actor, request_id: str, *, to_change: bool = False) -> CopyRequest:
    """One's own, or any for an archivist. Locked when it is to be changed: two people must not decide at once."""
    require(actor, Action.ASK_FOR_COPY)
    query = sa.select(CopyRequest).where(CopyRequest.id == request_id)
    if not allows(actor, Action.DECIDE_COPY):
        query = query.where(CopyRequest.asked_by == actor.account_id)
    request = db.scalar(query.with_for_update() if to_change else query)
    if request is None:
        raise NotFound
    return request


def _request_to_decide(db: Session, actor: Actor, request_id: str) -> CopyRequest:
    require(actor, Action.DECIDE_COPY)
    return find_request(db, actor, request_id, to_change=True)


def attach_record(db: Session, actor: Actor, request_id: str, record_id: str) -> CopyRequest:
    request = _request_to_decide(db, actor, request_id)
    record = find_record(db, actor, record_id)
    earlier = request.record_id
    request.attach(record.id)
    db.flush()
    db.refresh(request, ["record"])
    _note(db, actor, audit.Event.COPY_RECORD_ATTACHED, request, record=record.id, earlier=earlier)
    return request


def approve(db: Session, actor: Actor, request_id: str) -> CopyRequest:
    """Opens the record to the asker alone, for downloading, until the last day to collect it."""
    request = _request_to_decide(db, actor, request_id)
    given = request.approve(actor.account_id or "", actor.today)
    record = find_record(db, actor, given.record_id or "")
    _check_it_opens(db, actor, request, record, given)
    db.add(given)
    db.flush()
    request.grant = given
    granted(db, given)
    _note(db, actor, audit.Event.COPY_APPROVED, request, record=record.id, grant=given.id, until=str(given.valid_to))
    return request


def _check_it_opens(db: Session, actor: Actor, request: CopyRequest, record: Record, given: Grant) -> None:
    """What a grant can open is the bylaws' business (permissions.ways_in): here we only ask whether this one would."""
    asker = actor_of(db, request.asker, actor.today)
    if not can(replace(asker, grants=(*asker.grants, given)), record, Use.DOWNLOAD):
        raise RuleBroken(
            N_("A restricted or withdrawn record cannot be given out as a copy here. Refuse the request with a reason.")
        )


def refuse(db: Session, actor: Actor, request_id: str, reason: str) -> CopyRequest:
    request = _request_to_decide(db, actor, request_id)
    check_reason(reason)
    request.refuse(actor.account_id or "", reason.strip())
    _note(db, actor, audit.Event.COPY_REFUSED, request, reason=request.reason)
    return request


def withdraw(db: Session, actor: Actor, request_id: str) -> CopyRequest:
    request = find_request(db, actor, request_id, to_change=True)
    request.withdraw(actor.account_id or "")
    _note(db, actor, audit.Event.COPY_WITHDRAWN, request)
    return request


def collect(db: Session, actor: Actor, request_id: str) -> Original:
    """The original, for the asker alone and only while the record is open to them for downloading."""
    request = find_request(db, actor, request_id, to_change=True)
    if request.asked_by != actor.account_id:
        raise NotFound
    request.collect(actor.today)
    record = find_record(db, actor, request.record_id or "", Use.DOWNLOAD)
    original = db.scalar(sa.select(Original).where(Original.record_id == record.id))
    if original is None:
        raise NotFound
    _note(db, actor, audit.Event.COPY_COLLECTED, request, record=record.id, sha256=original.sha256)
    return original


def _note(db: Session, actor: Actor, event: audit.Event, request: CopyRequest, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, event, "copy request", request.id, number=request.number, **detail)
