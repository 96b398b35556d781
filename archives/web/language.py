"""Chinese or English: the reader's switch, else their account, else their browser, else the archive's own."""

from datetime import date, datetime
from typing import Any, Protocol

from babel import Locale, dates, numbers
from babel.support import NullTranslations
from flask import Flask, Response, has_request_context, redirect, request
from flask_babel import Babel, force_locale, get_locale, get_translations, gettext
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from archives.db import CHINA
from archives.web.addresses import here_with
from archives.web.request import tools

LANGUAGES = ("zh_CN", "en")
COOKIE = "language"
A_YEAR = 31_536_000
SMALL = 1000  # below it a number looks alike in both languages
UNITS = ("B", "KB", "MB", "GB", "TB")


CATALOGUES: dict[Locale | None, NullTranslations] = {}


class Sentence(Protocol):
    template: str
    values: dict[str, Any]


def say(sentence: Sentence) -> str:
    """An ArchiveError or a Problem, in the language of whoever reads it."""
    translated = gettext(sentence.template) if sentence.template else ""
    return translated % sentence.values if sentence.values else translated


def in_template(sentence: str, **values: Any) -> Markup:
    """`_` in templates: as Jinja's own, in a third of the time; a page of hits has a hundred of them."""
    locale = get_locale()
    if locale not in CATALOGUES:
        CATALOGUES[locale] = get_translations()
    return Markup(CATALOGUES[locale].ugettext(sentence)) % values  # noqa: S704 - our own sentences, values are escaped


def set_up_languages(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = tools_language(app)
    Babel(app, locale_selector=chosen_language)
    app.before_request(switch_language)
    app.jinja_env.globals["_"] = in_template
    app.jinja_env.filters.update(say=say, day=day, moment=moment, number=number, filesize=filesize)


def tools_language(app: Flask) -> str:
    return app.extensions["archives"].settings.language  # type: ignore[no-any-return]


def chosen_language() -> str:
    if not has_request_context():
        return tools().settings.language
    of_account = current_user.language if current_user and current_user.is_authenticated else None
    for wish in (request.cookies.get(COOKIE), of_account, _of_browser()):
        if wish in LANGUAGES:
            return wish
    return tools().settings.language


def current_language() -> str:
    """Of the page being made, as one of LANGUAGES; Babel itself calls our Chinese zh_Hans_CN."""
    return "zh_CN" if get_locale().language == "zh" else "en"


def _of_browser() -> str | None:
    best = request.accept_languages.best_match(["zh-CN", "zh", "zh-TW", "zh-HK", "en"])
    return None if best is None else "en" if best == "en" else "zh_CN"


def switch_language() -> Response | None:
    """`?lang=en` on any page: remember it and show the page again without it."""
    wish = request.args.get("lang")
    if wish not in LANGUAGES or request.method != "GET":
        return None
    response: Response = redirect(here_with(lang=None))  # type: ignore[assignment]
    response.set_cookie(COOKIE, wish, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def forget_switch(response: BaseResponse) -> BaseResponse:
    """After choosing a language for the account, the browser's switch must not overrule it."""
    response.delete_cookie(COOKIE)
    return response


def day(value: date | None) -> str:
    return "" if value is None else dates.format_date(value, "medium", locale=get_locale())


def moment(value: datetime | None) -> str:
    """To the minute, in China's time."""
    if value is None:
        return ""
    there = value.astimezone(CHINA)
    clock = dates.format_time(there, "HH:mm", tzinfo=CHINA, locale=get_locale())
    return f"{day(there.date())} {clock}"


def number(value: float | None) -> str:
    if value is not None and value == int(value) and 0 <= value < SMALL:
        return str(int(value))
    return "" if value is None else str(numbers.format_decimal(value, locale=get_locale()))


def filesize(size: float) -> str:
    for unit in UNITS:
        if size < 1024 or unit == UNITS[-1]:
            break
        size /= 1024
    digits = "#,##0.#" if unit != "B" and size < 100 else "#,##0"
    return f"{numbers.format_decimal(size, digits, locale=get_locale())} {unit}"


def in_every_language(template: str, **values: Any) -> dict[str, list[str]]:
    """A marked sentence as those want it who do not ask in one language: by code, as IIIF writes it."""
    said = {}
    for code, locale in (("zh", "zh_CN"), ("en", "en")):
        with force_locale(locale):
            said[code] = [gettext(template, **values)]
    return said
