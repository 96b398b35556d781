"""What the templates may use besides what a page gives them."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from markupsafe import Markup

from archives.permissions import Action, allows
from archives.web.addresses import has_page, here_with, static_file
from archives.web.language import current_language
from archives.web.request import actor_on_page, tools

PACKAGE = Path(__file__).resolve().parents[1]


def templates_folder() -> Path:
    """Beside the package in a checkout, inside it when installed from the wheel."""
    beside = PACKAGE.parent / "templates"
    return beside if (beside / "base.html").exists() else PACKAGE / "templates"


@cache
def icon(name: str) -> Markup:
    """One of Tabler's outline icons, drawn into the page; nothing to a screen reader, for the word stands beside it."""
    path = PACKAGE / "static" / "vendor" / "icons" / f"{name}.svg"
    if not path.exists():  # a picture that was not fetched must not cost the reader the page
        return Markup("")
    drawing = path.read_text(encoding="utf-8").replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)
    return Markup(" ".join(drawing.split()))  # noqa: S704 - a file of ours, not a reader's text


def can_do(action: str) -> bool:
    return allows(actor_on_page(), Action[action])


def on_every_page() -> dict[str, Any]:
    settings = tools().settings
    language = current_language()
    return {
        "actor": actor_on_page(),
        "language": language,
        "archive_title": settings.title_zh if language == "zh_CN" else settings.title_en,
    }


def set_up_templates(app: Flask) -> None:
    app.jinja_env.globals.update(
        icon=icon, can_do=can_do, has_page=has_page, here_with=here_with, static_file=static_file
    )
    app.context_processor(on_every_page)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined  # a misspelt name must not vanish from the page in silence
