"""One row for each piece of work."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives.db import Model, Moment, OneOf, now

# Literal, not bound values: PostgreSQL must recognise the predicate of the index in ON CONFLICT.
UNFINISHED = sa.text("state IN ('ready', 'running')")


class State(StrEnum):
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Priority(IntEnum):
    """The smaller comes first, so that the index gives the next job without sorting."""

    SOON = -10
    USUAL = 0
    LATER = 10


class Job(Model):
    """`error` is the last sentence as {template, values}, to be said in the reader's language.

    `failures` counts what the work itself did wrong, `losses` the workers that vanished while doing it.
    `fence` grows with every claim: whoever holds an older one can do no harm any more.
    """

    __tablename__ = "job"
    __table_args__ = (
        sa.Index("ix_job_next", "state", "priority", "run_at", "id"),
        sa.Index("ix_job_key", "key", "state"),
        sa.Index("uq_job_unfinished", "key", unique=True, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
        {"sqlite_autoincrement": True},  # an id used twice would bring an old fence back to life
    )

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(64))
    subject_id: Mapped[str] = mapped_column(sa.String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    key: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[State] = mapped_column(OneOf(State), default=State.READY)
    asked_again: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int] = mapped_column(default=int(Priority.USUAL))
    run_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    losses: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(sa.String(100))
    lease_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    error: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_in_all: Mapped[int | None]
    asked_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    @property
    def reason(self) -> str:
        """The last error in English, for logs and the command line."""
        return str(self.error["template"] % self.error["values"]) if self.error else ""


def sentence(template: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What `Job.error` keeps: still to be translated, and made of nothing but JSON."""
    plain = {name: value if isinstance(value, str | int | float) else str(value) for name, value in values.items()}
    return {"template": template, "values": plain}


def on_postgresql(db: Session) -> bool:
    return db.get_bind().dialect.name == "postgresql"


def clock(db: Session) -> datetime:
    """The database's own time, so that leases do not depend on the clocks of many machines."""
    if not on_postgresql(db):
        return now()
    return db.execute(
        sa.select(sa.type_coerce(sa.func.timezone("UTC", sa.func.clock_timestamp()), Moment))
    ).scalar_one()
