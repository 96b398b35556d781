"""Tokens are made and revoked by whom they act for: people for themselves, administrators for departments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.db import now
from archives.errors import N_, InvalidInput, NotFound
from archives.people import Department, Level
from archives.permissions import Action, Actor, allows, is_signed_in, require
from archives.tokens import ApiToken, Scope, digest_of, new_secret

LONGEST_DAYS = 366
MOST_TOKENS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    label: str
    scopes: Sequence[Scope]
    days: int
    clearance: Level = Level.OPEN


def make_for_me(db: Session, actor: Actor, asked: Asked, today: date) -> tuple[ApiToken, str]:
    """The token and its secret, which is kept nowhere and shown once."""
    if not is_signed_in(actor):
        raise NotFound
    token = ApiToken(account_id=actor.account_id)
    return _make(db, actor, token, asked, today)


def make_for_department(
    db: Session, actor: Actor, department_id: str, asked: Asked, today: date
) -> tuple[ApiToken, str]:
    require(actor, Action.KEEP_ACCOUNTS)
    token = ApiToken(department_id=find_department(db, actor, department_id).id, clearance=asked.clearance)
    return _make(db, actor, token, asked, today)


def _make(db: Session, actor: Actor, token: ApiToken, asked: Asked, today: date) -> tuple[ApiToken, str]:
    if not asked.label.strip() or not asked.scopes:
        raise InvalidInput(N_("A token needs a name and at least one thing it may do."))
    if not 1 <= asked.days <= LONGEST_DAYS:
        raise InvalidInput(N_("A token lasts 1 to %(most)s days."), most=LONGEST_DAYS)
    if (
        len([held for held in _tokens(db, token.account_id, token.department_id) if held.is_valid(today)])
        >= MOST_TOKENS
    ):
        raise InvalidInput(
            N_("There are %(most)s tokens already. Revoke one that is no longer used."), most=MOST_TOKENS
        )
    secret = new_secret()
    token.label, token.scopes = asked.label.strip()[:60], [str(scope) for scope in asked.scopes]
    token.digest, token.made_by = digest_of(secret), actor.account_id or ""
    token.last_day = today + timedelta(days=asked.days)
    db.add(token)
    db.flush()
    _write(db, actor, audit.Event.TOKEN_MADE, token, scopes=token.scopes, last_day=token.last_day)
    return token, secret


def revoke(db: Session, actor: Actor, token_id: str) -> ApiToken:
    """Its own holder, or an administrator; for anybody else there is no such token."""
    token = db.get(ApiToken, token_id)
    mine = token is not None and is_signed_in(actor) and token.account_id == actor.account_id
    if token is None or not (mine or allows(actor, Action.KEEP_ACCOUNTS)):
        raise NotFound
    token.revoked_at = token.revoked_at or now()
    _write(db, actor, audit.Event.TOKEN_REVOKED, token)
    return token


def my_tokens(db: Session, actor: Actor) -> Sequence[ApiToken]:
    return _tokens(db, actor.account_id, None) if is_signed_in(actor) else ()


def tokens_of_department(db: Session, actor: Actor, department_id: str) -> Sequence[ApiToken]:
    require(actor, Action.KEEP_ACCOUNTS)
    return _tokens(db, None, department_id)


def find_department(db: Session, actor: Actor, department_id: str) -> Department:
    require(actor, Action.KEEP_ACCOUNTS)
    department = db.get(Department, department_id)
    if department is None:
        raise NotFound
    return department


def _tokens(db: Session, account_id: str | None, department_id: str | None) -> Sequence[ApiToken]:
    holder = ApiToken.account_id == account_id if account_id else ApiToken.department_id == department_id
    return db.scalars(sa.select(ApiToken).where(holder).order_by(ApiToken.made_at.desc())).all()


def _write(db: Session, actor: Actor, event: audit.Event, token: ApiToken, **detail: object) -> None:
    for_whom = {"account": token.account_id, "department": token.department_id}
    audit.write(db, actor.account_id, actor.name, event, "token", token.id, label=token.label, **for_whom, **detail)
