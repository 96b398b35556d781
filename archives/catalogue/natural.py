"""Natural order: 建施-2 before 建施-10, as drawings lie in their folder."""

import re
import unicodedata

PARTS = re.compile(r"(\d+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Digits compare as numbers and before letters; widths and cases are alike."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return tuple(_compared(part) for part in PARTS.split(plain) if part)


def _compared(part: str) -> tuple[int, int, str]:
    if not part.isdecimal():
        return 1, 0, part
    digits = part.lstrip("0")
    return 0, len(digits), digits
