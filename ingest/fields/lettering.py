"""Printed text in one spelling: full and half width, dashes and blanks alike, so that rules can match it."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

HAN = "\u3400-\u9fff\u3007\uf900-\ufaff"
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−ー─━", "-") | {"“": '"', "”": '"', "‘": "'", "’": "'", "∶": ":", "︰": ":"}
)
_BLANK_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def plain(text: str) -> str:
    """Half width, ASCII dashes and quotes, no blanks between Han characters."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _BLANK_BETWEEN_HAN.sub("", " ".join(text.split()))


def simplified(text: str) -> str:
    """The text sign by sign in simplified forms, for rules to match it; values keep the script they were printed in."""
    return text if text.isascii() else "".join(map(_simplified, text))


@cache
def _simplified(sign: str) -> str:
    return _opencc().convert(sign) if is_han(sign) else sign


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def keyed(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without blanks, in lower case and simplified, and where each of its characters stands in the text."""
    at = tuple(index for index, sign in enumerate(text) if not sign.isspace())
    return simplified("".join(text[index].lower()[0] for index in at)), at


def key(text: str) -> str:
    return keyed(plain(text))[0]


def is_han(sign: str) -> bool:
    return bool(re.match(f"[{HAN}]", sign))


def printed_width(text: str) -> float:
    """How many character heights the text is long: a Han character one, the others about half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.55 for sign in text) or 1.0
