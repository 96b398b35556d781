"""The request at hand: who asks, on which day, with which tools, in which transaction."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import current_app, g, has_request_context, request
from flask_login import current_user
from sqlalchemy.orm import Session

from archives.db import today
from archives.people import Account
from archives.permissions import Actor, actor_of
from archives.tools import Tools

DEEPEST_PAGE = 1_000_000


def tools() -> Tools:
    return current_app.extensions["archives"]  # type: ignore[no-any-return]


def transaction() -> AbstractContextManager[Session]:
    """All of it or none of it; see `Database.transaction`."""
    return tools().database.transaction()


@contextmanager
def reading() -> Iterator[Session]:
    """One view of the catalogue, for a page and the frame around it: they must not wait for each other's connection."""
    if "reading" in g:
        yield g.reading
        return
    with tools().database.reading() as db:
        g.reading = db
        try:
            yield db
        finally:
            g.pop("reading")


def account_id() -> str | None:
    """The account that is signed in; None for a visitor."""
    return current_user.id if current_user and current_user.is_authenticated else None


def actor(db: Session) -> Actor:
    """Who acts in this request, worked out once: one request is judged by one view of what holds today."""
    if "actor" not in g:
        signed_in = account_id()
        g.actor = actor_of(db, db.get(Account, signed_in) if signed_in else None, today())
    return g.actor  # type: ignore[no-any-return]


def actor_on_page() -> Actor:
    """For the frame around a page, which has no transaction of its own."""
    if "actor" not in g:
        with reading() as db:
            return actor(db)
    return g.actor  # type: ignore[no-any-return]


def page_number() -> int:
    """Which page of a list is asked for. No list is longer than the deepest, and no database counts further."""
    return min(DEEPEST_PAGE, max(1, request.args.get("page", 1, type=int)))


def bearer() -> str | None:
    """The token a program shows in its Authorization header."""
    given = request.authorization
    return given.token if given is not None and given.type == "bearer" else None


def wants_problem() -> bool:
    """Programs get what went wrong as application/problem+json (RFC 9457)."""
    return request.path.startswith("/api/") or bearer() is not None


def wants_fragment() -> bool:
    """htmx asks for a piece of a page; when it restores history it wants the whole."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def wants_json() -> bool:
    if not has_request_context():
        return False
    return request.is_json or request.accept_mimetypes.best == "application/json"
