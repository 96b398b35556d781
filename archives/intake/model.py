"""A batch is a shelf of scans sent together; an arrival is one file of it, and what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.catalogue.model import Record
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.people import Account, Department, Level
from ingest.tools.clamd import VirusCheck


class Outcome(StrEnum):
    """What the gate said of a file."""

    KEPT = "kept"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    ALREADY_HERE = "already here"


class Batch(Model):
    """批次. Department, level and opening are what its records start with."""

    __tablename__ = "batch"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(sa.String(200))
    department_id: Mapped[str] = mapped_column(sa.ForeignKey("department.id"))
    level: Mapped[Level] = mapped_column(OneOf(Level), default=Level.INTERNAL)
    opens_by_law: Mapped[bool] = mapped_column(default=False)
    volume_id: Mapped[str | None] = mapped_column(sa.ForeignKey("volume.id"))
    engine: Mapped[str] = mapped_column(sa.String(20), default="auto")
    sent_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    sent_at: Mapped[datetime] = mapped_column(default=now, index=True)

    department: Mapped[Department] = relationship()
    sender: Mapped[Account] = relationship()
    arrivals: Mapped[list["Arrival"]] = relationship(back_populates="batch", order_by="Arrival.number")


class Arrival(Model):
    """One file as it came. `reasons` are the gate's sentences, each as {template, values}, for translation."""

    __tablename__ = "arrival"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    batch_id: Mapped[str] = mapped_column(sa.ForeignKey("batch.id"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(300))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    outcome: Mapped[Outcome] = mapped_column(OneOf(Outcome))
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    quarantine_key: Mapped[str | None] = mapped_column(sa.String(300))
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    virus_check: Mapped[VirusCheck] = mapped_column(
        OneOf(VirusCheck), default=VirusCheck.NOT_SCANNED, server_default=str(VirusCheck.NOT_SCANNED)
    )
    virus_detail: Mapped[str] = mapped_column(sa.String(300), default="", server_default="")
    arrived_at: Mapped[datetime] = mapped_column(default=now)

    batch: Mapped[Batch] = relationship(back_populates="arrivals")
    record: Mapped[Record | None] = relationship()
