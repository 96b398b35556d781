"""Sheets of cells as text: Excel and OpenDocument through calamine, CSV as UTF-8 or GB18030."""

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import python_calamine as calamine

from ingest.problems import Unreadable

LONGEST_CELL = 2000
ZIPPED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet. Raises Unreadable."""
    with path.open("rb") as file:
        beginning = file.read(4)
    return _of_workbook(path) if beginning in (ZIPPED, OLD_EXCEL) else _of_csv(path)


def sheets(path: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Every sheet of a workbook by its name, or a CSV file as one sheet by the name of the file. Raises Unreadable."""
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning not in (ZIPPED, OLD_EXCEL):
        yield path.stem, _of_csv(path)
        return
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            yield name, ([_text(cell) for cell in row] for row in book.get_sheet_by_name(name).iter_rows())
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable("This table cannot be read (%(reason)s). Save it as .xlsx or .csv.", reason=error) from error


def _of_workbook(path: Path) -> Iterator[list[str]]:
    try:
        sheet = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        for row in sheet.iter_rows():
            yield [_text(cell) for cell in row]
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable("This table cannot be read (%(reason)s). Save it as .xlsx or .csv.", reason=error) from error


def _text(cell: object) -> str:
    """A whole number without the point that a spreadsheet gives it; a day as 2014-05-20."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime.datetime) and not any((cell.hour, cell.minute, cell.second)):
        cell = cell.date()
    return str(cell)[:LONGEST_CELL].strip()


def _of_csv(path: Path) -> Iterator[list[str]]:
    text = _decoded(path.read_bytes())
    if "\0" in text:
        raise Unreadable("This is not a table of text. Save it as .xlsx or .csv.")
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=divider):
            yield [cell[:LONGEST_CELL].strip() for cell in row]
    except csv.Error as error:
        raise Unreadable("This table cannot be read (%(reason)s). Save it as .xlsx or .csv.", reason=error) from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The signs of this table are neither UTF-8 nor GB18030. Save it as .xlsx or as CSV UTF-8.")
