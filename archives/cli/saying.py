"""Sentences in the language of the terminal."""

import gettext
import os
from pathlib import Path
from typing import Protocol

TRANSLATIONS = Path(__file__).parent.parent / "translations"


class Sentence(Protocol):
    template: str
    values: dict[str, object]


def terminal_language() -> str:
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh_CN" if named.startswith("zh") else "en"


def translate(text: str) -> str:
    catalogue = gettext.translation("messages", TRANSLATIONS, [terminal_language()], fallback=True)
    return catalogue.gettext(text) if text else ""


def say(error: Sentence) -> str:
    return translate(error.template) % error.values if error.values else translate(error.template)
