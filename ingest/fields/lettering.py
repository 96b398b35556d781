"""Printed text in one spelling: full and half width, dashes and blanks alike, so that rules can match it."""

import re
import unicodedata

HAN = "\u3400-\u9fff\u3007\uf900-\ufaff"
_DASHES = str.maketrans(
    dict.fromkeys("‐‑‒–—―−ー─━", "-") | {"“": '"', "”": '"', "‘": "'", "’": "'", "∶": ":", "︰": ":"}
)
_BLANK_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
# Only the characters that occur in labels and titles: values keep the script they were printed in.
_TRADITIONAL = str.maketrans(
    "號圖設單計築許證項稱檔題專業階審編實現際規劃鄉農產權發監總構層數備記錄驗覽長積類機關縣區錄冊頁說張紙質級與責製對",
    "号图设单计筑许证项称档题专业阶审编实现际规划乡农产权发监总构层数备记录验览长积类机关县区录册页说张纸质级与责制对",
)


def plain(text: str) -> str:
    """Half width, ASCII dashes and quotes, no blanks between Han characters."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _BLANK_BETWEEN_HAN.sub("", " ".join(text.split()))


def keyed(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without blanks, in lower case and simplified, and where each of its characters stands in the text."""
    at = tuple(index for index, sign in enumerate(text) if not sign.isspace())
    return "".join(text[index].lower()[0] for index in at).translate(_TRADITIONAL), at


def key(text: str) -> str:
    return keyed(plain(text))[0]


def is_han(sign: str) -> bool:
    return bool(re.match(f"[{HAN}]", sign))


def printed_width(text: str) -> float:
    """How many character heights the text is long: a Han character one, the others about half."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.55 for sign in text) or 1.0
