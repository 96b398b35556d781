"""Accounts and departments: made, changed and put out of use, each change on the trail."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.accounts.passwords import hash_password, random_password
from archives.db import new_id
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.people import Account, Department, Level, Role
from archives.permissions import Action, Actor, require

LETTERS_FORBIDDEN = frozenset(" @/\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What an administrator says of an account."""

    name: str
    username: str
    email: str
    role: Role = Role.CITIZEN
    department_id: str | None = None
    clearance: Level = Level.OPEN


def create_account(db: Session, actor: Actor, person: Person, password: str) -> Account:
    require(actor, Action.KEEP_ACCOUNTS)
    check_person(db, person)
    account = Account(password=hash_password(password), **_columns(person))
    db.add(account)
    db.flush()
    _write(db, actor, audit.Event.ACCOUNT_CREATED, account, role=account.role)
    return account


def change_account(db: Session, actor: Actor, account_id: str, person: Person) -> Account:
    require(actor, Action.KEEP_ACCOUNTS)
    account = find_account(db, account_id)
    check_person(db, person, account_id)
    if account.id == actor.account_id and person.role is not account.role:
        raise RuleBroken(N_("Nobody changes their own role: another administrator does."))
    changed = {}
    for name, value in _columns(person).items():
        if getattr(account, name) != value:
            changed[name] = [_plain(getattr(account, name)), _plain(value)]
            setattr(account, name, value)
    _write(db, actor, audit.Event.ACCOUNT_CHANGED, account, changed=changed)
    return account


def set_password(db: Session, actor: Actor, account_id: str, password: str) -> None:
    """Ends every session of the account as well."""
    require(actor, Action.KEEP_ACCOUNTS)
    account = find_account(db, account_id)
    account.password = hash_password(password)
    account.fs_uniquifier = new_id() + new_id()
    _write(db, actor, audit.Event.PASSWORD_SET, account)


def set_active(db: Session, actor: Actor, account_id: str, active: bool) -> None:
    """An account out of use can no longer sign in; what it did stays on the trail under its name."""
    require(actor, Action.KEEP_ACCOUNTS)
    account = find_account(db, account_id)
    if account.id == actor.account_id:
        raise RuleBroken(N_("Nobody puts their own account out of use: another administrator does."))
    account.active = active
    account.fs_uniquifier = new_id() + new_id()
    event = audit.Event.ACCOUNT_REACTIVATED if active else audit.Event.ACCOUNT_DEACTIVATED
    _write(db, actor, event, account)


def change_mine(db: Session, actor: Actor, name: str, language: str) -> None:
    account = find_account(db, actor.account_id or "")
    account.name, account.language = name, language


def check_person(db: Session, person: Person, account_id: str | None = None) -> None:
    """Raises InvalidInput when the name is taken or the role and the department do not fit."""
    if LETTERS_FORBIDDEN & set(person.username):
        raise InvalidInput(N_("A user name has no blanks, “@” or slashes: “%(name)s”."), name=person.username)
    taken = sa.select(Account.id).where(
        sa.or_(
            sa.func.lower(Account.username) == person.username.lower(),
            sa.func.lower(Account.email) == person.email.lower(),
        ),
        Account.id != (account_id or ""),
    )
    if db.scalar(taken) is not None:
        raise InvalidInput(N_("There is already an account with this user name or e-mail address."))
    if person.role is Role.STAFF and person.department_id is None:
        raise InvalidInput(N_("Department staff need a department."))
    if person.department_id is not None and db.get(Department, person.department_id) is None:
        raise InvalidInput(N_("There is no such department."))


def find_account(db: Session, account_id: str) -> Account:
    account = db.get(Account, account_id)
    if account is None:
        raise NotFound
    return account


def account_named(db: Session, name: str) -> Account:
    """By user name or e-mail address, as the command line names them."""
    wanted = name.strip().lower()
    account = db.scalar(
        sa.select(Account).where(
            sa.or_(sa.func.lower(Account.username) == wanted, sa.func.lower(Account.email) == wanted)
        )
    )
    if account is None:
        raise NotFound(N_("There is no account “%(name)s”."), name=name)
    return account


def all_accounts(db: Session, actor: Actor, words: str = "") -> list[Account]:
    require(actor, Action.KEEP_ACCOUNTS)
    query = sa.select(Account).order_by(Account.active.desc(), Account.role, Account.username)
    if words:
        wanted = [
            column.icontains(words, autoescape=True) for column in (Account.name, Account.username, Account.email)
        ]
        query = query.where(sa.or_(*wanted))
    return list(db.scalars(query.options(sa.orm.joinedload(Account.department))))


def new_password() -> str:
    return random_password()


def _columns(person: Person) -> dict[str, object]:
    return {
        "name": person.name.strip(),
        "username": person.username.strip(),
        "email": person.email.strip().lower(),
        "role": person.role,
        "department_id": person.department_id,
        "clearance": person.clearance,
    }


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _write(db: Session, actor: Actor, event: audit.Event, account: Account, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, event, "account", account.id, username=account.username, **detail)
