"""复制申请: a copy someone asks the archive for, and what became of it."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.catalogue.model import Record
from archives.copies.clock import collection_ends, decision_due
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, NotAllowed, RuleBroken
from archives.grants import Grant, Use
from archives.people import Account


class State(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    COLLECTED = "collected"


class Standing(StrEnum):
    """The state as it looks today: time alone makes a request overdue and an approval expire."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    READY = "ready"
    COLLECTED = "collected"
    EXPIRED = "expired"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CopyNumber(Model):
    """The last running number given out in a year."""

    __tablename__ = "copy_number"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class CopyRequest(Model):
    __tablename__ = "copy_request"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    asked_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"), index=True)
    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    description: Mapped[str] = mapped_column(sa.Text, default="")
    purpose: Mapped[str] = mapped_column(sa.Text)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    asked_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[State] = mapped_column(OneOf(State), default=State.ASKED, index=True)
    decided_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.Text)
    collect_by: Mapped[date | None]
    collected_at: Mapped[datetime | None]
    grant_id: Mapped[str | None] = mapped_column(sa.ForeignKey("access_grant.id"))

    asker: Mapped[Account] = relationship(foreign_keys=asked_by)
    decider: Mapped[Account | None] = relationship(foreign_keys=decided_by)
    record: Mapped[Record | None] = relationship(foreign_keys=record_id)
    grant: Mapped[Grant | None] = relationship(foreign_keys=grant_id)

    @classmethod
    def ask(
        cls, number: str, by: str, purpose: str, today: date, *, description: str = "", record_id: str | None = None
    ) -> "CopyRequest":
        return cls(
            number=number,
            asked_by=by,
            record_id=record_id,
            description=description,
            purpose=purpose,
            asked_on=today,
            due_on=decision_due(today),
            state=State.ASKED,
        )

    def attach(self, record_id: str) -> None:
        self._check_waiting()
        self.record_id = record_id

    def approve(self, by: str, today: date) -> Grant:
        if self.record_id is None:
            raise RuleBroken(N_("Attach the record first: there is nothing yet to give a copy of."))
        self._decide(State.APPROVED, by)
        self.collect_by = collection_ends(today)
        return Grant(
            account_id=self.asked_by,
            record_id=self.record_id,
            use=Use.DOWNLOAD,
            purpose=self.purpose,
            valid_from=today,
            valid_to=self.collect_by,
            granted_by=by,
        )

    def refuse(self, by: str, reason: str) -> None:
        self._decide(State.REFUSED, by)
        self.reason = reason

    def withdraw(self, by: str) -> None:
        if by != self.asked_by:
            raise NotAllowed(N_("Only the person who asked can withdraw this request."))
        self._check_waiting()
        self.state = State.WITHDRAWN

    def collect(self, today: date) -> None:
        """May be done again until the last day: a download can break off."""
        if self.state not in {State.APPROVED, State.COLLECTED}:
            raise RuleBroken(N_("This request has not been approved; there is no copy to download."))
        if self.collect_by is None or self.collect_by < today:
            raise RuleBroken(N_("The time to download this copy ended on %(day)s. Ask again."), day=self.collect_by)
        self.state = State.COLLECTED
        self.collected_at = self.collected_at or now()

    def standing(self, today: date) -> Standing:
        if self.state is State.ASKED:
            return Standing.WAITING if self.due_on >= today else Standing.OVERDUE
        if self.state is State.APPROVED:
            in_time = self.collect_by is not None and self.collect_by >= today
            return Standing.READY if in_time else Standing.EXPIRED
        return Standing(self.state)

    def can_be_collected(self, today: date) -> bool:
        open_states = {State.APPROVED, State.COLLECTED}
        return self.state in open_states and self.collect_by is not None and self.collect_by >= today

    def _check_waiting(self) -> None:
        if self.state is not State.ASKED:
            raise RuleBroken(N_("This request has been decided or withdrawn already."))

    def _decide(self, state: State, by: str) -> None:
        self._check_waiting()
        if by == self.asked_by:
            raise RuleBroken(N_("Someone else must decide: whoever asks does not also approve."))
        self.state, self.decided_by, self.decided_at = state, by, now()
