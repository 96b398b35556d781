"""开放: after twenty-five years, unless the archive and the forming department reviewed it and an authority extended.

A review changes `closed_until` alone, and from it the day the record opens (`describing.set_clock`): the rules of
access know of no review. One voice for keeping it closed stops the clock until somebody has decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.describing import opening_day, set_clock
from archives.catalogue.formed_date import YEARS_UNTIL_OPEN
from archives.catalogue.keeping import changed
from archives.catalogue.model import Record
from archives.catalogue.service import find_record
from archives.errors import N_, InvalidInput, RuleBroken
from archives.keeping.reviews import OpeningOpinion, OpeningReview, Outcome, Side
from archives.keeping.said import authority_of, check_after, evidence_of, reason_of
from archives.keeping.terms import made_before, threshold
from archives.people import Level
from archives.permissions import Action, Actor, is_staff, require, visible

LOOK_AHEAD = timedelta(days=365)
PER_PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An opinion or a decision as it is given; closing something longer needs its basis in law and a new day."""

    outcome: Outcome
    reason: str
    legal_basis: str = ""
    until: date | None = None

    def checked(self, record: Record, today: date) -> "Said":
        if self.outcome is Outcome.OPEN:
            return Said(outcome=self.outcome, reason=reason_of(self.reason))
        if not self.legal_basis.strip():
            raise InvalidInput(N_("Name the rule of law that lets this record stay closed."))
        until = check_after(self.until, today)
        if until <= opening_day(record):
            raise InvalidInput(N_("It stays closed until %(day)s anyway; give a later day."), day=opening_day(record))
        basis = self.legal_basis.strip()[:300]
        return Said(outcome=self.outcome, reason=reason_of(self.reason), legal_basis=basis, until=until)


def give_opinion(
    db: Session, actor: Actor, record_id: str, side: Side, said: Said, document: str = ""
) -> OpeningReview:
    """Staff speak for their own department; the archive may write down what a department wrote on paper."""
    require(actor, Action.GIVE_OPENING_OPINION)
    record = find_record(db, actor, record_id)
    record.check_kept()
    _check_side(actor, record, side)
    said = said.checked(record, actor.today)
    review = undecided(db, record.id) or _begin(db, record)
    review.opinions.append(
        OpeningOpinion(
            side=side,
            outcome=said.outcome,
            reason=said.reason,
            legal_basis=said.legal_basis,
            until=said.until,
            document=evidence_of(document) if side is Side.DEPARTMENT and not is_staff(actor) else "",
            given_by=actor.account_id or "",
        )
    )
    db.flush()
    _close_until(db, record, review.closed_until)
    told = {"side": side, "outcome": said.outcome, "reason": said.reason, "until": said.until}
    _note(db, actor, audit.Event.OPENING_OPINION, record, **told)
    return review


def _check_side(actor: Actor, record: Record, side: Side) -> None:
    if is_staff(actor) and (side is not Side.DEPARTMENT or record.department_id != actor.department_id):
        raise RuleBroken(N_("You can speak for your own department and its own records only."))


def _begin(db: Session, record: Record) -> OpeningReview:
    review = OpeningReview(record_id=record.id, closed_before=record.closed_until, opinions=[])
    db.add(review)
    return review


def decide(db: Session, actor: Actor, record_id: str, said: Said, authority: str) -> OpeningReview:
    require(actor, Action.DECIDE_OPENING)
    record = find_record(db, actor, record_id)
    record.check_kept()
    review = undecided(db, record.id)
    if review is None:
        raise RuleBroken(N_("Nobody has given an opinion on opening this record yet."))
    said = said.checked(record, actor.today)
    named = authority_of(authority) if said.outcome is not Outcome.OPEN else authority.strip()[:300]
    review.decide(
        actor.account_id or "", said.outcome, said.reason, basis=said.legal_basis, authority=named, until=said.until
    )
    if said.outcome is Outcome.OPEN:
        _release(record)
    _close_until(db, record, review.until)
    told = {"outcome": said.outcome, "reason": said.reason, "authority": named, "until": said.until}
    _note(db, actor, audit.Event.OPENING_DECIDED, record, basis=said.legal_basis, **told)
    return review


def _release(record: Record) -> None:
    """From its day on everyone may read it; a mark or stamp of secrecy has to be reviewed first."""
    if record.bears_secret or record.awaits_secrecy_review:
        raise RuleBroken(N_("This record was stamped as a state secret. Have that reviewed before it is opened."))
    record.level, record.opens_by_law = Level.OPEN, True


def _close_until(db: Session, record: Record, day: date | None) -> None:
    record.closed_until = day
    set_clock(record)
    changed(db, record.id)


def undecided(db: Session, record_id: str) -> OpeningReview | None:
    query = sa.select(OpeningReview).where(OpeningReview.record_id == record_id, OpeningReview.decided_at.is_(None))
    return db.scalar(query.with_for_update())


def newest_review(db: Session, record_id: str) -> OpeningReview | None:
    query = sa.select(OpeningReview).where(OpeningReview.record_id == record_id)
    return db.scalar(query.order_by(OpeningReview.begun_at.desc()).limit(1))


def to_review(db: Session, actor: Actor, page: int = 1) -> Sequence[Record]:
    """What opens within twelve months or should have, the oldest first; one more than a page holds."""
    require(actor, Action.SEE_OPENINGS)
    query = sa.select(Record).where(_is_due(actor.today), visible(actor, Record))
    if is_staff(actor):
        query = query.where(Record.department_id == actor.department_id)
    order = sa.func.coalesce(Record.formed, "9999"), Record.id
    return db.scalars(query.order_by(*order).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()


def count_to_review(db: Session, today: date) -> int:
    return db.scalar(sa.select(sa.func.count()).select_from(Record).where(_is_due(today))) or 0


def _is_due(today: date) -> sa.ColumnElement[bool]:
    horizon = today + LOOK_AHEAD
    under_review = sa.exists().where(OpeningReview.record_id == Record.id, OpeningReview.decided_at.is_(None))
    by_law = sa.and_(
        Record.closed_until.is_(None), made_before(Record, threshold(horizon + timedelta(days=1), YEARS_UNTIL_OPEN))
    )
    is_open = sa.and_(Record.level == Level.OPEN, sa.or_(Record.opens_on.is_(None), Record.opens_on <= today))
    let_go = sa.exists().where(OpeningReview.record_id == Record.id, OpeningReview.outcome == Outcome.OPEN)
    settled = sa.or_(is_open, sa.and_(Record.level == Level.OPEN, let_go))
    due = sa.or_(under_review, sa.and_(sa.or_(by_law, Record.closed_until <= horizon), sa.not_(settled)))
    return sa.and_(Record.disposed_on.is_(None), due)


def _note(db: Session, actor: Actor, event: audit.Event, record: Record, **detail: object) -> None:
    opens_on = str(record.opens_on or "")
    audit.write(db, actor.account_id, actor.name, event, "record", record.id, opens_on=opens_on, **detail)
