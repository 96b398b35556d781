"""What a person has said of contradictions: why one is none, and which names mean the same unit."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.catalogue.agreement import Sort
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.people import Account


class Verdict(StrEnum):
    EXPLAINED = "explained"
    SAME_UNIT = "same unit"


class Judgement(Model):
    """Speaks of two values on two records; of these alone, and only while both stand there.

    That two names mean the same unit, as after a change of name, holds in every project until it is taken back.
    """

    __tablename__ = "judgement"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    project_id: Mapped[str] = mapped_column(sa.ForeignKey("project.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(OneOf(Verdict), index=True)
    sort: Mapped[Sort] = mapped_column(OneOf(Sort))
    field: Mapped[str] = mapped_column(sa.String(40))
    one_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"))
    one_field: Mapped[str] = mapped_column(sa.String(40))
    one_value: Mapped[str] = mapped_column(sa.Text)
    other_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"))
    other_field: Mapped[str] = mapped_column(sa.String(40))
    other_value: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)
    by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    judge: Mapped[Account] = relationship()
