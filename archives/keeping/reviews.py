"""Reviews of who may see a record: the joint opening review, and the re-review of legacy stamps of secrecy."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.catalogue.model import Record
from archives.catalogue.secrecy import Secrecy
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, RuleBroken
from archives.people import Account

UNTIL_DECIDED = date(9999, 12, 31)
"""The day a record opens while one side asks to keep it closed and nobody has decided: never by itself."""


UNDECIDED = sa.text("decided_at IS NULL")


class Side(StrEnum):
    """档案法 Art. 30: the archive, and the unit that formed or handed over the record."""

    ARCHIVE = "archive"
    DEPARTMENT = "department"


class Outcome(StrEnum):
    """Parts of a record opened on request, the record itself stays closed."""

    OPEN = "open"
    EXTEND = "extend"
    PARTLY = "partly"


class OpeningReview(Model):
    """开放审核 of one record: both sides say what they think, then it is decided."""

    __tablename__ = "opening_review"
    __table_args__ = (
        sa.Index(
            "uq_opening_review_undecided", "record_id", unique=True, sqlite_where=UNDECIDED, postgresql_where=UNDECIDED
        ),
    )

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    record_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(default=now)
    closed_before: Mapped[date | None]
    outcome: Mapped[Outcome | None] = mapped_column(OneOf(Outcome))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    legal_basis: Mapped[str] = mapped_column(sa.String(300), default="")
    authority: Mapped[str] = mapped_column(sa.String(300), default="")
    until: Mapped[date | None]
    decided_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]

    record: Mapped[Record] = relationship()
    decider: Mapped[Account | None] = relationship()
    opinions: Mapped[list["OpeningOpinion"]] = relationship(back_populates="review", order_by="OpeningOpinion.given_at")

    def opinion_of(self, side: Side) -> "OpeningOpinion | None":
        """What a side said last; a later opinion takes the place of the earlier."""
        return next((opinion for opinion in reversed(self.opinions) if opinion.side == side), None)

    @property
    def closed_until(self) -> date | None:
        """While it is undecided: one voice for keeping it closed is enough."""
        said = [opinion.outcome for side in Side if (opinion := self.opinion_of(side))]
        return UNTIL_DECIDED if set(said) - {Outcome.OPEN} else self.closed_before

    def decide(self, by: str, outcome: Outcome, reason: str, *, basis: str, authority: str, until: date | None) -> None:
        if self.decided_at is not None:
            raise RuleBroken(N_("This review was decided already."))
        if not all(self.opinion_of(side) for side in Side):
            raise RuleBroken(N_("Both the archive and the forming department must have given their opinion first."))
        self.outcome, self.reason, self.legal_basis, self.authority = outcome, reason, basis, authority
        self.until = None if outcome is Outcome.OPEN else until
        self.decided_by, self.decided_at = by, now()


class OpeningOpinion(Model):
    """What one side thinks. `document` names the letter when the archive writes down what a department wrote."""

    __tablename__ = "opening_opinion"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    review_id: Mapped[str] = mapped_column(sa.ForeignKey("opening_review.id"), index=True)
    side: Mapped[Side] = mapped_column(OneOf(Side))
    outcome: Mapped[Outcome] = mapped_column(OneOf(Outcome))
    reason: Mapped[str] = mapped_column(sa.Text)
    legal_basis: Mapped[str] = mapped_column(sa.String(300), default="")
    until: Mapped[date | None]
    document: Mapped[str] = mapped_column(sa.String(300), default="")
    given_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    given_at: Mapped[datetime] = mapped_column(default=now)

    review: Mapped[OpeningReview] = relationship(back_populates="opinions")
    giver: Mapped[Account] = relationship()


class SecrecyDecision(Model):
    """定密审核结果: what an authority decided about a stamp; `remains` is None when nothing is secret any more."""

    __tablename__ = "secrecy_decision"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    record_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"), index=True)
    stamped: Mapped[Secrecy] = mapped_column(OneOf(Secrecy))
    remains: Mapped[Secrecy | None] = mapped_column(OneOf(Secrecy))
    until: Mapped[date | None]
    authority: Mapped[str] = mapped_column(sa.String(300))
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime] = mapped_column(default=now)

    decider: Mapped[Account] = relationship()
