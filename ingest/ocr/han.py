"""Blanks in Chinese text: between Han characters there are none."""

import re

HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Chinese punctuation and full-width signs stand beside Han without a blank, too.
CLOSE = rf"{HAN}\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff00-\uffef"
A_HAN, A_LETTER = re.compile(f"[{HAN}]"), re.compile("[A-Za-z]")
NEEDLESS = re.compile(rf"(?<=[{CLOSE}])\s+(?=[{CLOSE}])")


def tidy(text: str) -> str:
    """Single blanks only, and none between Han characters."""
    return NEEDLESS.sub("", " ".join(text.split()))


def joined(left: str, right: str, apart: bool) -> str:
    """Two pieces of one line; `apart` when there is a visible gap between them."""
    return f"{left} {right}" if apart else tidy(f"{left} {right}")


def count_han(text: str) -> int:
    return len(A_HAN.findall(text))


def count_letters(text: str) -> int:
    return len(A_LETTER.findall(text))
