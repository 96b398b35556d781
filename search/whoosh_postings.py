"""Whoosh as the keeper of postings. It finds terms; `search.evaluation` works the queries out.

Its own phrase queries pass a second from 23,000 pages on.
"""

import warnings
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from secrets import token_hex
from typing import Any

from search.evaluation import Ids
from search.query import Text
from search.terms import EVERY_TEXT
from search.words import one_sign_apart

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # a library of 2016: its sources warn when they are first compiled
    from whoosh import fields, formats, index
    from whoosh.codec.whoosh3 import W3Codec, W3Segment
    from whoosh.reading import TermNotFound

__all__ = ["OwnNames", "WhooshPostings", "index", "schema"]

MARKS = ("level", "department", "project", "withdrawn", "number", "offered", "sign", "facet", "opens_on", "day")


class Marks(fields.FieldType):  # type: ignore[misc]
    """Terms that are found whole; the value is the sequence of them."""

    def __init__(self, *, stored: bool = False) -> None:
        super().__init__(formats.Existence(), None, stored=stored)

    def index(self, value: Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        return ((mark.encode(), 1, 1.0, b"") for mark in dict.fromkeys(value))


class Running(fields.FieldType):  # type: ignore[misc]
    """Terms that are found by position; the value is the sequence of them. Positions are kept as 32-bit numbers."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None, scorable=True)

    def index(self, value: Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, term in enumerate(value):
            places[term].append(at)
        return ((term.encode(), len(at), float(len(at)), array("I", at).tobytes()) for term, at in places.items())


def schema() -> Any:
    marks = {name: Marks() for name in MARKS}
    return fields.Schema(id=Marks(stored=True), **marks, **{name: Running() for name in EVERY_TEXT})


class OwnNames(W3Codec):  # type: ignore[misc]
    """Segments get names of their own: Whoosh's come from `random`, and whoever seeds that makes two files collide."""

    def new_segment(self, _storage: Any, name: str) -> Any:
        return W3Segment(self, name, segid=token_hex(8))


class WhooshPostings:
    """One generation of the index, with what was already read of it."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.values = lru_cache(maxsize=256)(self._values)
        self.having = lru_cache(maxsize=512)(self._having)
        self.column = lru_cache(maxsize=32)(self._column)
        self._every = frozenset(reader.all_doc_ids())
        self._average = {text: reader.field_length(text) / max(1, len(self._every)) or 1.0 for text in EVERY_TEXT}

    def every(self) -> Ids:
        return self._every

    def _having(self, field: str, term: str) -> Ids:
        return frozenset(self.values(field, term))

    def _values(self, field: str, term: str) -> Mapping[int, bytes]:
        """The postings of a term, read in one go: each step through them costs as much as all the rest."""
        try:
            postings = self.reader.postings(field, term.encode())
        except TermNotFound:
            return {}
        found = {}
        while postings.is_active():
            found[postings.id()] = postings.value()
            postings.next()
        return found

    def beginning(self, field: str, prefix: str) -> Iterator[str]:
        return (term.decode() for term in self.reader.expand_prefix(field, prefix.encode()))

    def near(self, field: str, term: str) -> Iterator[str]:
        return (found for found in self.beginning(field, "") if one_sign_apart(found, term))

    def positions(self, field: str, term: str, among: Ids) -> Mapping[int, Sequence[int]]:
        values = self.values(field, term)
        return {entry: array("I", values[entry]) for entry in among if entry in values}

    def length(self, field: Text, entry: int) -> float:
        return float(self.reader.doc_field_length(entry, field, 1)) / self._average[field]

    def _column(self, field: str, prefix: str) -> Mapping[int, str]:
        """The mark of each entry in a field where it has one at most."""
        marks = self.beginning(field, prefix)
        return {entry: mark.removeprefix(prefix) for mark in marks for entry in self._having(field, mark)}

    def id(self, entry: int) -> str:
        (found,) = self.reader.stored_fields(entry)["id"]
        return str(found)
