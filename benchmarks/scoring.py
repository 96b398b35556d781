"""How near what was read is to what the sheet says."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

import numpy as np


def plain(text: str) -> str:
    """As it is compared: compatibility forms folded, no blanks within a line."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    return "\n".join("".join(line.split()).replace("—", "-") for line in lines)


def share_found(lines: Iterable[str], text: str) -> float:
    """How many of the strings of the sheet are in the text, each as often as it stands there."""
    wanted = Counter(filter(None, map(plain, lines)))
    return sum(min(times, text.count(line)) for line, times in wanted.items()) / wanted.total()


def error_rate(lines: Iterable[str], text: str) -> float:
    """Characters wrong: each true line against the stretch of the text that is nearest to it."""
    wanted = [line for line in map(plain, lines) if line]
    return sum(distance(line, text) for line in wanted) / sum(map(len, wanted))


def distance(line: str, text: str) -> int:
    """The smallest edit distance of a line to any stretch of a text."""
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    steps = np.arange(len(letters) + 1)
    row = np.zeros(len(letters) + 1, int)
    for i, letter in enumerate(line, 1):
        following = np.append(i, np.minimum(row[:-1] + (letters != ord(letter)), row[1:] + 1))
        row = np.minimum.accumulate(following - steps) + steps
    return int(row.min())


def is_right(value: str | None, truth: str) -> bool:
    """Exactly the value, but for blanks, width of the forms, the dot after an abbreviation and zeros after a point."""
    if value is None:
        return False
    read, true = (plain(each).rstrip(".") for each in (value, truth))
    return read == true or (is_number(read) and is_number(true) and float(read) == float(true))


def is_number(text: str) -> bool:
    return "." in text and text.replace(".", "", 1).isdecimal()
