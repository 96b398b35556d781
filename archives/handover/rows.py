"""Rows of the four tables as values, and what is wrong with each as a sentence that says what to do."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archives.catalogue.formed_date import FormedDate
from archives.errors import N_, InvalidInput
from archives.handover.columns import COLUMNS, RECORD, RETENTIONS, Column, column_named, table_named

NO_RETENTION = N_("This is no retention period. Write one of: %(known)s.")
NAMED_TWICE = N_("Line %(line)d names the same file. Remove one of the two.")
LONGEST = {"name": 300, "title": 300, "archive_no": 60, "number": 120}


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is that of the line in the sheet, the heading being line 1; `cells` as they were sent."""

    table: str
    sheet: str
    number: int
    said: Mapping[str, str]
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One cell, or the row itself, and what to do about it."""

    row: Row
    column: str
    seen: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        row = self.row
        about = {"table": row.table, "sheet": row.sheet, "number": row.number, "cells": list(row.cells)}
        return {
            **about,
            "column": self.column,
            "seen": self.seen[:200],
            "template": self.template,
            "values": dict(self.values),
        }


@dataclass(slots=True)
class Sheets:
    """All rows of a package, the headings of each table, and what could not be understood of it as a whole."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    headings: dict[str, list[str]] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)


def read_sheets(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Sheets:
    """`tables` by the name of their sheet, each row with its number and cells."""
    sheets = Sheets(rows={table: [] for table in COLUMNS})
    named = {name: table_named(name) for name in tables}
    if len(tables) == 1 and None in named.values():
        named = dict.fromkeys(tables, RECORD)
    for name, rows in tables.items():
        table = named[name]
        if table is None:
            template = N_("The sheet “%(name)s” is none of 工程项目, 单位工程, 案卷 and 卷内文件; it is passed over.")
            sheets.faults.append({"template": template, "values": {"name": name}})
        elif rows:
            _read_sheet(sheets, table, name, rows)
    return sheets


def _read_sheet(sheets: Sheets, table: str, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    headings = list(rows[0]["cells"])
    sheets.headings[table] = headings
    columns = [column_named(table, heading) for heading in headings]
    for column in COLUMNS[table]:
        if column.required and column not in columns:
            template = N_("The sheet “%(name)s” has no column “%(column)s”.")
            sheets.faults.append({"template": template, "values": {"name": name, "column": column.names[0]}})
    for row in rows[1:]:
        cells = list(row["cells"])
        said = {column.key: cell for column, cell in zip(columns, cells, strict=False) if column is not None and cell}
        sheets.rows[table].append(Row(table, name, int(row["number"]), said, cells))


def wrong_cells(row: Row) -> Iterator[Wrong]:
    """What is wrong with a row by itself."""
    for column in COLUMNS[row.table]:
        said, most = row.said.get(column.key, ""), LONGEST.get(column.key, 200)
        if column.required and not said:
            yield _wrong(row, column, said, N_("This must not be empty. Fill it in."))
        elif len(said) > most:
            yield _wrong(
                row,
                column,
                said,
                N_("This is longer than %(most)d signs. Shorten it."),
                most=most,
            )
        elif said and column.key == "date" and not _is_date(said):
            yield _wrong(row, column, said, N_("This is no date. Write it like 2014-05-20, 2014-05 or 2014."))
        elif said and column.key == "retention" and said not in RETENTIONS:
            yield _wrong(
                row,
                column,
                said,
                N_("This is no retention period. Write one of: %(known)s."),
                known="、".join(RETENTIONS),
            )
        elif said and column.key == "serial" and not (said.isascii() and said.isdigit() and 0 < int(said) < 100_000):
            yield _wrong(row, column, said, N_("This is no serial number. Write 1, 2, 3 …"))


def _wrong(row: Row, column: Column, seen: str, template: str, **values: Any) -> Wrong:
    return Wrong(row=row, column=column.names[0], seen=seen, template=template, values=values)


def _is_date(text: str) -> bool:
    try:
        FormedDate.parse(text)
    except InvalidInput:
        return False
    return True


def wrong_files(rows: Sequence[Row], there: Collection[str]) -> Iterator[Wrong]:
    """Files that a row names and the package does not hold, or that two rows name."""
    seen: dict[str, int] = {}
    column = COLUMNS[RECORD][0]
    for row in rows:
        name = row.said.get("file", "")
        if not name:
            continue
        if file_of(name, there) is None:
            yield _wrong(row, column, name, N_("No such file lies in the package. Add it, or correct the name."))
        elif name in seen:
            yield _wrong(
                row, column, name, N_("Line %(line)d names the same file. Remove one of the two."), line=seen[name]
            )
        seen.setdefault(name, row.number)


def file_of(name: str, there: Collection[str]) -> str | None:
    """By its path, or by its name alone when only one file has it; a missing ending is forgiven."""
    wanted = name.replace("\\", "/").removeprefix("./")
    if wanted in there:
        return wanted
    alike = [path for path in there if path.rpartition("/")[2] in (wanted, wanted.rpartition("/")[2])]
    alike = alike or [path for path in there if path.rpartition("/")[2].rpartition(".")[0] == wanted]
    return alike[0] if len(alike) == 1 else None
