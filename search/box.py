"""From what a reader types into the search box to a query.

| typed | meaning |
|---|---|
| 翠湖花园 平面图 | both, each as it stands |
| "fire door" “防火门” 「防火门」 | as it stands, blanks included |
| -防火门 | without this |
| 翠湖 OR 碧湖 平面图 | one of the two, and 平面图 (also 或) |
| 建施-03, 建字第320623202000006号 | with a digit: also looked for among the numbers, whole and as a beginning |
| 建施-* | numbers that begin like this |

Whatever is typed gives a query or a sentence (BadQuery); nothing but blanks gives None, which is everything.
"""

import re
from typing import NamedTuple

from search.problems import BadQuery
from search.query import LONGEST_TEXT, SHORTEST_PREFIX, And, Exact, Node, Not, Or, Phrase, Prefix
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


def read_box(typed: str) -> Node | None:
    if len(typed) > LONGEST_TEXT:
        raise BadQuery(
            "These words are too long to search for: %(length)d signs, of at most %(longest)d.",
            length=len(typed),
            longest=LONGEST_TEXT,
        )
    pieces = [_piece(found) for found in _PIECE.finditer(typed.replace("\0", " "))]
    wanted = _wanted(pieces)
    if wanted:
        return wanted[0] if len(wanted) == 1 else And(tuple(wanted))
    if pieces:
        raise BadQuery("“%(text)s” has no letter, digit or Chinese sign to look for.", text=typed.strip())
    return None


def _piece(found: re.Match[str]) -> Piece:
    quoted = next((text for name in "abcd" if (text := found[name]) is not None), None)
    text = quoted if quoted is not None else found["number"] or found["word"]
    return Piece(text, quoted is not None, found["without"] is not None)


def _wanted(pieces: list[Piece]) -> list[Node]:
    """One node for each row of pieces that OR joins; all of them must hold."""
    rows: list[list[Node]] = []
    joining = False
    for piece in pieces:
        if piece.text in _OR and not piece.quoted and not piece.without:
            joining = bool(rows)
        elif runs(piece.text):  # a dash between two words is passed over
            if not joining:
                rows.append([])
            rows[-1].append(_node(piece))
            joining = False
    if (words := sum(map(len, rows))) > MOST_WORDS:
        raise BadQuery("These are %(count)d words: search for at most %(most)d at once.", count=words, most=MOST_WORDS)
    return [row[0] if len(row) == 1 else Or(tuple(row)) for row in rows]


def _node(piece: Piece) -> Node:
    node = Phrase(piece.text) if piece.quoted else _word(piece.text)
    return Not(node) if piece.without else node


def _word(text: str) -> Node:
    key = number_key(text)
    if text.endswith(("*", "＊")) and len(key) >= SHORTEST_PREFIX:
        return Prefix(text)
    if any(sign.isdigit() for sign in key) and len(key) >= SHORTEST_PREFIX:
        return Or((Exact(text), Prefix(text), Phrase(text)))
    return Phrase(text)
