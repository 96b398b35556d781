"""Labels with a sign or two read wrong: SOALE for SCALE, Drawng Number, cale @ A3 where a line cut the first letter."""

import re
from collections import defaultdict

from ingest.fields.lettering import is_han
from ingest.fields.scattered import KNOWN

SHORTEST = 4
LONG, VERY_LONG = 10, 16  # Latin letters from which on two faults, or three, still leave no doubt
_BY_LENGTH: dict[int, list[str]] = defaultdict(list)
for _label in sorted(KNOWN):
    _BY_LENGTH[len(_label)].append(_label)


def nearly(signs: str) -> tuple[str, int, float] | None:
    """The label meant, how many signs stand for it, and how surely: alone, or followed by a colon."""
    end = re.search(r"[:;]|$", signs)
    alone = signs[: end.start()] if end else signs
    if len(alone) < SHORTEST or alone in KNOWN:
        return None
    for label in _BY_LENGTH[len(alone)]:
        if sum(a != b for a, b in zip(label, alone, strict=True)) == 1 and not _figure_for_letter(alone, label):
            return label, len(alone), 0.9 if is_han(label[0]) or len(label) > 6 else 0.6
    return _beheaded(alone, signs) or _long(alone)


def _figure_for_letter(read: str, label: str) -> bool:
    return any(sign.isdigit() for sign in read) and not any(sign.isdigit() for sign in label)


def _beheaded(alone: str, signs: str) -> tuple[str, int, float] | None:
    """Without its first letter; only before a colon, for many words end like labels."""
    if len(alone) == len(signs):
        return None
    for label in _BY_LENGTH[len(alone) + 1]:
        if label.endswith(alone) and not is_han(label[0]):
            return label, len(alone), 0.85
    return None


def _long(alone: str) -> tuple[str, int, float] | None:
    if len(alone) < LONG or is_han(alone[0]):
        return None
    for length in range(len(alone) - 2, len(alone) + 3):
        for label in _BY_LENGTH[length]:
            alike = length >= LONG and (label[:3] == alone[:3] or label[-3:] == alone[-3:])
            if (
                alike
                and _faults(label, alone) <= (3 if length >= VERY_LONG else 2)
                and not _figure_for_letter(alone, label)
            ):
                return label, len(alone), 0.85
    return None


def _faults(one: str, other: str) -> int:
    """How many signs must be changed, left out or put in."""
    row = list(range(len(other) + 1))
    for number, sign in enumerate(one, 1):
        left, row[0] = row[0], number
        for at, its in enumerate(other, 1):
            left, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, left + (sign != its))
    return row[-1]
