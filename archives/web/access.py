"""Who each page is open to, declared at the page and asked before it runs."""

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from flask import Flask, Response, current_app, jsonify, redirect, request, url_for

from archives.errors import NotFound
from archives.permissions import Action, is_signed_in, require
from archives.web.request import actor_on_page, wants_fragment, wants_json


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
}

View = TypeVar("View", bound=Callable[..., Any])


def open_to(whom: Openness) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.open_to = whom  # type: ignore[attr-defined]
        return view

    return declare


def openness(app: Flask, endpoint: str) -> Openness | None:
    """None: nobody has said who this page is for."""
    return DECLARED.get(endpoint) or getattr(app.view_functions[endpoint], "open_to", None)


def guard() -> Any | None:
    """Before each request: a page for some is not shown to others, and a page nobody declared to no one."""
    if request.endpoint is None:
        return None
    whom = openness(current_app, request.endpoint)
    if whom is None:
        raise LookupError(f"{request.endpoint} does not say who it is open to; see archives/web/access.py")
    if whom is EVERYONE:
        return None
    actor = actor_on_page()
    if not is_signed_in(actor):
        return ask_to_sign_in()
    if isinstance(whom, Action):
        require(actor, whom)
    return None


def ask_to_sign_in() -> Response:
    """To the sign-in page, and back afterwards when there is a page to come back to."""
    back = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} and not wants_fragment() else None
    address = url_for("security.login", next=back)
    if wants_fragment():
        response = Response(status=401)
        response.headers["HX-Redirect"] = address
        return response
    if wants_json():
        response = jsonify(error=str(NotFound()))
        response.status_code = 401
        return response
    return redirect(address)  # type: ignore[return-value]
