"""What Flask-Security does with an account is written to the trail too."""

from typing import Any

from flask import Flask, request
from flask_login import user_logged_out
from flask_security.signals import password_changed, user_authenticated, user_failed_authn, user_registered
from sqlalchemy.orm import Session, object_session

from archives import audit
from archives.people import Account
from archives.web import transaction


def connect_trail(app: Flask) -> None:
    user_registered.connect(_registered, app)
    password_changed.connect(_password_changed, app)
    user_authenticated.connect(_signed_in, app)
    user_failed_authn.connect(_turned_away, app)
    user_logged_out.connect(_signed_out, app)


def _registered(_app: Flask, user: Account, **_: Any) -> None:
    db = _session_of(user)
    db.flush()
    _write(db, audit.Event.ACCOUNT_CREATED, user, role=user.role, by="registration")


def _password_changed(_app: Flask, user: Account, **_: Any) -> None:
    _write(_session_of(user), audit.Event.PASSWORD_SET, user)


def _signed_in(_app: Flask, user: Account, authn_via: list[str] | None = None, **_: Any) -> None:
    if authn_via == ["password"]:  # after registering or changing the password the trail has its line already
        with transaction() as db:
            _write(db, audit.Event.SIGNED_IN, user, address=request.remote_addr)


def _turned_away(_app: Flask, user: Account, **_: Any) -> None:
    """A wrong password for a name there is; unknown names would let anyone fill the trail."""
    with transaction() as db:
        _write(db, audit.Event.SIGN_IN_REFUSED, user, address=request.remote_addr)


def _signed_out(_app: Flask, user: Any, **_: Any) -> None:
    if user.is_authenticated:
        with transaction() as db:
            _write(db, audit.Event.SIGNED_OUT, user)


def _session_of(user: Account) -> Session:
    """What Flask-Security changed is not yet committed: its line on the trail goes into the same transaction."""
    session = object_session(user)
    assert session is not None
    return session


def _write(db: Session, event: audit.Event, account: Account, **detail: Any) -> None:
    audit.write(db, account.id, account.name, event, "account", account.id, username=account.username, **detail)
