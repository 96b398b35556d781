"""The one analyzer of all engines: from text to terms. Whoever changes it counts ANALYZER up.

**The normal form.** Every sign is folded by itself: NFKC, lower case, combining marks dropped, traditional to
simplified, ○ to 〇. What is then neither a letter, a digit nor a blank is an edge. The text is a row of runs:

* a Han run: Han signs and kana, blanks between them dropped, so that 平 面 图 as OCR spells it is 平面图. One line
  break is a blank, an empty line is an edge;
* a word: a run of other letters and digits, known by its first 64 signs.

`plain()` writes the runs with | between them: "A座，2 层" is |a|座|2|层|. A phrase is found exactly where its `plain()`
(without the outer | next to a Han sign) stands in the text's: words match whole, Han runs anywhere.

**The terms.** Words stand whole. Han signs become overlapping pairs, and the edge of a run is a sign of its own, so
"A座，2层" is a · |座 · 座| · 2 · |层. Every term has the next position, so any engine's phrase query over `terms()` is
exact, also where Han and words meet. Only the edges of the text itself give no term: there the run may go on.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from operator import add

from opencc import OpenCC

ANALYZER = 1
EDGE = "|"
LONGEST_WORD = 64
LONGEST_NUMBER = 200
# No phrase query holds this sign, and three positions are more than a misread sign can bridge.
PAGE_BREAK = ("¶", "¶", "¶")

HAN = "\u3005\u3007\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
SIGN = re.compile(f"[{HAN}]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\|+(?=\d)")
_WORDS = re.compile(f"([^{HAN} |]+)")


class Folding(dict[int, str]):
    """A table for str.translate that looks up each sign of Unicode once, when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = "".join(map(_kind, _folded(chr(code))))
        return folded


def _folded(sign: str) -> str:
    """Folding a folded sign changes nothing more: ㎡ is m2, Ⅳ is iv, É is e."""
    previous = ""
    while sign != previous:
        previous = sign
        sign = unicodedata.normalize("NFKC", sign).lower()
        if not SIGN.search(sign):  # が would lose its mark
            sign = unicodedata.normalize("NFD", sign)
        sign = "".join(_simplified(one) for one in sign if unicodedata.category(one) not in ("Mn", "Cf"))
    return sign


def _simplified(sign: str) -> str:
    if sign in "○◯":
        return "〇"
    return _opencc().convert(sign) if SIGN.match(sign) else sign


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def _kind(sign: str) -> str:
    if sign in "\f\v\x1c\x1d\x1e\x85\u2029":
        return EDGE
    if sign.isspace() or sign == "\0":
        return " "
    return sign if sign.isalnum() or SIGN.match(sign) else EDGE


FOLD = Folding()


def fold(text: str) -> str:
    """Every sign folded: what is left are Han signs, letters, digits, blanks and edges."""
    return text.replace("\n\n", "||").translate(FOLD)


def terms(text: str) -> list[str]:
    """The terms of a text, each one position after the other."""
    pieces = _WORDS.split(fold(text))
    last = len(pieces) - 1
    found: list[str] = []
    for at, piece in enumerate(pieces):
        if at % 2:
            found.append(piece[:LONGEST_WORD])
        elif signs := _han_runs(piece):
            signs = f"{EDGE if at else ''}{signs}{EDGE if at < last else ''}"
            found.extend(map(add, signs, signs[1:]))
    return found


def _han_runs(piece: str) -> str:
    """The Han runs between two words, blanks dropped, with one edge between each two."""
    return EDGE.join(filter(None, piece.replace(" ", "").split(EDGE)))


def runs(text: str) -> list[str]:
    """The runs of the normal form in order."""
    found: list[str] = []
    for at, piece in enumerate(_WORDS.split(fold(text))):
        found += [piece[:LONGEST_WORD]] if at % 2 else filter(None, piece.replace(" ", "").split(EDGE))
    return found


def plain(text: str) -> str:
    return EDGE + EDGE.join(runs(text)) + EDGE


def is_word(run: str) -> bool:
    return not SIGN.match(run)


def terms_of_pages(pages: Iterable[str]) -> list[str]:
    """The terms of all pages, so far apart that no phrase runs from one to the next."""
    found: list[str] = []
    for page in pages:
        if found:
            found.extend(PAGE_BREAK)
        found.extend(terms(page))
    return found


def signs(text: str) -> set[str]:
    """The single Han signs of a text."""
    return set(SIGN.findall(fold(text)))


def number_key(number: str) -> str:
    """A number as it is compared: signs folded, blanks, brackets and hyphens dropped.

    Only between two digits does what parts them count: 建施—03 is 建施03, but 结施-1-11 (结施1-11) is not 结施-11-1.
    """
    tight = fold(number).replace(" ", "")
    return _BETWEEN_DIGITS.sub("-", tight).replace(EDGE, "")[:LONGEST_NUMBER]
