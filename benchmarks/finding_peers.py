"""What stands beside our engines: SQLite FTS5 over the same terms, and tantivy with nothing of ours around it."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.finding_corpus import Page, entry_of, pages_in
from search.engine import Query
from search.query import And, Exact, Fuzzy, Node, OcrTolerant, Phrase, Prefix
from search.terms import places
from search.words import number_key, spaced, terms

BATCH = 2000


class CannotAsk(Exception):
    """The peer has nothing for this kind of question."""


class Fts5:
    """Bigrams in an FTS5 table without the text, levels, departments and numbers in ordinary ones."""

    def __init__(self, root: Path) -> None:
        self.db = sqlite3.connect(root / "fts5.db")
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA cache_size=-128000;"
            "CREATE VIRTUAL TABLE page USING fts5(body, content='', tokenize=\"unicode61 tokenchars '|'\");"
            "CREATE TABLE about (id INTEGER PRIMARY KEY, department TEXT, level TEXT, kind TEXT, year TEXT);"
            "CREATE TABLE number (key TEXT, id INTEGER); CREATE INDEX number_key ON number (key, id);"
        )

    def build(self, file: Path) -> None:
        for page in pages_in(file):
            entry, at = entry_of(page), page["id"]
            self.db.execute("INSERT INTO page (rowid, body) VALUES (?, ?)", (at, spaced(page["text"])))
            facets = entry.facets
            self.db.execute(
                "INSERT INTO about VALUES (?, ?, ?, ?, ?)",
                (at, entry.department, entry.level, facets["kind"], facets["year"]),
            )
            self.db.executemany("INSERT INTO number VALUES (?, ?)", [(number_key(n), at) for n in entry.numbers])
        self.db.execute("INSERT INTO page (page) VALUES ('optimize')")
        self.db.commit()

    def find(self, query: Query) -> object:
        (way,) = query.audience
        if isinstance(query.node, Exact | Prefix):
            key = number_key(query.node.number)
            last = key if isinstance(query.node, Exact) else key + "\U0010ffff"
            sql = "SELECT id FROM number WHERE key BETWEEN ? AND ? LIMIT ?"
            return self.db.execute(sql, (key, last, query.per_page)).fetchall()
        asked, source, values = _fts_query(query.node), "page", []
        if way.departments is not None:
            source = "page JOIN about ON about.id = page.rowid"
            marks = [",".join("?" * len(allowed)) for allowed in (way.departments, way.levels)]
            limit = " AND about.department IN ({}) AND about.level IN ({})".format(*marks)
            values = [*way.departments, *way.levels]
        else:
            limit = ""
        where = f"FROM {source} WHERE page MATCH ?{limit}"
        ordered = f"SELECT page.rowid {where} ORDER BY rank LIMIT ? OFFSET ?"
        found = [
            self.db.execute(ordered, (asked, *values, query.per_page, query.first)).fetchall(),
            self.db.execute(f"SELECT count(*) {where}", (asked, *values)).fetchone(),
        ]
        for name in query.counted:
            joined = "FROM page JOIN about ON about.id = page.rowid WHERE page MATCH ? GROUP BY 1"
            found.append(self.db.execute(f"SELECT {name}, count(*) {joined}", (asked,)).fetchall())
        return found


def _fts_query(node: Node | None) -> str:
    match node:
        case Phrase(text):
            return '"' + " ".join(terms(text)) + '"'
        case And(parts):
            return " AND ".join(map(_fts_query, parts))
    raise CannotAsk


class BareTantivy:
    """One text field and the fields to filter by; no title, no description, no tiers, no audience."""

    def __init__(self, root: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("id", stored=True)
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
        for name in ("number", "department", "level"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name == "department")
        for name in ("kind", "year"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        self.schema = builder.build()
        (root / "bare").mkdir()
        self.index = tantivy.Index(self.schema, str(root / "bare"))

    def build(self, file: Path) -> None:
        writer = self.index.writer(128_000_000, 1)
        for page in pages_in(file):
            writer.add_document(_bare(page))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def find(self, query: Query) -> object:
        (way,) = query.audience
        wanted = self._node(query.node)
        if way.departments is not None:
            limits = [("department", way.departments), ("level", way.levels)]
            sets = [tantivy.Query.term_set_query(self.schema, name, sorted(values)) for name, values in limits]
            musts = [wanted, *[tantivy.Query.const_score_query(limit, 0.0) for limit in sets]]
            wanted = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in musts])
        searcher = self.index.searcher()
        found = [searcher.search(wanted, query.per_page, offset=query.first)]
        if query.counted:
            wishes = {name: {"terms": {"field": name, "size": 1000}} for name in query.counted}
            found.append(searcher.aggregate(wanted, wishes))
        return found

    def _node(self, node: Node | None) -> Any:
        match node:
            case Phrase():
                return self._phrase(places(node)[0])
            case OcrTolerant():
                return tantivy.Query.disjunction_max_query([self._phrase(place) for place in places(node)])
            case And(parts):
                return tantivy.Query.boolean_query([(tantivy.Occur.Must, self._node(part)) for part in parts])
            case Exact(number):
                return tantivy.Query.term_query(self.schema, "number", number_key(number))
            case Prefix(number):
                return tantivy.Query.regex_query(self.schema, "number", number_key(number) + ".*")
            case Fuzzy(number):
                key = number_key(number)
                return tantivy.Query.fuzzy_term_query(self.schema, "number", key, 1, transposition_cost_one=False)
        raise CannotAsk

    def _phrase(self, phrase: Sequence[tuple[int, str]]) -> Any:
        if len(phrase) == 1:
            return tantivy.Query.term_query(self.schema, "body", phrase[0][1])
        return tantivy.Query.phrase_query(self.schema, "body", [tuple(place) for place in phrase])


def _bare(page: Page) -> Any:
    entry, document = entry_of(page), tantivy.Document()
    document.add_unsigned("id", page["id"])
    document.add_text("body", spaced(page["text"]))
    for name, values in _filters(entry):
        for value in values:
            document.add_text(name, value)
    return document


def _filters(entry: Any) -> Iterator[tuple[str, Sequence[str]]]:
    yield "number", [number_key(number) for number in entry.numbers]
    yield "department", [entry.department]
    yield "level", [entry.level]
    yield "kind", [entry.facets["kind"]]
    yield "year", [entry.facets["year"]]


PEERS = {"SQLite FTS5": Fts5, "bare tantivy": BareTantivy}
