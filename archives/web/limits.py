"""How often one address may ask for what is dear or delicate."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

# Kept in memory: one server process. Many processes need a shared store, see docs/running.md.
limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", strategy="moving-window")

FAILED_SIGN_INS_PER_NAME = "10 per 5 minutes"
FAILED_SIGN_INS_PER_ADDRESS = "60 per 5 minutes"
REGISTRATIONS_PER_ADDRESS = "20 per hour"


def limited(rate: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """For a view: `@limited("120 per minute")`, counted per address."""
    return limiter.limit(rate)


def limit_signing_in(app: Flask) -> None:
    """Only what fails is counted: a whole office behind one address may sign in at nine o'clock."""
    limiter.init_app(app)
    views: dict[str, Any] = app.view_functions
    views["security.login"] = limiter.limit(
        FAILED_SIGN_INS_PER_ADDRESS, methods=["POST"], deduct_when=_was_turned_away
    )(
        limiter.limit(
            FAILED_SIGN_INS_PER_NAME, key_func=_name_and_address, methods=["POST"], deduct_when=_was_turned_away
        )(views["security.login"])
    )
    views["security.register"] = limiter.limit(REGISTRATIONS_PER_ADDRESS, methods=["POST"])(views["security.register"])


def _name_and_address() -> str:
    return f"{get_remote_address()} {request.form.get('identity', '').strip().casefold()}"


def _was_turned_away(response: Response) -> bool:
    return response.status_code != 302
