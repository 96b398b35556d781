"""What the pages show of a record's keeping, and how much waits in each part of the area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from archives.catalogue.describing import opening_day
from archives.catalogue.model import Record
from archives.catalogue.retention import rules_of
from archives.keeping import disposals, holds, opening, retention, secrecy
from archives.keeping.model import Hold
from archives.keeping.reviews import UNTIL_DECIDED, OpeningReview, SecrecyDecision
from archives.keeping.terms import Term, term_of
from archives.permissions import Action, Actor, allows


@dataclass(frozen=True, slots=True)
class Card:
    """`opens_by_law` is the law's own day; `review` and `decision` the newest of each."""

    record: Record
    term: Term
    ended: bool
    own: bool
    opens_by_law: date
    review: OpeningReview | None
    decision: SecrecyDecision | None
    holds: Sequence[Hold]

    @property
    def waits_for_decision(self) -> bool:
        return self.record.closed_until == UNTIL_DECIDED


def card_of(db: Session, actor: Actor, record: Record) -> Card:
    """Of a record the actor has found already; holds and undecided reviews are for those who keep the archive."""
    term = term_of(db, record, rules_of(db))
    review = opening.newest_review(db, record.id)
    keeps, speaks = allows(actor, Action.SEE_KEEPING), allows(actor, Action.GIVE_OPENING_OPINION)
    return Card(
        record=record,
        term=term,
        ended=term.has_ended(actor.today),
        own=record.retention is not None,
        opens_by_law=opening_day(record),
        review=review if speaks or (review is not None and review.decided_at is not None) else None,
        decision=secrecy.newest_decision(db, record.id) if keeps else None,
        holds=holds.holds_on(db, record, actor.today) if keeps else (),
    )


def counts(db: Session, actor: Actor) -> Mapping[str, int]:
    """What waits behind each tab; numbers only, so that an auditor sees the backlog and no record."""
    if not allows(actor, Action.SEE_KEEPING):
        return {}
    return {
        "ending": retention.count_ended(db, actor),
        "disposals": disposals.count_waiting(db),
        "holds": holds.count_holds(db, actor.today),
        "openings": opening.count_to_review(db, actor.today),
        "secrecy": secrecy.count_to_review(db, actor.today),
    }
