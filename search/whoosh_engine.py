"""Whoosh 2.7.4: pure Python, for small archives and machines without tantivy.

An index directory holds pickles, which are code: never open one that came from elsewhere.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock
from typing import Any

from search.engine import Audience, Entry, Query, Results
from search.evaluation import admitted, evaluate, narrowed
from search.ordering import most_first, ordered
from search.problems import IndexFaulty, IndexOutdated
from search.terms import JOINT, SCHEMA, Indexed, indexed, unrepeated
from search.turns import is_untouched, turn
from search.whoosh_postings import OwnNames, WhooshPostings, index, schema
from search.words import ANALYZER, number_key

MEMORY_MB = 256
DAY_WIDTH = 8
# Whoosh does not check what it reads: a torn table of contents fails wherever its bytes first make no sense.
DAMAGE = (index.IndexError, OSError, EOFError, UnpicklingError, struct.error, TypeError, ValueError, LookupError)


class WhooshEngine:
    name = "whoosh"
    fingerprint = f"whoosh-{SCHEMA}-{ANALYZER}"

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._reading = Lock()
        with turn(directory):
            self._index = _opened(directory)
        self._postings = WhooshPostings(self._index.reader())

    def put(self, entries: Iterable[Entry]) -> None:
        with turn(self.directory):
            for stretch in unrepeated(entries):
                self._write(map(indexed, stretch))

    def remove(self, ids: Iterable[str]) -> None:
        with turn(self.directory):
            self._write((), tuple(ids))

    def _write(self, entries: Iterable[Indexed], removed: Sequence[str] = ()) -> None:
        before = WhooshPostings(self._index.reader())
        writer = self._index.writer(limitmb=MEMORY_MB, codec=OwnNames())
        try:
            for entry_id in removed:
                self._delete(writer, before, entry_id)
            for entry in entries:
                self._delete(writer, before, entry.id)
                writer.add_document(**_document(entry))
            writer.commit()
        except BaseException:
            writer.cancel()  # or the lock stays with this process
            raise
        finally:
            before.reader.close()

    @staticmethod
    def _delete(writer: Any, before: WhooshPostings, entry_id: str) -> None:
        for number in before.having("id", entry_id) if before.every() else ():
            writer.delete_document(number)

    @contextmanager
    def _latest(self) -> Iterator[WhooshPostings]:
        try:
            with self._reading:
                if self._postings.reader.generation() != self._index.latest_generation():
                    self._postings = WhooshPostings(self._index.reader())
                yield self._postings
        except DAMAGE as error:
            raise IndexFaulty.because(self.directory.name, error) from error

    def find(self, query: Query) -> Results:
        with self._latest() as postings:
            among = narrowed(query, postings)
            scores = dict.fromkeys(among, 0.0) if query.node is None else evaluate(query.node, postings, among)
            hits = ordered(scores, postings.column("day", ""), query)
            facets = {name: _counted(postings.column("facet", name + JOINT), scores) for name in query.counted}
            return Results(tuple(map(postings.id, hits)), len(scores), facets)

    def numbers_beginning(self, prefix: str, audience: Audience, limit: int = 10) -> Sequence[str]:
        if not (key := number_key(prefix)):
            return ()
        with self._latest() as postings:
            seen = admitted(audience, postings)
            offered = postings.beginning("offered", key)
            visible = (mark for mark in offered if not seen.isdisjoint(postings.having("offered", mark)))
            return tuple(mark.partition(JOINT)[2] for mark in islice(visible, limit))

    def count(self) -> int:
        with self._latest() as postings:
            return len(postings.every())

    def close(self) -> None:
        self._postings.reader.close()
        self._index.close()


def _opened(directory: Path) -> Any:
    if is_untouched(directory):
        return index.create_in(str(directory), schema())
    try:
        return index.open_dir(str(directory))
    except DAMAGE as error:
        raise IndexOutdated(
            "The index “%(name)s” cannot be opened (%(reason)s): run “archives reindex”.",
            name=directory.name,
            reason=error,
        ) from error


def _document(entry: Indexed) -> dict[str, Sequence[str]]:
    days = {"opens_on": [f"{entry.opens_on:0{DAY_WIDTH}}"], "day": [f"{entry.day:0{DAY_WIDTH}}"] if entry.day else []}
    texts = {field: spaced.split() for field, spaced in entry.texts.items()}
    facets = [f"{name}{JOINT}{value}" for name, value in entry.facets.items()]
    return {"id": [entry.id], **entry.marks, **days, "facet": facets, **texts}


def _counted(values: Mapping[int, str], entries: Iterable[int]) -> Mapping[str, int]:
    return most_first(Counter(values[entry] for entry in entries if entry in values).items())
