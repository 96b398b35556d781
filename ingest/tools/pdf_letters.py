"""From the letters of a text layer to words: runs as a reader sees them, and whether the layer can be trusted."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.scan import Box, Page, Word

GAP = 1.0  # of the letter's height: beyond it, labels that stand side by side are two
LINE_STEP = 0.75
ENOUGH = 100  # signs; a drawing with fewer has its lettering drawn as lines
KNOWN_SHARE = 0.95
# Chinese in GB codes that a program took for Latin ones comes out as À to ÿ; no language has so many of them.
ACCENTED, ACCENTED_SHARE = re.compile("[À-ÖØ-öø-ÿ]"), 0.1
UNKNOWN = frozenset({"Co", "Cn", "Cs", "Cc"})


class Letter(NamedTuple):
    """A sign with its box in pixels (left, top, right, bottom), or None for a blank that the layout only implies."""

    sign: str
    box: tuple[float, float, float, float] | None
    direction: int


def is_trustworthy(words: Sequence[Word]) -> bool:
    """A layer is used when there is enough of it and nearly all its signs are known ones."""
    signs = "".join(word.text for word in words).replace(" ", "")
    known = sum(1 for sign in signs if is_known(sign))
    accented = len(ACCENTED.findall(signs))
    return known >= ENOUGH and known >= KNOWN_SHARE * len(signs) and accented <= ACCENTED_SHARE * len(signs)


def is_known(sign: str) -> bool:
    return sign != "\ufffd" and unicodedata.category(sign) not in UNKNOWN


def words_of(letters: Sequence[Letter], page: Page) -> tuple[Word, ...]:
    return tuple(word for run in runs(letters) if (word := word_of(run, page)) is not None)


def runs(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    run: list[Letter] = []
    for letter in letters:
        if letter.sign in "\r\n" or (run and letter.box and breaks(run, letter)):
            yield run
            run = []
        if letter.sign not in "\r\n\0\ufffe" and (run or not letter.sign.isspace()):
            run.append(letter)
    yield run


def breaks(run: list[Letter], letter: Letter) -> bool:
    """Whether this letter stands away from the run: another line, another direction or a wide gap."""
    last = next((each for each in reversed(run) if each.box and not each.sign.isspace()), None)
    if last is None or last.box is None or letter.box is None or letter.sign.isspace():
        return False
    if last.direction != letter.direction:
        return True
    along, across = (0, 1) if letter.direction in (0, 180) else (1, 0)
    size = max(last.box[across + 2] - last.box[across], letter.box[across + 2] - letter.box[across], 1.0)
    size = max(size, letter.box[along + 2] - letter.box[along])
    step = abs(middle(last.box, across) - middle(letter.box, across))
    gap = max(letter.box[along] - last.box[along + 2], last.box[along] - letter.box[along + 2])
    return step > LINE_STEP * size or gap > GAP * size


def middle(box: tuple[float, float, float, float], axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2


def word_of(run: list[Letter], page: Page) -> Word | None:
    text = "".join(letter.sign for letter in run).strip()
    boxes = [letter.box for letter in run if letter.box and not letter.sign.isspace()]
    if not text or not boxes:
        return None
    left, top = max(0, int(min(box[0] for box in boxes))), max(0, int(min(box[1] for box in boxes)))
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width, height = min(page.width, round(right)) - left, min(page.height, round(bottom)) - top
    if width <= 0 or height <= 0:
        return None  # outside of what the page shows
    return Word(text, Box(left, top, width, height), 1.0, run[0].direction)
