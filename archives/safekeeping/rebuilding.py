"""The catalogue made again from the store alone."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.catalogue.keeping import ARRIVAL, PAGES, RECORD
from archives.catalogue.model import READ_RECORD, READ_TEXT, Reading, Record, pack_words
from archives.db import Model
from archives.errors import N_, RuleBroken, Unavailable
from archives.rows import KEPT, SCHEMA, SHARED, as_row, from_lines
from archives.store import Kept, Store

TO_READ = {Reading.WAITING: READ_RECORD, Reading.READING: READ_RECORD, Reading.DESCRIBED: READ_TEXT}
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass
class Rebuilt:
    """How many rows of each table came back, and what had to be left out, as {template, values}."""

    rows: dict[str, int] = field(default_factory=dict)
    objects: int = 0
    left_out: list[dict[str, Any]] = field(default_factory=list)


def rebuild(db: Session, store: Store) -> Rebuilt:
    """Everything that is kept, into an empty catalogue. Raises RuleBroken when there is something in it."""
    for table in _tables():
        if db.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise RuleBroken(N_("The catalogue is not empty. Rebuild into an empty database: --into ADDRESS."))
    done = Rebuilt()
    shared = newest_words(store)
    known = {name: set(rows) for name, rows in shared.items()}
    for table in _tables(SHARED):
        _insert(db, table, shared.get(table.name, {}).values(), known, done)
    for kept in store.objects():
        done.objects += 1
        put_rows(db, rows_of(store, kept), known, done)
    ask_to_read(db)
    return done


def newest_words(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """Departments, people, projects… are told of by everything that names them: of each the newest row."""
    found: dict[str, dict[str, tuple[tuple[str, bool], dict[str, Any]]]] = {name: {} for name in SHARED}
    for kept in store.objects():
        said_at = _said_at(kept)
        for name, rows in rows_of(store, kept, with_pages=False).items():
            for row in rows if name in SHARED else ():
                age = (said_at, row["id"] in kept.id)  # of two said at once, the thing's own
                if row["id"] not in found[name] or found[name][row["id"]][0] < age:
                    found[name][row["id"]] = (age, row)
    return {name: {id_: row for id_, (_, row) in rows.items()} for name, rows in found.items()}


def _said_at(kept: Kept) -> str:
    created = kept.inventory.versions[f"v{kept.inventory.head}"]["created"]
    return str(created)


def rows_of(store: Store, kept: Kept, *, with_pages: bool = True) -> Rows:
    """What an object tells, as rows of tables. A deleted one tells nothing; a destroyed record leaves its entry."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for name in (RECORD, ARRIVAL):
        if name in kept.names:
            for table, told in _document(store.read(kept, name), kept.id)["tables"].items():
                rows.setdefault(table, []).extend(told)
    if with_pages and PAGES in kept.names:
        rows["page"] = from_lines(store.read(kept, PAGES))
    return rows


def _document(content: bytes, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(content)
    if told["schema"] > SCHEMA:
        raise Unavailable(N_("“%(name)s” was written by a newer program. Use that one to rebuild."), name=name)
    return told


def put_rows(db: Session, rows: Rows, known: Mapping[str, Collection[str]], done: Rebuilt) -> None:
    """What belongs to one object alone; what it shares with others must be there already."""
    for table in _tables():
        if table.name not in SHARED and rows.get(table.name):
            _insert(db, table, rows[table.name], known, done)


def _insert(
    db: Session, table: sa.Table, told: Collection[dict[str, Any]], known: Mapping[str, Collection[str]], done: Rebuilt
) -> None:
    rows = [row for row in (_ready(table, row, known, done) for row in told) if row is not None]
    if rows:
        db.execute(sa.insert(table), rows)
    done.rows[table.name] = done.rows.get(table.name, 0) + len(rows)


def _ready(
    table: sa.Table, told: dict[str, Any], known: Mapping[str, Collection[str]], done: Rebuilt
) -> dict[str, Any] | None:
    row = as_row(table, told)
    if table.name == "page":
        row["packed_words"] = pack_words(told["words"])
    for key in table.foreign_keys:
        target, named = key.column.table.name, row[key.parent.name]
        if named is None or target not in known or named in known[target]:
            continue
        values = {"table": table.name, "id": row["id"], "target": target, "named": named}
        done.left_out.append(
            {
                "template": N_("%(table)s %(id)s names %(target)s %(named)s, which is not in the store."),
                "values": values,
            }
        )
        if not key.parent.nullable:
            return None
        row[key.parent.name] = None
    return row


def ask_to_read(db: Session) -> None:
    """What was not read yet when it was kept is read now."""
    for record_id, reading in db.execute(sa.select(Record.id, Record.reading).where(Record.reading.in_(TO_READ))):
        jobs.ask_for(db, TO_READ[reading], record_id)


def _tables(names: Collection[str] = tuple(KEPT)) -> Iterator[sa.Table]:
    """In an order in which each finds what it names."""
    return (table for table in Model.metadata.sorted_tables if table.name in names)
