"""Tokens 接口令牌: a program acts for an account or a department, with its rights and never more."""

import hashlib
import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.grants import grants_held
from archives.people import Account, Department, Level, Role
from archives.permissions import Actor, actor_of

BEGINNING = "uat_"
"""So that a token lying about in a file can be recognised for what it is."""
LONGEST_NAME = 100
USE_IS_NOTED_EVERY = timedelta(minutes=1)


class Scope(StrEnum):
    """What a token may be used for; it narrows what its holder may do and opens nothing."""

    SEARCH = "search"
    READ_RECORDS = "read:records"
    READ_WORDS = "read:words"
    READ_ORIGINALS = "read:originals"
    WRITE_VALUES = "write:values"


class ApiToken(Model):
    """Only the digest is kept: a token is shown once. 256 random bits need no slow hash."""

    __tablename__ = "api_token"
    __table_args__ = (sa.CheckConstraint("(account_id IS NULL) <> (department_id IS NULL)", name="one_holder"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    label: Mapped[str] = mapped_column(sa.String(60))
    scopes: Mapped[list[str]]
    account_id: Mapped[str | None] = mapped_column(sa.ForeignKey("account.id"), index=True)
    department_id: Mapped[str | None] = mapped_column(sa.ForeignKey("department.id"), index=True)
    clearance: Mapped[Level] = mapped_column(OneOf(Level), default=Level.OPEN)
    made_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    made_at: Mapped[datetime] = mapped_column(default=now)
    last_day: Mapped[date]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship(foreign_keys="ApiToken.account_id")
    department: Mapped[Department | None] = relationship()

    def is_valid(self, today: date) -> bool:
        holder = self.account or self.department
        return self.revoked_at is None and today <= self.last_day and holder is not None and holder.active

    def allows(self, scope: Scope) -> bool:
        return scope in self.scopes


def new_secret() -> str:
    return BEGINNING + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def valid_token(db: Session, secret: str, today: date) -> ApiToken | None:
    token = db.scalar(sa.select(ApiToken).where(ApiToken.digest == digest_of(secret)))
    return token if token is not None and token.is_valid(today) else None


def actor_by_token(db: Session, token: ApiToken, today: date) -> Actor:
    """The account as it stands today; for a department its staff of the token's clearance, under the token's own id."""
    if token.account is not None:
        actor = actor_of(db, token.account, today)
        return replace(actor, name=f"{actor.name} · {token.label}"[:LONGEST_NAME])
    return Actor(
        today=today,
        account_id=token.id,
        name=f"{token.department.name if token.department else ''} · {token.label}"[:LONGEST_NAME],
        role=Role.STAFF,
        department_id=token.department_id,
        clearance=token.clearance,
        grants=grants_held(db, token.id, token.department_id, today),
    )


def is_use_to_be_noted(token: ApiToken) -> bool:
    """Once a minute is enough to see a token that nobody uses any more, and spares the catalogue a write per call."""
    return token.last_used_at is None or token.last_used_at + USE_IS_NOTED_EVERY < now()


def note_use(db: Session, token_id: str) -> None:
    db.execute(sa.update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now()))
