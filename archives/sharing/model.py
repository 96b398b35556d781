"""共享申请: what one department asks of another, and what became of it."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.catalogue.model import Project, Record
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, InvalidInput, NotAllowed, RuleBroken
from archives.grants import Grant, Use
from archives.people import Account, Department

LONGEST_DAYS = 366


class State(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class Standing(StrEnum):
    """The state as it looks today: time alone ends a request or a grant."""

    WAITING = "waiting"
    LAPSED = "lapsed"
    VALID = "valid"
    ENDED = "ended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class AccessRequest(Model):
    """All records of `holder` in one project, or one record of theirs, asked for by someone of `asker`."""

    __tablename__ = "access_request"
    __table_args__ = (sa.CheckConstraint("(record_id IS NULL) <> (project_id IS NULL)", name="one_scope"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    asked_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    asking_id: Mapped[str] = mapped_column(sa.ForeignKey("department.id"), index=True)
    holder_id: Mapped[str] = mapped_column(sa.ForeignKey("department.id"), index=True)
    project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("project.id"), index=True)
    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    use: Mapped[Use] = mapped_column(OneOf(Use), default=Use.READ)
    purpose: Mapped[str] = mapped_column(sa.Text)
    legal_basis: Mapped[str | None] = mapped_column(sa.String(300))
    matter_no: Mapped[str | None] = mapped_column(sa.String(100))
    until: Mapped[date]
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True)
    state: Mapped[State] = mapped_column(OneOf(State), default=State.ASKED, index=True)
    decided_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.Text)
    grant_id: Mapped[str | None] = mapped_column(sa.ForeignKey("access_grant.id"))
    revoked_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None] = mapped_column(sa.Text)

    asker: Mapped[Account] = relationship(foreign_keys=asked_by)
    asking: Mapped[Department] = relationship(foreign_keys=asking_id)
    holder: Mapped[Department] = relationship(foreign_keys=holder_id)
    project: Mapped[Project | None] = relationship(foreign_keys=project_id)
    record: Mapped[Record | None] = relationship(foreign_keys=record_id)
    grant: Mapped[Grant | None] = relationship(foreign_keys=grant_id)
    decider: Mapped[Account | None] = relationship(foreign_keys=decided_by)
    revoker: Mapped[Account | None] = relationship(foreign_keys=revoked_by)

    def check_until(self, until: date, today: date) -> None:
        if until < today:
            raise InvalidInput(N_("The last day must be today or later."))
        if (until - today).days > LONGEST_DAYS:
            raise InvalidInput(
                N_("Access is given for at most %(days)s days; ask again after that."), days=LONGEST_DAYS
            )

    def give(self, by: str, use: Use, until: date, today: date, *, to_asker_only: bool = False) -> Grant:
        """Grant it: as asked or less, never more."""
        self._check_decision(by)
        self._check_offer(use, until, today)
        self._decide(State.GRANTED, by)
        return Grant(
            account_id=self.asked_by if to_asker_only else None,
            department_id=None if to_asker_only else self.asking_id,
            record_id=self.record_id,
            project_id=self.project_id,
            owner_id=self.holder_id if self.project_id else None,
            use=use,
            purpose=self.purpose,
            valid_from=today,
            valid_to=until,
            granted_by=by,
        )

    def refuse(self, by: str, reason: str) -> None:
        self._check_decision(by)
        self._decide(State.REFUSED, by)
        self.reason = reason

    def withdraw(self, by: str) -> None:
        if by != self.asked_by:
            raise NotAllowed(N_("Only the person who asked can withdraw this request."))
        self._check_waiting()
        self.state = State.WITHDRAWN

    def revoke(self, by: str, reason: str, today: date) -> None:
        """At once: what a grant opens is asked anew at every page."""
        if self.state is not State.GRANTED or self.grant is None:
            raise RuleBroken(N_("There is no grant here that could be revoked."))
        if not self.grant.is_valid(today):
            raise RuleBroken(N_("This grant has ended by itself; there is nothing to revoke."))
        self.state = State.REVOKED
        self.revoked_by, self.revoked_because = by, reason
        self.revoked_at = self.grant.revoked_at = now()

    def standing(self, today: date) -> Standing:
        if self.state is State.ASKED:
            return Standing.WAITING if self.until >= today else Standing.LAPSED
        if self.state is State.GRANTED:
            return Standing.VALID if self.grant and self.grant.is_valid(today) else Standing.ENDED
        return Standing(self.state)

    def _check_waiting(self) -> None:
        if self.state is not State.ASKED:
            raise RuleBroken(N_("This request has been decided or withdrawn already."))

    def _check_decision(self, by: str) -> None:
        self._check_waiting()
        if by == self.asked_by:
            raise RuleBroken(N_("Someone else must decide: whoever asks does not also approve."))

    def _check_offer(self, use: Use, until: date, today: date) -> None:
        if self.until < today:
            raise RuleBroken(N_("The last day asked for has passed. Refuse this request; they may ask again."))
        if until > self.until:
            raise InvalidInput(
                N_("They asked for access until %(until)s; it can be shortened, not lengthened."), until=self.until
            )
        self.check_until(until, today)
        if use is Use.DOWNLOAD and self.use is not Use.DOWNLOAD:
            raise InvalidInput(N_("They asked to read only; downloading cannot be granted with it."))

    def _decide(self, state: State, by: str) -> None:
        self.state, self.decided_by, self.decided_at = state, by, now()
