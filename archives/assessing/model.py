"""An assessment: which records were tested at which link, and what was found."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.fourfold import Link
from archives.people import Account


class Kind(StrEnum):
    """What was tested: a record, or all records of a volume or project."""

    RECORD = "record"
    VOLUME = "volume"
    PROJECT = "project"


class Assessment(Model):
    """`findings` are as `told.as_told` writes them. Nobody asked for one that the calendar asked for."""

    __tablename__ = "assessment"
    __table_args__ = (sa.Index("ix_assessment_subject", "kind", "subject_id", "asked_at"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    link: Mapped[Link] = mapped_column(OneOf(Link))
    kind: Mapped[Kind] = mapped_column(OneOf(Kind))
    subject_id: Mapped[str] = mapped_column(sa.String(ID_LENGTH))
    asked_by: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now, index=True)
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    records: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0, index=True)
    not_run: Mapped[int] = mapped_column(default=0)
    not_applicable: Mapped[int] = mapped_column(default=0)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)

    asker: Mapped[Account | None] = relationship()
