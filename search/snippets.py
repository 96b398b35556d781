"""What was found, shown in the original text: which page, which lines, which signs. No engine and no markup in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search.query import AllTerms, And, Exact, Fuzzy, Node, OcrTolerant, Or, Phrase, Prefix
from search.words import EDGE, FOLD, HAN, LONGEST_WORD, is_word, number_key, runs, terms
from search.words import fold as fold_anew

AROUND = 40
LONGEST = 160
# What a folded text has besides Han signs, blanks and edges. Written so because Python walks through every sign of a
# range below U+10000 when it compiles one, and that of the Han signs would take a millisecond each time.
SIGN_OF_WORD = "[!-{}-\u3004\U000323b0-\U0010ffff]"

# The best page is looked for and then marked, and readers turn to the same pages again and again.
fold = lru_cache(maxsize=256)(fold_anew)

Mark = tuple[int, int]
"""Where a find begins and ends."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of the original text, which begins there at `start`; `marks` count from the beginning of the piece."""

    text: str
    marks: tuple[Mark, ...]
    start: int
    cut_before: bool
    cut_after: bool


def snippet(text: str, node: Node) -> Snippet | None:
    """The piece of the text in which most of what was looked for stands close together; None if nothing of it does."""
    found = marks(text, node)
    if not found:
        return None
    first = max(found, key=lambda mark: sum(mark[0] <= start < mark[0] + LONGEST - AROUND for start, _ in found))
    start = max(0, first[0] - AROUND)
    end = min(len(text), max(start + LONGEST, first[1]))
    inside = tuple((a - start, b - start) for a, b in found if a >= start and b <= end)
    return Snippet(text[start:end], inside, start, start > 0, end < len(text))


def best_page(pages: Iterable[str], node: Node) -> int | None:
    """The first page with all of the things looked for, or else with most of them; None if there is nothing on any."""
    patterns = _patterns(node)
    best, most = None, 0
    for at, page in enumerate(pages):
        folded = fold(page)
        found = sum(1 for pattern in patterns if pattern.search(folded))
        if found > most:
            best, most = at, found
        if found == len(patterns):
            break  # no page can have more, and a volume may have hundreds
    return best


def marks(text: str, node: Node) -> tuple[Mark, ...]:
    """Where in the original text what was looked for stands, without overlaps, in order."""
    folded = fold(text)
    spans = sorted(found.span() for pattern in _patterns(node) for found in pattern.finditer(folded))
    if not spans:
        return ()
    origin = _origins(text)
    joined: list[Mark] = []
    for start, end in spans:
        begins, ends = origin[start], origin[end - 1] + 1
        if joined and begins < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return tuple(joined)


def _origins(text: str) -> Sequence[int]:
    """For each folded sign the place of the original sign it comes from, in a text that was folded before."""
    if FOLD.uneven.isdisjoint(text):
        return range(len(text))
    return [at for at, sign in enumerate(text) for _ in FOLD[ord(sign)]]


@lru_cache(maxsize=64)
def _patterns(node: Node) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in dict.fromkeys(_leaves(node)))


def _leaves(node: Node) -> Iterator[str]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _leaves(part)
        case Phrase(text):
            yield _phrase(text)
        case AllTerms(text):
            yield from map(_pair, terms(text) or runs(text))
        case OcrTolerant(text):
            yield from (_misread(text, at) for at in range(len(runs(text)[0])))
        case Exact(number):
            yield _number(number) + f"(?!{SIGN_OF_WORD})"
        case Prefix(number) | Fuzzy(number):
            yield _number(number)
        case _:
            return


def _phrase(text: str) -> str:
    """The runs as they may be written: blanks within Han runs, anything but signs and words between two runs."""
    found = runs(text)
    pattern = _run(found[0])
    for before, run in pairwise(found):
        if is_word(before) != is_word(run):
            between = f"[ {EDGE}]*"
        else:
            between = f"[ {EDGE}]+" if is_word(run) else f" *{re.escape(EDGE)}[ {EDGE}]*"
        pattern += between + _run(run)
    return pattern


def _run(run: str) -> str:
    if not is_word(run):
        return " *".join(run)
    rest = f"{SIGN_OF_WORD}*" if len(run) == LONGEST_WORD else ""
    return f"(?<!{SIGN_OF_WORD}){re.escape(run)}{rest}(?!{SIGN_OF_WORD})"


def _pair(term: str) -> str:
    """A pair of Han signs, or a Han sign and an edge, of which the sign is marked; or a word."""
    return _run(term.strip(EDGE))


def _misread(text: str, at: int) -> str:
    signs = runs(text)[0]
    return " *".join([*signs[:at], f"[{HAN}]", *signs[at + 1 :]])


def _number(number: str) -> str:
    signs = (f"[ {EDGE}]+" if sign == "-" else re.escape(sign) for sign in number_key(number))
    return f"(?<!{SIGN_OF_WORD})" + f"[ {EDGE}]*".join(signs)
