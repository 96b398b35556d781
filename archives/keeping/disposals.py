"""销毁: proposed by one person, decided by another; what may be destroyed is asked again at every step."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from archives import audit, jobs
from archives.catalogue.model import Record
from archives.catalogue.retention import Rules, rules_of
from archives.catalogue.service import find_record
from archives.errors import N_, ArchiveError, InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.keeping.holds import holds_on
from archives.keeping.model import Disposal, DisposalItem, Fate, State
from archives.keeping.said import authority_of, reason_of
from archives.keeping.terms import Term, term_of
from archives.permissions import Action, Actor, can, is_auditor, require

DESTROY = "destroy"
PER_PAGE = 20
MOST_AT_ONCE = 500


def obstacle(db: Session, record: Record, today: date, rules: Rules) -> ArchiveError | None:
    """Why a record may not be destroyed today, as a sentence; None when it may."""
    if record.disposed_on is not None:
        return RuleBroken(N_("“%(title)s” was destroyed already."), title=record.title)
    if holds_on(db, record, today):
        return RuleBroken(
            N_("“%(title)s” is under a legal hold; lift it first, if its authority agrees."), title=record.title
        )
    if not term_of(db, record, rules).has_ended(today):
        return RuleBroken(N_("The term of “%(title)s” has not ended, or never ends."), title=record.title)
    if record.bears_secret:
        return RuleBroken(
            N_("“%(title)s” bears a mark of secrecy; it is destroyed by the rules for state secrets, not here."),
            title=record.title,
        )
    return None


def propose(db: Session, actor: Actor, record_ids: Sequence[str], opinion: str, reason: str) -> Disposal:
    require(actor, Action.PROPOSE_DISPOSAL)
    if not 0 < len(set(record_ids)) <= MOST_AT_ONCE:
        raise InvalidInput(N_("Choose between 1 and %(most)s records."), most=MOST_AT_ONCE)
    records = [find_record(db, actor, record_id) for record_id in dict.fromkeys(record_ids)]
    rules = rules_of(db)
    for record in records:
        _check(db, actor, record, rules)
    disposal = Disposal(
        number=_next_number(db, actor.today.year),
        opinion=reason_of(opinion),
        reason=reason_of(reason),
        proposed_by=actor.account_id or "",
        state=State.PROPOSED,
    )
    disposal.items = [
        _item(position, record, term_of(db, record, rules)) for position, record in enumerate(records, start=1)
    ]
    db.add(disposal)
    db.flush()
    _note(db, actor, audit.Event.DISPOSAL_PROPOSED, disposal, records=[record.id for record in records])
    return disposal


def _check(db: Session, actor: Actor, record: Record, rules: Rules) -> None:
    problem = obstacle(db, record, actor.today, rules)
    if problem is not None:
        raise problem
    open_states = (State.PROPOSED, State.APPROVED)
    listed = sa.select(Disposal.number).join(DisposalItem)
    listed = listed.where(DisposalItem.record_id == record.id, Disposal.state.in_(open_states))
    number = db.scalar(listed.limit(1))
    if number is not None:
        raise RuleBroken(N_("“%(title)s” is on disposal %(number)s already."), title=record.title, number=number)


def _item(position: int, record: Record, term: Term) -> DisposalItem:
    assert term.ends_on is not None
    return DisposalItem(
        position=position,
        record_id=record.id,
        title=record.title,
        number=record.number,
        archive_no=record.volume.archive_no if record.volume else None,
        formed=record.formed,
        page_count=record.page_count,
        retention=term.retention,
        ended_on=term.ends_on,
        sha256=record.original.sha256,
    )


def _next_number(db: Session, year: int) -> str:
    """Disposals are few, and two at the same moment meet at the unique number: one of them is asked to try again."""
    given = db.scalar(sa.select(sa.func.max(Disposal.number)).where(Disposal.number.startswith(f"D{year}-")))
    return f"D{year}-{int(given.rpartition('-')[2]) + 1 if given else 1:04d}"


def approve(db: Session, actor: Actor, disposal_id: str, authority: str) -> Disposal:
    """The second person. The work itself is a job; it asks once more for each record."""
    require(actor, Action.APPROVE_DISPOSAL)
    disposal = find_disposal(db, actor, disposal_id, to_change=True)
    disposal.approve(actor.account_id or "", authority_of(authority))
    rules = rules_of(db)
    for item in disposal.items:
        if not can(actor, item.record):
            raise NotAllowed(
                N_("This list holds records beyond your clearance; someone who sees all of it must decide.")
            )
        problem = obstacle(db, item.record, actor.today, rules)
        if problem is not None:
            raise problem
    jobs.ask_for(db, DESTROY, disposal.id)
    _note(db, actor, audit.Event.DISPOSAL_APPROVED, disposal, authority=disposal.authority)
    return disposal


def refuse(db: Session, actor: Actor, disposal_id: str, reason: str) -> Disposal:
    require(actor, Action.APPROVE_DISPOSAL)
    disposal = find_disposal(db, actor, disposal_id, to_change=True)
    disposal.refuse(actor.account_id or "", reason_of(reason))
    _note(db, actor, audit.Event.DISPOSAL_REFUSED, disposal, reason=disposal.decision_reason)
    return disposal


def withdraw(db: Session, actor: Actor, disposal_id: str) -> Disposal:
    require(actor, Action.PROPOSE_DISPOSAL)
    disposal = find_disposal(db, actor, disposal_id, to_change=True)
    disposal.withdraw(actor.account_id or "")
    _note(db, actor, audit.Event.DISPOSAL_WITHDRAWN, disposal)
    return disposal


def find_disposal(db: Session, actor: Actor, disposal_id: str, *, to_change: bool = False) -> Disposal:
    require(actor, Action.SEE_KEEPING)
    query = sa.select(Disposal).where(Disposal.id == disposal_id)
    disposal = db.scalar(query.with_for_update() if to_change else query)
    if disposal is None:
        raise NotFound
    return disposal


def disposal_of(db: Session, actor: Actor, record_id: str) -> Disposal:
    """The one that destroyed a record."""
    require(actor, Action.SEE_KEEPING)
    destroyed = DisposalItem.record_id == record_id, DisposalItem.fate == Fate.DESTROYED
    disposal = db.scalar(sa.select(Disposal).join(DisposalItem).where(*destroyed))
    if disposal is None:
        raise NotFound
    return disposal


def every_disposal(db: Session, actor: Actor, page: int = 1) -> Sequence[Disposal]:
    require(actor, Action.SEE_KEEPING)
    query = sa.select(Disposal).options(selectinload(Disposal.items)).order_by(Disposal.number.desc())
    return db.scalars(query.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()


def count_waiting(db: Session) -> int:
    waiting = sa.select(sa.func.count()).select_from(Disposal).where(Disposal.state == State.PROPOSED)
    return db.scalar(waiting) or 0


def shown_title(actor: Actor, item: DisposalItem) -> str:
    """Auditors prove disposals and see the whole list; an archivist what their clearance lets them see."""
    return item.title if is_auditor(actor) or can(actor, item.record) else "—"


def _note(db: Session, actor: Actor, event: audit.Event, disposal: Disposal, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, event, "disposal", disposal.id, number=disposal.number, **detail)
