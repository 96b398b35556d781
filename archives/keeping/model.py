"""What decides how long a record stays: demolitions, legal holds, and disposals that two people answer for."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.catalogue.model import Project, Record, Retention, UnitProject
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, NotAllowed, RuleBroken
from archives.people import Account


class Demolition(Model):
    """拆除: the end of a building, with the paper that proves it. Without a unit the whole project is gone."""

    __tablename__ = "demolition"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    project_id: Mapped[str] = mapped_column(sa.ForeignKey("project.id"), index=True)
    unit_project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("unit_project.id"), index=True)
    happened_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(sa.String(300))
    recorded_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)

    unit: Mapped[UnitProject | None] = relationship()


class Hold(Model):
    """冻结: a record or a project's records may not be destroyed, whatever their term says."""

    __tablename__ = "legal_hold"
    __table_args__ = (sa.CheckConstraint("(record_id IS NULL) <> (project_id IS NULL)", name="one_scope"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("project.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    authority: Mapped[str] = mapped_column(sa.String(300))
    until: Mapped[date | None]
    placed_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    placed_at: Mapped[datetime] = mapped_column(default=now)
    lifted_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    lifted_at: Mapped[datetime | None]
    lifted_because: Mapped[str | None] = mapped_column(sa.Text)

    record: Mapped[Record | None] = relationship()
    project: Mapped[Project | None] = relationship()
    placer: Mapped[Account] = relationship(foreign_keys=placed_by)

    def binds(self, today: date) -> bool:
        return self.lifted_at is None and (self.until is None or self.until >= today)

    def lift(self, by: str, reason: str) -> None:
        if self.lifted_at is not None:
            raise RuleBroken(N_("This hold was lifted already."))
        self.lifted_by, self.lifted_because, self.lifted_at = by, reason, now()


class State(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class Fate(StrEnum):
    """What became of one record of a disposal."""

    WAITING = "waiting"
    DESTROYED = "destroyed"
    KEPT = "kept"


class Disposal(Model):
    """销毁: a list of records whose term has ended; one person proposes it, another one approves."""

    __tablename__ = "disposal"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    opinion: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[State] = mapped_column(OneOf(State), default=State.PROPOSED, index=True)
    proposed_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    decided_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    authority: Mapped[str] = mapped_column(sa.String(300), default="")
    decision_reason: Mapped[str | None] = mapped_column(sa.Text)
    done_at: Mapped[datetime | None]

    proposer: Mapped[Account] = relationship(foreign_keys=proposed_by)
    decider: Mapped[Account | None] = relationship(foreign_keys=decided_by)
    items: Mapped[list["DisposalItem"]] = relationship(back_populates="disposal", order_by="DisposalItem.position")

    def approve(self, by: str, authority: str) -> None:
        self._decide(State.APPROVED, by)
        self.authority = authority

    def refuse(self, by: str, reason: str) -> None:
        self._decide(State.REFUSED, by)
        self.decision_reason = reason

    def withdraw(self, by: str) -> None:
        if by != self.proposed_by:
            raise NotAllowed(N_("Only the person who proposed this disposal can withdraw it."))
        self._check_waiting()
        self.state = State.WITHDRAWN

    def finish(self) -> None:
        self.state, self.done_at = State.DONE, now()

    def _check_waiting(self) -> None:
        if self.state is not State.PROPOSED:
            raise RuleBroken(N_("This disposal has been decided or withdrawn already."))

    def _decide(self, state: State, by: str) -> None:
        self._check_waiting()
        if by == self.proposed_by:
            raise RuleBroken(N_("A second person must decide: whoever proposes a disposal does not also approve it."))
        self.state, self.decided_by, self.decided_at = state, by, now()


class DisposalItem(Model):
    """A record as it was when its disposal was proposed: what the certificate says of it for good."""

    __tablename__ = "disposal_item"
    __table_args__ = (sa.UniqueConstraint("disposal_id", "record_id"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    disposal_id: Mapped[str] = mapped_column(sa.ForeignKey("disposal.id"), index=True)
    record_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(300))
    number: Mapped[str | None] = mapped_column(sa.String(120))
    archive_no: Mapped[str | None] = mapped_column(sa.String(60))
    formed: Mapped[str | None] = mapped_column(sa.String(10))
    page_count: Mapped[int]
    retention: Mapped[Retention] = mapped_column(OneOf(Retention))
    ended_on: Mapped[date]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    fate: Mapped[Fate] = mapped_column(OneOf(Fate), default=Fate.WAITING)
    kept_because: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))

    disposal: Mapped[Disposal] = relationship(back_populates="items")
    record: Mapped[Record] = relationship()
