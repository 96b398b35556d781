"""From what a reader asked for to a query: the box, the advanced form, and the names places have otherwise."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from archives.finding.names import other_names
from archives.finding.wanted import Wanted
from search.box import Understood, all_of, number_or_words, understand
from search.query import SHORTEST_PREFIX, Exact, Node, Or, Phrase, Prefix, Text, check_length
from search.words import number_key

WHERE: dict[str, tuple[Text, ...]] = {
    "title": ("title",),
    "project_name": ("project_name",),
    "units": ("units",),
    "address": ("place",),
    "body": ("body",),
}


def meaning_of(db: Session, wanted: Wanted) -> Understood:
    """Raises BadQuery when the words cannot be searched for."""
    box = understand(wanted.words, other_names(db, wanted.words), literally=wanted.literally)
    parts = [box.node] if box.node else []
    for name, text in wanted.fields.items():
        parts.append(_number(text) if name == "number" else all_of(_words(db, text, WHERE[name])))
    return replace(box, node=all_of(parts) if parts else None)


def _number(text: str) -> Node:
    """Whole or by its beginning, also when no digit is in it, and never as words."""
    node = number_or_words(text)
    if isinstance(node, Prefix):
        return node
    return Or((Exact(text), Prefix(text))) if len(number_key(text)) >= SHORTEST_PREFIX else Exact(text)


def _words(db: Session, text: str, where: tuple[Text, ...]) -> Sequence[Node]:
    """Each word in this place, or the same with another name of what it names."""
    check_length(text)
    otherwise = other_names(db, text)
    each = []
    for word in text.split():
        ways = [Phrase(way, where) for way in (word, *otherwise(word))]
        each.append(ways[0] if len(ways) == 1 else Or(tuple(ways)))
    return each
