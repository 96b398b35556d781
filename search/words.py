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
from array import array
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

ANALYZER = 1
EDGE = "|"
NUL = "\0"
BLANK = ord(" ")
LONGEST_WORD = 64
LONGEST_NUMBER = 200
# No phrase query holds this sign, and three positions are more than a misread sign can bridge.
PAGE_BREAK = " ¶ ¶ ¶ "

# One range, for speed: besides Han and kana it holds a few rare scripts, whose signs may as well go in pairs.
HAN = "\u3005-\U000323af"
SIGN = re.compile(f"[{HAN}]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\|+(?=\d)")
_WORDS = re.compile(f"([^{HAN} |]+)")


class Folding(dict[int, str]):
    """A table for str.translate that looks up each sign of Unicode once, when it is first met.

    `uneven` are those met that become none or several.
    """

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = self[code] = "".join(map(_kind, _folded(chr(code))))
        if len(folded) != 1:
            self.uneven.add(chr(code))
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
    return _opencc().convert(sign) if sign.isalnum() and SIGN.match(sign) else sign


@cache
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def _kind(sign: str) -> str:
    if sign in "\f\v\x1c\x1d\x1e\x85\u2029":
        return EDGE
    if sign.isspace() or sign == "\0":
        return " "
    return sign if sign.isalnum() else EDGE


FOLD = Folding()


def fold(text: str) -> str:
    """Every sign folded: what is left are Han signs, letters, digits, blanks and edges."""
    return text.replace("\n\n", "||").translate(FOLD)


def spaced(text: str) -> str:
    """The terms of a text with blanks between them.

    The whole text at once and in whole-string steps, since this is most of the work of indexing. A word is stood for by
    one sign, NUL, which no folded text has; each Han sign and each edge is then written beside the next.
    """
    folded = fold(text)
    signs = _WORDS.sub(NUL, folded).replace(" ", "")
    signs = EDGE.join(filter(None, signs.split(EDGE)))
    signs = signs.replace(f"{EDGE}{NUL}", NUL).replace(f"{NUL}{EDGE}", NUL)
    signs = signs.replace(NUL, f"{EDGE}{NUL}{EDGE}").replace(EDGE * 2, "")
    woven = _pairs(signs).replace(f"{EDGE}{NUL} ", "").replace(NUL * 2, NUL).replace(f"{NUL}{EDGE}", NUL)
    words = [word[:LONGEST_WORD] for word in _WORDS.findall(folded)]
    parts = [""] * (2 * len(words) + 1)
    parts[::2], parts[1::2] = woven.split(NUL), words
    return "".join(parts)


def _pairs(signs: str) -> str:
    """Each sign beside the next: abc becomes "ab bc "."""
    codes = array("I", signs.encode("utf-32-le"))
    count = max(0, len(codes) - 1)
    woven = array("I", [BLANK]) * (3 * count)
    woven[0::3], woven[1::3] = codes[:count], codes[1:]
    return woven.tobytes().decode("utf-32-le")


def terms(text: str) -> list[str]:
    """The terms of a text, each one position after the other."""
    return spaced(text).split()


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


def spaced_pages(pages: Iterable[str]) -> str:
    """The terms of all pages, so far apart that no phrase runs from one to the next."""
    return PAGE_BREAK.join(map(spaced, pages))


def signs(text: str) -> set[str]:
    """The single Han signs of a text."""
    return set(SIGN.findall(fold(text)))


def number_key(number: str) -> str:
    """A number as it is compared: signs folded, blanks, brackets and hyphens dropped.

    Only between two digits does what parts them count: 建施—03 is 建施03, but 结施-1-11 (结施1-11) is not 结施-11-1.
    """
    tight = fold(number).replace(" ", "")
    return _BETWEEN_DIGITS.sub("-", tight).replace(EDGE, "")[:LONGEST_NUMBER]


def one_sign_apart(one: str, other: str) -> bool:
    """At most one sign is wrong, missing or too many."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    same = next((at for at, sign in enumerate(shorter) if sign != longer[at]), len(shorter))
    rest = shorter[same + 1 :] if len(shorter) == len(longer) else shorter[same:]
    return rest == longer[same + 1 :]
