"""Who there is: accounts, the departments they work for, and how far each may be trusted."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, InvalidInput


class Role(StrEnum):
    CITIZEN = "citizen"
    STAFF = "staff"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Level(StrEnum):
    """How open a record is: 公开, 内部, 限制. State secrets have none: they are refused."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"

    @property
    def rank(self) -> int:
        return list(Level).index(self)

    def and_below(self) -> frozenset["Level"]:
        return frozenset(list(Level)[: self.rank + 1])

    @classmethod
    def parse(cls, text: str) -> "Level":
        try:
            return cls(text)
        except ValueError as error:
            raise InvalidInput(
                N_("“%(text)s” is not a level of openness: choose open, internal or restricted."), text=text
            ) from error


class Department(Model):
    __tablename__ = "department"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    active: Mapped[bool] = mapped_column(default=True)


class Account(Model):
    """Someone who can sign in. Flask-Security works on `email` to `fs_uniquifier` (accounts/security.py)."""

    __tablename__ = "account"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    username: Mapped[str] = mapped_column(sa.String(64), unique=True)
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True, default=lambda: new_id() + new_id())
    name: Mapped[str] = mapped_column(sa.String(100))
    role: Mapped[Role] = mapped_column(OneOf(Role), default=Role.CITIZEN)
    department_id: Mapped[str | None] = mapped_column(sa.ForeignKey("department.id"))
    clearance: Mapped[Level] = mapped_column(OneOf(Level), default=Level.OPEN)
    language: Mapped[str | None] = mapped_column(sa.String(8))
    created_at: Mapped[datetime] = mapped_column(default=now)

    department: Mapped[Department | None] = relationship()
