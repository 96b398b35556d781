"""Searches that are kept and looked at daily, the notices of what they found, and other names of places."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from archives.db import ID_LENGTH, Model, new_id, now

LONGEST_NAME = 100


class SavedSearch(Model):
    """`address` is the query part of the search's address; `known` are the records it found when last looked at."""

    __tablename__ = "saved_search"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(sa.ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    address: Mapped[str] = mapped_column(sa.Text)
    known: Mapped[list[str]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    looked_at: Mapped[datetime] = mapped_column(default=now)


class Notice(Model):
    """A sentence for one account, still to be translated, with the page it speaks of."""

    __tablename__ = "notice"
    __table_args__ = (sa.Index("ix_notice_account", "account_id", "at"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    account_id: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    template: Mapped[str] = mapped_column(sa.Text)
    values: Mapped[dict[str, Any]]
    address: Mapped[str] = mapped_column(sa.Text)
    record_ids: Mapped[list[str]]
    at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]


class OtherName(Model):
    """两个名称，同一地方: a street, an estate or a building and what it is or was called otherwise.

    The keys are the names folded as the index folds text, so that the database can look for them in what was typed.
    """

    __tablename__ = "other_name"
    __table_args__ = (sa.UniqueConstraint("key", "other_key"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    key: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), index=True)
    other: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    other_key: Mapped[str] = mapped_column(sa.String(LONGEST_NAME), index=True)
    note: Mapped[str] = mapped_column(sa.String(300), default="")
    added_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)
