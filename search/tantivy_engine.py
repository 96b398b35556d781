"""tantivy: the engine by default, from thousands of pages to a million and more.

Its own n-gram tokenizer gives every pair the same position, so that no phrase is ever found: terms come from
`search.words`, joined with blanks, and tantivy only splits at the blanks.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import tantivy

from search.engine import Audience, Entry, Query, Results
from search.ordering import most_first
from search.problems import IndexFaulty, IndexOutdated
from search.tantivy_queries import WORDS, admitted, counted_by, find_all, inside
from search.terms import EVERY_TEXT, JOINT, SCHEMA, Indexed, indexed, unrepeated
from search.turns import is_untouched, turn
from search.words import ANALYZER, number_key

MEMORY = 128_000_000
MOST_COUNTED = 500
"""Searches whose facets are remembered."""

Stamp = tuple[int, int] | None
Counts = Mapping[str, Mapping[str, int]]

MARKS = ("level", "department", "project", "withdrawn", "number", "sign", "offered")


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in MARKS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in EVERY_TEXT:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_unsigned_field("opens_on", indexed=True, fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_json_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


class TantivyEngine:
    name = "tantivy"
    fingerprint = f"tantivy-{SCHEMA}-{ANALYZER}"

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._opening = Lock()
        self._stamp: Stamp = None
        self._counted: dict[Hashable, Counts] = {}
        with turn(directory):
            self._index = _opened(directory)
        self._index.config_reader("manual")

    def put(self, entries: Iterable[Entry]) -> None:
        with turn(self.directory), self._writer() as (writer, empty):
            for at, stretch in enumerate(unrepeated(entries)):
                for entry in stretch:
                    if at or not empty:
                        writer.delete_documents_by_term("id", entry.id)
                    writer.add_document(_document(indexed(entry)))

    def remove(self, ids: Iterable[str]) -> None:
        with turn(self.directory), self._writer() as (writer, _):
            for entry_id in ids:
                writer.delete_documents_by_term("id", entry_id)

    @contextmanager
    def _writer(self) -> Iterator[tuple[Any, bool]]:
        """A writer, and whether the index is empty. All of what is written is kept, or none of it."""
        # A handle that lives on would not learn of the other processes' files and leave orphans.
        fresh = _opened(self.directory)
        writer = fresh.writer(MEMORY, 1)
        try:
            yield writer, fresh.searcher().num_docs == 0
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()  # which also gives the lock back

    @contextmanager
    def _searcher(self) -> Iterator[tuple[Any, Stamp]]:
        """Of the latest commit, whichever process made it, and which commit that is."""
        try:
            with self._opening:
                about = (self.directory / "meta.json").stat()
                if (about.st_ino, about.st_mtime_ns) != self._stamp:
                    self._index.reload()
                    self._stamp = (about.st_ino, about.st_mtime_ns)
                searcher, stamp = self._index.searcher(), self._stamp
            yield searcher, stamp
        except (OSError, ValueError) as error:
            raise IndexFaulty.because(self.directory.name, error) from error

    def find(self, query: Query) -> Results:
        with self._searcher() as (searcher, stamp):
            return self._found(searcher, stamp, query)

    def _found(self, searcher: Any, stamp: Stamp, query: Query) -> Results:
        wanted = find_all(self._index.schema, query)
        order = {"order_by_field": "day", "order": tantivy.Order.Asc if query.order == "oldest" else tantivy.Order.Desc}
        found = searcher.search(wanted, query.per_page, offset=query.first, **(order if query.by_day else {}))
        ids = tuple(searcher.doc(address)["id"][0] for _, address in found.hits)
        return Results(ids, found.count, self._counts_of(searcher, stamp, query, wanted))

    def _counts_of(self, searcher: Any, stamp: Stamp, query: Query, wanted: Any) -> Counts:
        """Counting takes as long as finding: whoever turns the page or sorts anew gets what was counted before.

        Until something is written, and only for the same rights.
        """
        if not query.counted:
            return {}
        limits = tuple(sorted((name, tuple(sorted(values))) for name, values in query.facets.items()))
        asked = stamp, query.node, query.audience, limits, query.since, query.until, query.counted
        known = self._counted.get(asked)
        if known is None:
            counts = searcher.aggregate(wanted, counted_by(query.counted))
            known = {name: _counts(counts[name]["buckets"]) for name in query.counted}
            if len(self._counted) >= MOST_COUNTED:
                self._counted = {}
            self._counted[asked] = known
        return known

    def numbers_beginning(self, prefix: str, audience: Audience, limit: int = 10) -> Sequence[str]:
        if not (key := number_key(prefix)):
            return ()
        seen = inside(admitted(self._index.schema, audience))
        with self._searcher() as (searcher, _):
            offered = searcher.terms_with_prefix("offered", key, seen, limit)
        return tuple(mark.partition(JOINT)[2] for mark, _ in offered)

    def count(self) -> int:
        with self._searcher() as (searcher, _):
            return int(searcher.num_docs)

    def close(self) -> None:
        """Nothing is held but memory: the files are freed with the object."""


def _opened(directory: Path) -> Any:
    try:
        return (
            tantivy.Index(_schema(), str(directory)) if is_untouched(directory) else tantivy.Index.open(str(directory))
        )
    except ValueError as error:
        raise IndexOutdated(
            "The index “%(name)s” cannot be opened (%(reason)s): run “archives reindex”.",
            name=directory.name,
            reason=error,
        ) from error


def _document(entry: Indexed) -> Any:
    document = tantivy.Document()
    document.add_text("id", entry.id)
    for field, marks in entry.marks.items():
        for mark in marks:
            document.add_text(field, mark)
    for field, spaced in entry.texts.items():
        document.add_text(field, spaced)
    document.add_unsigned("opens_on", entry.opens_on)
    if entry.day is not None:
        document.add_unsigned("day", entry.day)
    document.add_json("facets", {name: WORDS + value for name, value in entry.facets.items()})
    return document


def _counts(buckets: Iterable[dict[str, Any]]) -> Mapping[str, int]:
    return most_first((bucket["key"].removeprefix(WORDS), bucket["doc_count"]) for bucket in buckets)
