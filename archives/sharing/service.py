"""A department asks another for its records, and the other decides. Whoever asks never also approves."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.keeping import granted
from archives.catalogue.model import Project, Record
from archives.catalogue.service import departments, find_project, find_record
from archives.errors import N_, InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.grants import Grant
from archives.people import Department
from archives.permissions import Action, Actor, allows, is_archivist, require
from archives.sharing.model import AccessRequest, State
from archives.sharing.wanted import Offer, Wanted, check_reason


def project_to_ask_about(db: Session, actor: Actor, project_id: str) -> Project:
    require(actor, Action.ASK_FOR_ACCESS)
    return find_project(db, actor, project_id)


def record_to_ask_about(db: Session, actor: Actor, record_id: str) -> Record:
    """A record of another department that this actor sees, but may want to use further."""
    require(actor, Action.ASK_FOR_ACCESS)
    return find_record(db, actor, record_id)


def departments_to_ask(db: Session, actor: Actor) -> Sequence[Department]:
    """All but one's own, whether or not they hold anything there: the list must not tell."""
    require(actor, Action.ASK_FOR_ACCESS)
    return [department for department in departments(db) if department.id != actor.department_id]


def ask_for_project(db: Session, actor: Actor, project_id: str, holder_id: str, wanted: Wanted) -> AccessRequest:
    """Ask for all records of `holder_id` in a project, now and as they are added."""
    project = project_to_ask_about(db, actor, project_id)
    holder = db.get(Department, holder_id)
    if holder is None or not holder.active:
        raise InvalidInput(N_("Choose the department whose records you need."))
    return _ask(db, actor, AccessRequest(project_id=project.id, holder_id=holder.id), wanted)


def ask_for_record(db: Session, actor: Actor, record_id: str, wanted: Wanted) -> AccessRequest:
    record = record_to_ask_about(db, actor, record_id)
    return _ask(db, actor, AccessRequest(record_id=record.id, holder_id=record.department_id), wanted)


def _ask(db: Session, actor: Actor, request: AccessRequest, wanted: Wanted) -> AccessRequest:
    if request.holder_id == actor.department_id:
        raise RuleBroken(N_("These are records of your own department; no request is needed."))
    request.asked_by, request.asking_id = actor.account_id or "", actor.department_id or ""
    request.state, request.use, request.purpose = State.ASKED, wanted.use, wanted.purpose.strip()
    request.legal_basis, request.matter_no = wanted.legal_basis.strip() or None, wanted.matter_no.strip() or None
    request.check_until(wanted.until, actor.today)
    request.until = wanted.until
    if _same_is_waiting(db, actor, request):
        raise RuleBroken(N_("Your department has asked for this already; the request is waiting for an answer."))
    db.add(request)
    db.flush()
    _note(
        db, actor, audit.Event.ACCESS_ASKED, request, purpose=request.purpose, use=request.use, until=str(request.until)
    )
    return request


def _same_is_waiting(db: Session, actor: Actor, request: AccessRequest) -> bool:
    query = sa.select(AccessRequest.id).where(
        AccessRequest.state == State.ASKED,
        AccessRequest.until >= actor.today,
        AccessRequest.asking_id == request.asking_id,
        AccessRequest.holder_id == request.holder_id,
        AccessRequest.project_id.is_not_distinct_from(request.project_id),
        AccessRequest.record_id.is_not_distinct_from(request.record_id),
        AccessRequest.use == request.use,
    )
    return db.scalar(query.limit(1)) is not None


def concerns(actor: Actor) -> sa.ColumnElement[bool]:
    """Requests by and to one's own department; archivists see all, for they decide where a department cannot."""
    if is_archivist(actor):
        return sa.true()
    return sa.or_(AccessRequest.asking_id == actor.department_id, AccessRequest.holder_id == actor.department_id)


def find_request(db: Session, actor: Actor, request_id: str, *, to_change: bool = False) -> AccessRequest:
    """Locked when it is to be changed: two people must not decide at once."""
    require(actor, Action.DECIDE_ACCESS)
    query = sa.select(AccessRequest).where(AccessRequest.id == request_id, concerns(actor))
    request = db.scalar(query.with_for_update() if to_change else query)
    if request is None:
        raise NotFound
    return request


def speaks_for_holder(actor: Actor, request: AccessRequest) -> bool:
    holds = is_archivist(actor) or actor.department_id == request.holder_id
    return holds and allows(actor, Action.DECIDE_ACCESS) and actor.account_id != request.asked_by


def _request_to_decide(db: Session, actor: Actor, request_id: str) -> AccessRequest:
    request = find_request(db, actor, request_id, to_change=True)
    if not speaks_for_holder(actor, request):
        raise NotAllowed(N_("This is for another person of the department that holds the records, or an archivist."))
    return request


def grant(db: Session, actor: Actor, request_id: str, offer: Offer) -> Grant:
    request = _request_to_decide(db, actor, request_id)
    if request.record is not None and request.record.department_id != request.holder_id:
        raise RuleBroken(N_("The record has gone to another department since. Refuse this; they may ask there."))
    given = request.give(actor.account_id or "", offer.use, offer.until, actor.today, to_asker_only=offer.to_asker_only)
    db.add(given)
    db.flush()
    request.grant = given
    granted(db, given)
    _note(db, actor, audit.Event.ACCESS_GRANTED, request, grant=given.id, use=given.use, until=str(given.valid_to))
    return given


def refuse(db: Session, actor: Actor, request_id: str, reason: str) -> AccessRequest:
    request = _request_to_decide(db, actor, request_id)
    check_reason(reason)
    request.refuse(actor.account_id or "", reason.strip())
    _note(db, actor, audit.Event.ACCESS_REFUSED, request, reason=request.reason)
    return request


def withdraw(db: Session, actor: Actor, request_id: str) -> AccessRequest:
    request = find_request(db, actor, request_id, to_change=True)
    request.withdraw(actor.account_id or "")
    _note(db, actor, audit.Event.ACCESS_WITHDRAWN, request)
    return request


def revoke(db: Session, actor: Actor, request_id: str, reason: str) -> AccessRequest:
    request = _request_to_decide(db, actor, request_id)
    check_reason(reason)
    request.revoke(actor.account_id or "", reason.strip(), actor.today)
    if request.grant is not None:
        granted(db, request.grant)
    _note(db, actor, audit.Event.ACCESS_REVOKED, request, grant=request.grant_id, reason=request.revoked_because)
    return request


def _note(db: Session, actor: Actor, event: audit.Event, request: AccessRequest, **detail: object) -> None:
    scope = {"project": request.project_id} if request.project_id else {"record": request.record_id}
    audit.write(
        db,
        actor.account_id,
        actor.name,
        event,
        "access request",
        request.id,
        asking=request.asking_id,
        holder=request.holder_id,
        **scope,
        **detail,
    )
