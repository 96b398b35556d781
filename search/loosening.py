"""A query read with doubt, for when nothing was found: one sign may be misread, one of a number wrong.

What it finds is no hit of the query and never counted as one.
"""

from collections.abc import Iterator

from search.query import (
    SHORTEST_FUZZY,
    SHORTEST_OCR,
    And,
    Exact,
    Fuzzy,
    Node,
    OcrTolerant,
    Or,
    Phrase,
    Prefix,
)
from search.words import is_word, number_key, runs


def loosened(node: Node) -> Node | None:
    """None when nothing of it can be read in another way."""
    loose = _loose(node)
    return None if loose == node else loose


def _loose(node: Node) -> Node:
    match node:
        case And(parts):
            return And(tuple(map(_loose, parts)))
        case Or(parts):
            return Or(tuple(dict.fromkeys(map(_loose, parts))))
        case Exact(number) | Prefix(number) if len(number_key(number)) >= SHORTEST_FUZZY:
            return Fuzzy(number)
        case Phrase(text, within) if _is_long_enough(text):
            return OcrTolerant(text, within)
        case _:
            return node


def _is_long_enough(text: str) -> bool:
    found = runs(text)
    return len(found) == 1 and not is_word(found[0]) and len(found[0]) >= SHORTEST_OCR


def doubted(node: Node) -> Iterator[OcrTolerant | Fuzzy]:
    """The leaves that are read with doubt."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from doubted(part)
        case OcrTolerant() | Fuzzy():
            yield node
        case _:
            return
