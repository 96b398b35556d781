"""原著录密级与定密审核: a stamp is evidence; only a decision of a named authority changes what it means here."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.keeping import changed
from archives.catalogue.model import Record
from archives.catalogue.secrecy import TERMS, Secrecy
from archives.catalogue.service import find_record
from archives.errors import N_, RuleBroken
from archives.keeping.reviews import SecrecyDecision
from archives.keeping.said import authority_of, check_after, evidence_of, reason_of
from archives.keeping.terms import made_before, threshold
from archives.permissions import Action, Actor, require, visible

PER_PAGE = 30


def stamp(db: Session, actor: Actor, record_id: str, stamped: Secrecy, evidence: str) -> Record:
    """Write down what a cover or an old catalogue says; who may see the record stays as it is."""
    require(actor, Action.REVIEW_SECRECY)
    record = find_record(db, actor, record_id)
    record.check_kept()
    earlier, record.legacy_secrecy = record.legacy_secrecy, stamped
    record.legacy_secrecy_evidence = evidence_of(evidence)
    if earlier is not stamped:
        record.secrecy_cleared = None
    told = {"old": earlier, "new": stamped, "evidence": record.legacy_secrecy_evidence}
    audit.write(db, actor.account_id, actor.name, audit.Event.SECRECY_STAMPED, "record", record.id, **told)
    changed(db, record.id)
    return record


def decide(
    db: Session, actor: Actor, record_id: str, remains: Secrecy | None, authority: str, reason: str, until: date | None
) -> SecrecyDecision:
    """The only way out for a marked record; it stays withdrawn until an archivist then says who may see it."""
    require(actor, Action.REVIEW_SECRECY)
    record = find_record(db, actor, record_id)
    record.check_kept()
    if record.legacy_secrecy is None:
        raise RuleBroken(N_("No stamp of secrecy is recorded on this record; there is nothing to review."))
    stays_secret = remains is not None and remains.is_state_secret
    decision = SecrecyDecision(
        record_id=record.id,
        stamped=record.legacy_secrecy,
        remains=remains,
        until=check_after(until, actor.today) if stays_secret else until,
        authority=authority_of(authority),
        reason=reason_of(reason),
        decided_by=actor.account_id or "",
    )
    db.add(decision)
    record.secrecy_cleared = None if stays_secret else record.secrecy_mark or str(record.legacy_secrecy)
    record.withdrawn = record.withdrawn or stays_secret
    db.flush()
    _note_decision(db, actor, decision)
    changed(db, record.id)
    return decision


def _note_decision(db: Session, actor: Actor, decision: SecrecyDecision) -> None:
    told = {"old": decision.stamped, "new": decision.remains, "until": decision.until}
    audit.write(
        db, actor.account_id, actor.name, audit.Event.SECRECY_DECIDED, "record", decision.record_id,
        authority=decision.authority, reason=decision.reason, **told,
    )  # fmt: skip


def newest_decision(db: Session, record_id: str) -> SecrecyDecision | None:
    query = sa.select(SecrecyDecision).where(SecrecyDecision.record_id == record_id)
    return db.scalar(query.order_by(SecrecyDecision.decided_at.desc()).limit(1))


def to_review(db: Session, actor: Actor, page: int = 1) -> Sequence[Record]:
    """Stamps older than their statutory term that nobody has reviewed, the oldest first; one more than a page holds."""
    require(actor, Action.SEE_KEEPING)
    query = sa.select(Record).where(_is_due(actor.today), visible(actor, Record))
    order = sa.func.coalesce(Record.formed, "9999"), Record.id
    return db.scalars(query.order_by(*order).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()


def count_to_review(db: Session, today: date) -> int:
    return db.scalar(sa.select(sa.func.count()).select_from(Record).where(_is_due(today))) or 0


def _is_due(today: date) -> sa.ColumnElement[bool]:
    outlived = [
        sa.and_(Record.legacy_secrecy == degree, made_before(Record, threshold(today, years)) if years else sa.true())
        for degree, years in TERMS.items()
    ]
    holds = sa.or_(SecrecyDecision.remains.is_(None), SecrecyDecision.until.is_(None), SecrecyDecision.until >= today)
    reviewed = sa.exists().where(
        SecrecyDecision.record_id == Record.id, SecrecyDecision.stamped == Record.legacy_secrecy, holds
    )
    return sa.and_(Record.disposed_on.is_(None), sa.or_(*outlived), sa.not_(reviewed))
