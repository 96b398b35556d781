"""From what a reader types into the search box to a query.

| typed | meaning |
|---|---|
| 翠湖花园 平面图 | both, each as it stands |
| "fire door" “防火门” 「防火门」 | as it stands, blanks included |
| -防火门 | without this |
| 翠湖 OR 碧湖 平面图 | one of the two, and 平面图 (also 或) |
| 建施-03, 建字第320623202000006号 | with a digit: also looked for among the numbers, whole and as a beginning |
| 建施-* | numbers that begin like this |
| 2014, 2014年5月, 2014-05-20, 2010-2014 | also looked for among the dates |
| 桥, A | one sign alone: in title, description and numbers, not in the pages |
| 南后街12号 | also under the other names of what it names, where such are given |

Whatever is typed gives a query or a sentence (BadQuery); nothing but blanks gives None, which is everything.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.dates import Days, days_typed
from search.problems import BadQuery
from search.query import SHORTEST_PREFIX, And, Exact, Node, Not, Or, Phrase, Prefix, Range, check_length
from search.words import number_key, runs

MOST_WORDS = 32

_QUOTED = r"[\"＂](?P<a>[^\"＂]*)[\"＂]?|[“„](?P<b>[^”]*)”?|「(?P<c>[^」]*)」?|『(?P<d>[^』]*)』?"
# 建字第 3201 2014 00013 号 is one number, whatever blanks are in it.
_NUMBER = r"(?P<number>[^\s\"“「『]*第\s*[0-9０-９](?:[0-9A-Za-z０-９\s-]*[0-9A-Za-z０-９])?\s*号)"
_PIECE = re.compile(rf"(?P<without>[-－−](?=\S))?(?:{_QUOTED}|{_NUMBER}|(?P<word>[^\s\"＂“「『]+|\S))")
_OR = {"OR", "或"}


class Piece(NamedTuple):
    text: str
    quoted: bool
    without: bool


OtherNames = Callable[[str], Sequence[str]]
"""From a text to the same text with another name of what it names."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What the words mean, and what was read into them: the dates, and the other names of what they name."""

    node: Node | None
    dates: tuple[tuple[str, Days], ...] = ()
    names: tuple[tuple[str, str], ...] = ()


def read_box(typed: str) -> Node | None:
    return understand(typed).node


def understand(typed: str, other_names: OtherNames = lambda _: (), *, literally: bool = False) -> Understood:
    """`literally`: nothing is read into the words, neither dates nor other names."""
    check_length(typed)
    pieces = [_piece(found) for found in _PIECE.finditer(typed.replace("\0", " "))]
    open_pieces = [piece for piece in pieces if not piece.quoted and not literally]
    dates = tuple((piece.text, days) for piece in open_pieces if (days := days_typed(piece.text)))
    names = tuple((piece.text, other) for piece in open_pieces for other in other_names(piece.text))
    wanted = _wanted(pieces, dict(dates), names)
    if not wanted and pieces:
        raise BadQuery("“%(text)s” has no letter, digit or Chinese sign to look for.", text=typed.strip())
    return Understood(all_of(wanted) if wanted else None, dates, names)


def all_of(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _piece(found: re.Match[str]) -> Piece:
    quoted = next((text for name in "abcd" if (text := found[name]) is not None), None)
    text = quoted if quoted is not None else found["number"] or found["word"]
    return Piece(text, quoted is not None, found["without"] is not None)


def _wanted(pieces: list[Piece], dates: dict[str, Days], names: Sequence[tuple[str, str]]) -> list[Node]:
    """One node for each row of pieces that OR joins; all of them must hold."""
    rows: list[list[Node]] = []
    joining = False
    for piece in pieces:
        if piece.text in _OR and not piece.quoted and not piece.without:
            joining = bool(rows)
        elif runs(piece.text):  # a dash between two words is passed over
            if not joining:
                rows.append([])
            rows[-1].append(_node(piece, dates, names))
            joining = False
    if (words := sum(map(len, rows))) > MOST_WORDS:
        raise BadQuery("These are %(count)d words: search for at most %(most)d at once.", count=words, most=MOST_WORDS)
    return [row[0] if len(row) == 1 else Or(tuple(row)) for row in rows]


def _node(piece: Piece, dates: dict[str, Days], names: Sequence[tuple[str, str]]) -> Node:
    if piece.quoted:
        ways: list[Node] = [Phrase(piece.text)]
    else:
        ways = _word(piece.text)
        ways += [Range(*dates[piece.text])] if piece.text in dates else []
        ways += [Phrase(other) for text, other in names if text == piece.text]
    node = ways[0] if len(ways) == 1 else Or(tuple(ways))
    return Not(node) if piece.without else node


def number_or_words(text: str) -> Node:
    ways = _word(text)
    return ways[0] if len(ways) == 1 else Or(tuple(ways))


def _word(text: str) -> list[Node]:
    key = number_key(text)
    if text.endswith(("*", "＊")) and len(key) >= SHORTEST_PREFIX:
        return [Prefix(text)]
    if len(key) == 1:
        return [Phrase(text, ("title", "described"))]
    if any(sign.isdigit() for sign in key) and len(key) >= SHORTEST_PREFIX:
        return [Exact(text), Prefix(text), Phrase(text)]
    return [Phrase(text)]
