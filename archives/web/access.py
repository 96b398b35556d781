"""Who each page is open to, declared at the page and asked before it runs."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, jsonify, redirect, request, url_for

from archives import tokens
from archives.db import today
from archives.errors import N_, ArchiveError, NotAllowed, NotFound
from archives.permissions import Action, is_signed_in, require
from archives.tokens import Scope
from archives.web.request import (
    actor_on_page,
    bearer,
    reading,
    transaction,
    wants_fragment,
    wants_json,
    wants_problem,
)


class Everyone(Enum):
    EVERYONE = "everyone"
    SIGNED_IN = "signed in"


EVERYONE = Everyone.EVERYONE
SIGNED_IN = Everyone.SIGNED_IN
Openness = Everyone | Action

# The pages of others, which cannot be decorated.
DECLARED: dict[str, Openness] = {
    "static": EVERYONE,
    "security.static": EVERYONE,
    "security.login": EVERYONE,
    "security.logout": EVERYONE,
    "security.register": EVERYONE,
    "security.verify": SIGNED_IN,
    "security.change_password": SIGNED_IN,
    "api-docs.openapi_json": EVERYONE,
}

View = TypeVar("View", bound=Callable[..., Any])


class UnknownToken(ArchiveError):
    """A program showed a token that is not, or no longer, good."""


def open_to(whom: Openness, scope: Scope | None = None) -> Callable[[View], View]:
    """With a scope, programs may come with a token for it; without one a token counts for nothing here."""

    def declare(view: View) -> View:
        view.open_to, view.scope = whom, scope  # type: ignore[attr-defined]
        return view

    return declare


def openness(app: Flask, endpoint: str) -> Openness | None:
    """None: nobody has said who this page is for."""
    return DECLARED.get(endpoint) or getattr(app.view_functions[endpoint], "open_to", None)


def guard() -> Any | None:
    """Before each request: a page for some is not shown to others, and a page nobody declared to no one."""
    if request.endpoint is None:
        return None
    if any("\0" in str(part) for part in (request.view_args or {}).values()):
        raise NotFound
    whom = openness(current_app, request.endpoint)
    if whom is None:
        raise LookupError(f"{request.endpoint} does not say who it is open to; see archives/web/access.py")
    if came_by_token():
        admit_token()
    if whom is EVERYONE:
        return None
    actor = actor_on_page()
    if not is_signed_in(actor):
        return ask_to_sign_in()
    if isinstance(whom, Action):
        require(actor, whom)
    return None


def scope_here() -> Scope | None:
    return getattr(current_app.view_functions.get(request.endpoint or ""), "scope", None)


def came_by_token() -> bool:
    """A session beside it is not looked at, so no page of another site can borrow it: such a request needs no CSRF
    token."""
    return bearer() is not None and scope_here() is not None


def admit_token() -> None:
    """From here on the request acts as the token's account or department, within the token's scopes."""
    scope = scope_here()
    with reading() as db:
        token = tokens.valid_token(db, bearer() or "", today())
        if token is None:
            raise UnknownToken(N_("This token is not known, has ended or was revoked. Make a new one."))
        if scope is None or not token.allows(scope):
            raise NotAllowed(N_("This token was not made for “%(scope)s”. Make one that is."), scope=scope)
        g.actor = tokens.actor_by_token(db, token, today())
        unnoted = tokens.is_use_to_be_noted(token)
    g.token_id = token.id
    if unnoted:
        with transaction() as db:
            tokens.note_use(db, token.id)


def ask_to_sign_in() -> Response:
    """To the sign-in page, and back afterwards when there is a page to come back to."""
    back = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} and not wants_fragment() else None
    address = url_for("security.login", next=back)
    if wants_problem():
        raise UnknownToken(N_("Send a token: “Authorization: Bearer uat_…”. People make theirs under “My account”."))
    if wants_fragment():
        response = Response(status=401)
        response.headers["HX-Redirect"] = address
        return response
    if wants_json():
        response = jsonify(error=str(NotFound()))
        response.status_code = 401
        return response
    return redirect(address)  # type: ignore[return-value]
