"""Rounds through the store, and what was found wrong in it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.store import Wrong


class Round(Model):
    """One walk through everything that is kept, a slice at a time; `after` is how far it is."""

    __tablename__ = "fixity_round"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    started_at: Mapped[datetime] = mapped_column(default=now, index=True)
    finished_at: Mapped[datetime | None]
    after: Mapped[str] = mapped_column(sa.String(300), default="")
    objects: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    faults: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)


class FixityFault(Model):
    """A file that is missing, changed or does not belong in the store; open until it is sound again."""

    __tablename__ = "fixity_fault"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    path: Mapped[str] = mapped_column(sa.String(400), index=True)
    folder: Mapped[str] = mapped_column(sa.String(300), index=True)
    kind: Mapped[Wrong] = mapped_column(OneOf(Wrong))
    object_id: Mapped[str | None] = mapped_column(sa.String(300))
    found_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    repaired_from: Mapped[str | None] = mapped_column(sa.String(300))

    @property
    def record_id(self) -> str | None:
        """The record whose file it is, if it is one's."""
        kind, _, own_id = (self.object_id or "").removeprefix("urn:archives:").partition(":")
        return own_id if kind == "record" else None
