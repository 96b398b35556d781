"""Signing in by Flask-Security, on the accounts of `archives.people`."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask, g, request
from flask_security import RoleMixin, Security, SQLAlchemyUserDatastore, UserMixin
from flask_security.proxies import _security
from flask_security.utils import hash_password as hash_again
from flask_security.utils import verify_password
from sqlalchemy.orm import Session

from archives.accounts.forms import ChangePasswordForm, RegisterForm, SignInForm
from archives.accounts.passwords import LENGTH_MIN
from archives.accounts.witness import connect_trail
from archives.people import Account
from archives.settings import Settings
from archives.web import tools, transaction


class SignIn(UserMixin, Account):  # type: ignore[misc]
    """An account as Flask-Security wants to see it: the same row, with its methods; our roles are not its roles."""

    roles: Any = ()

    def verify_and_update_password(self, password: str) -> bool:
        """Should the settings of the hash have changed, it is made anew in a transaction of its own: the session of
        signing in only reads, and a reading that turns into a writing can find the catalogue changed under it."""
        if self.password is None or not verify_password(password, self.password):
            return False
        if _security.pwd_context.needs_update(self.password):
            with transaction() as db:
                db.execute(sa.update(Account).where(Account.id == self.id).values(password=hash_again(password)))
        return True


class NoRole(RoleMixin):
    """Flask-Security asks for a model of roles; `permissions.py` is ours."""


class RequestSession:
    """The session Flask-Security works in: opened when first asked for, closed with the request."""

    @property
    def session(self) -> Session:
        if "sign_in_session" not in g:
            g.sign_in_session = tools().database.sessions()
            if request.method == "POST" and request.endpoint in WRITING:
                # The lock first: a reading that turns into a writing could find the catalogue changed under it.
                g.sign_in_session.connection(execution_options={"writes": True})
        return g.sign_in_session  # type: ignore[no-any-return]

    @staticmethod
    def close(_error: BaseException | None = None) -> None:
        session = g.pop("sign_in_session", None)
        if session is not None:
            session.close()


WRITING = frozenset({"security.register", "security.change_password"})


def set_up_sign_in(app: Flask, settings: Settings) -> Security:
    app.config.update(configuration(settings))
    accounts = SQLAlchemyUserDatastore(RequestSession(), SignIn, NoRole)
    security = Security(
        app,
        accounts,
        login_form=SignInForm,
        register_form=RegisterForm,
        change_password_form=ChangePasswordForm,
    )
    app.teardown_request(RequestSession.close)
    connect_trail(app)
    return security


def configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_SALT": settings.secret_key,
        "SECURITY_PASSWORD_LENGTH_MIN": LENGTH_MIN,
        "SECURITY_REGISTERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_JOIN_USER_ROLES": False,
        # The archive sends no mail: it runs where there may be no way out.
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        "SECURITY_CACHE_CONTROL": None,  # `web/headers.py` sets it; Flask-Security writes “no-store=True”
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "REMEMBER_COOKIE_DURATION": timedelta(days=14),
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": settings.https,
    }
