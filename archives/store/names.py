"""The name an original has on disk: its own, as far as every file system can bear it."""

import re
import unicodedata

LONGEST = 200  # bytes; file systems take 255
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')


def safe_name(name: str) -> str:
    """Chinese stays Chinese; folders, control characters and leading dots go; never empty."""
    last = re.split(r"[/\\]", name)[-1]
    clean = FORBIDDEN.sub("_", unicodedata.normalize("NFC", last)).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending.encode()) > 16:
        return _cut(clean, LONGEST) or "original"
    return _cut(stem, LONGEST - len(ending.encode()) - 1) + "." + ending


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore")
