"""How often one address, or one token, may ask for what is dear or delicate."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

FAILED_SIGN_INS_PER_NAME = "10 per 5 minutes"
FAILED_SIGN_INS_PER_ADDRESS = "60 per 5 minutes"
REGISTRATIONS_PER_ADDRESS = "20 per hour"

View = TypeVar("View", bound=Callable[..., Any])


def limited(rate: str) -> Callable[[View], View]:
    """For a view: `@limited("120 per minute")`, counted per token, and per address for everyone without one."""

    def declare(view: View) -> View:
        view.rate = rate  # type: ignore[attr-defined]
        return view

    return declare


def set_up_limits(app: Flask) -> None:
    """Kept in memory, for one server process; each app counts for itself."""
    limiter = Limiter(key_func=_who, app=app, storage_uri="memory://", strategy="moving-window")
    views: dict[str, Any] = app.view_functions
    for endpoint, view in views.items():
        if rate := getattr(view, "rate", None):
            views[endpoint] = limiter.limit(rate)(view)
    views["security.login"] = _limit_signing_in(limiter, views["security.login"])
    views["security.register"] = limiter.limit(REGISTRATIONS_PER_ADDRESS, methods=["POST"])(views["security.register"])


def _limit_signing_in(limiter: Limiter, view: Callable[..., Any]) -> Any:
    """Only what fails is counted: a whole office behind one address may sign in at nine o'clock."""
    failing: dict[str, Any] = {"methods": ["POST"], "deduct_when": _was_turned_away}
    by_name = limiter.limit(FAILED_SIGN_INS_PER_NAME, key_func=_name_and_address, **failing)
    by_address = limiter.limit(FAILED_SIGN_INS_PER_ADDRESS, **failing)
    return by_address(by_name(view))


def _who() -> str:
    return g.get("token_id") or get_remote_address()


def _name_and_address() -> str:
    return f"{get_remote_address()} {request.form.get('identity', '').strip().casefold()}"


def _was_turned_away(response: Response) -> bool:
    return response.status_code != 302
