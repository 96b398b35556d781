"""One map from what can go wrong to a status and a page."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from archives.errors import ArchiveError, InvalidInput, NotAllowed, NotFound, RuleBroken, Unavailable
from archives.web.access import UnknownToken, ask_to_sign_in
from archives.web.language import say
from archives.web.request import account_id, wants_fragment, wants_json, wants_problem
from ingest.problems import Problem
from search.problems import BadQuery, SearchProblem

STATUS: dict[type[Exception], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    InvalidInput: HTTPStatus.BAD_REQUEST,
    RuleBroken: HTTPStatus.CONFLICT,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    UnknownToken: HTTPStatus.UNAUTHORIZED,
    ArchiveError: HTTPStatus.INTERNAL_SERVER_ERROR,
    Problem: HTTPStatus.UNPROCESSABLE_ENTITY,
    BadQuery: HTTPStatus.BAD_REQUEST,
    SearchProblem: HTTPStatus.SERVICE_UNAVAILABLE,
}

TITLES = {
    400: lazy_gettext("Something in the request is not right"),
    401: lazy_gettext("Who asks?"),
    403: lazy_gettext("Not for this account"),
    404: lazy_gettext("Nothing found here"),
    405: lazy_gettext("This cannot be done here"),
    409: lazy_gettext("This cannot be done now"),
    413: lazy_gettext("The upload is too large"),
    422: lazy_gettext("The file cannot be used"),
    429: lazy_gettext("Too many requests"),
    500: lazy_gettext("Something went wrong on our side"),
    503: lazy_gettext("Not available just now"),
}
SENTENCES = {
    403: lazy_gettext("Your account may not do this. Ask an administrator if it should."),
    404: lazy_gettext("There is nothing here, or it is not open to you."),
    405: lazy_gettext("Go back to the page before and use its buttons."),
    413: lazy_gettext("Send fewer or smaller files at a time."),
    429: lazy_gettext("You asked too often in a short time. Wait a few minutes and try again."),
    500: lazy_gettext("It has been written down for the administrator. What was saved before is safe; try again."),
}


def status_of(error: Exception) -> HTTPStatus:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def set_up_mistakes(app: Flask) -> None:
    for kind in (ArchiveError, Problem, SearchProblem):
        app.register_error_handler(kind, say_sentence)
    app.register_error_handler(CSRFError, say_form_is_old)
    app.register_error_handler(DataError, say_it_does_not_fit)
    app.register_error_handler(IntegrityError, say_someone_was_faster)
    app.register_error_handler(HTTPException, say_status)


def say_sentence(error: Any) -> Response:
    status = status_of(error)
    if status is HTTPStatus.FORBIDDEN and account_id() is None and not wants_problem():
        return ask_to_sign_in()
    return answer(status, say(error))


def say_form_is_old(_error: CSRFError) -> Response:
    return answer(
        HTTPStatus.BAD_REQUEST, _("The page was open for too long, or cookies are off. Load it again and resend.")
    )


def say_it_does_not_fit(error: DataError) -> Response:
    """PostgreSQL takes no text longer than its column, no number beyond its kind and no NUL."""
    current_app.logger.info("Not to be kept: %s", error.orig)
    return answer(
        HTTPStatus.BAD_REQUEST, _("Something typed here is too long, or holds a sign that cannot be kept. Shorten it.")
    )


def say_someone_was_faster(error: IntegrityError) -> Response:
    current_app.logger.warning("Two changes met: %s", error.orig)
    return answer(HTTPStatus.CONFLICT, _("Someone else changed the same thing at this moment. Look again and retry."))


def say_status(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    if isinstance(getattr(error, "original_exception", None), SQLAlchemyError):
        return without_catalogue()
    if "messages" in (getattr(error, "data", None) or {}):
        return say_what_was_sent_wrong(error)
    answered = answer(
        HTTPStatus(error.code), str(SENTENCES.get(error.code, SENTENCES[404 if error.code < 500 else 500]))
    )
    for name, value in error.get_headers(request.environ):
        if name in {"Allow", "Retry-After"}:
            answered.headers[name] = value
    if isinstance(error, RateLimitExceeded) and error.limit is not None:
        answered.headers["Retry-After"] = str(error.limit.limit.get_expiry())
    return answered


def say_what_was_sent_wrong(error: Any) -> Response:
    """A request to the API that does not fit its description; the parts are named as the description names them."""
    wrong: dict[str, Any] = {}
    for place, said in error.data["messages"].items():
        wrong |= said if isinstance(said, dict) else {place: said}
    sentence = _("These parts of the request are not as described: %(names)s.", names=", ".join(map(str, wrong)))
    return problem(HTTPStatus.BAD_REQUEST, str(TITLES[400]), sentence, errors=wrong)


def problem(status: HTTPStatus, title: str, sentence: str, **more: Any) -> Response:
    response = jsonify(
        type="about:blank", title=title, status=int(status), detail=sentence, instance=request.path, **more
    )
    response.status_code, response.mimetype = status, "application/problem+json"
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="archives"'
    return response


def answer(status: HTTPStatus, sentence: str) -> Response:
    title = str(TITLES.get(status, TITLES[400 if status < 500 else 500]))
    if wants_problem():
        return problem(status, title, sentence)
    if wants_json():
        response = jsonify(error=sentence)
    elif wants_fragment():
        response = make_response(render_template("_mistake.html", sentence=sentence))
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML"
    else:
        response = make_response(render_template("error.html", status=int(status), title=title, sentence=sentence))
    response.status_code = status
    return response


def without_catalogue() -> Response:
    """Even the frame and the language of a page ask the catalogue who is signed in; this one asks nothing."""
    response = make_response(
        "<!doctype html><meta charset=utf-8><title>503</title>"
        "<h1>目录暂时无法访问 · The catalogue does not answer</h1>"
        "<p>此前保存的内容完好，请稍后重试。<p>What was saved before is safe; try again in a while."
    )
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return response
