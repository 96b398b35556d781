"""A hand-over: a package on its way in or out, and what has become of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, RuleBroken
from archives.people import Account, Department, Level


class Direction(StrEnum):
    RECEIVED = "received"
    SENT = "sent"


class Form(StrEnum):
    BAGIT = "bagit"
    EEP = "eep"
    METS = "mets"
    TABLES = "tables"


class State(StrEnum):
    """`looking` and `making` are jobs at work; a package that cannot be taken is `broken`, with its reason."""

    LOOKING = "looking"
    LOOKED_AT = "looked at"
    BROKEN = "broken"
    REFUSED = "refused"
    ACCEPTING = "accepting"
    ACCEPTED = "accepted"
    MAKING = "making"
    MADE = "made"


class Handover(Model):
    """`contents` are the files of a package received, each with what became of it; `wrong_rows` those of its tables.

    `digest` is the SHA-256 of the package as one file. `party` is the other side, by name.
    """

    __tablename__ = "handover"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    direction: Mapped[Direction] = mapped_column(OneOf(Direction))
    state: Mapped[State] = mapped_column(OneOf(State), index=True)
    form: Mapped[Form | None] = mapped_column(OneOf(Form))
    name: Mapped[str] = mapped_column(sa.String(300))
    party: Mapped[str] = mapped_column(sa.String(200))
    department_id: Mapped[str | None] = mapped_column(sa.ForeignKey("department.id"))
    level: Mapped[Level] = mapped_column(OneOf(Level), default=Level.INTERNAL)
    batch_id: Mapped[str | None] = mapped_column(sa.ForeignKey("batch.id"))
    contents: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    tables: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    wrong_rows: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    problem: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    files: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    digest: Mapped[str] = mapped_column(sa.String(64), default="")
    asked_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True)
    decided_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")

    department: Mapped[Department | None] = relationship()
    asker: Mapped[Account] = relationship(foreign_keys=asked_by)
    decider: Mapped[Account | None] = relationship(foreign_keys=decided_by)

    @property
    def taken(self) -> list[dict[str, Any]]:
        """What is in the catalogue now."""
        return [item for item in self.contents if item.get("record")]

    def decide(self, state: State, by: str, reason: str = "") -> None:
        if self.direction is not Direction.RECEIVED or self.state is not State.LOOKED_AT:
            raise RuleBroken(N_("This package is not waiting for a decision."))
        if state is State.REFUSED and not reason.strip():
            raise RuleBroken(N_("Say why the package is refused; the sender reads it on the receipt."))
        self.state, self.decided_by, self.decided_at, self.reason = state, by, now(), reason.strip()
