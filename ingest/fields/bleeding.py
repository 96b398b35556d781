"""Print of the back of the sheet that was read together with the front.

On a thin sheet copied to both sides the back shows through as in a mirror; a line that reaches across the middle is
then followed by its own beginning read backwards.
"""

import re

from ingest.fields.lettering import HAN

SHORTEST, ALIKE = 3, 0.75
# Two Latin words and then one or two Han signs: a seal's, or the next cell's.
_LATIN_THEN_HAN = re.compile(rf"(.*\b[A-Za-z]{{2,}}[^A-Za-z{HAN}]+(?:[A-Za-z]{{2,}}|\d+)\.?)\s?[{HAN}]{{1,2}}$")


def without_mirrored_tail(text: str) -> str:
    """The text without an ending that is its own beginning in a mirror, of which one sign in four may be misread."""
    for length in range(len(text) // 2, SHORTEST - 1, -1):
        mirrored = text[:length][::-1]
        same = sum(a == b for a, b in zip(mirrored, text[-length:], strict=True))
        if same >= max(SHORTEST, ALIKE * length) and text[-1] == text[0]:
            return text[:-length]
    return text


def without_foreign_tail(text: str) -> str:
    """Latin words without the lone Han sign that was read together with them."""
    found = _LATIN_THEN_HAN.fullmatch(text)
    return found[1] if found and not re.search(f"[{HAN}]", found[1]) else text
