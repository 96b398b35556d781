"""The trail as a CSV table that a spreadsheet opens without running anything in it."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from archives.audit import Entry

HEADINGS = ("seq", "at", "account_id", "name", "event", "object_kind", "object_id", "detail", "previous", "hash")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for the local encoding


def inert(text: str) -> str:
    """A cell that would begin a formula is made text by an apostrophe in front."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA_SIGNS) else text


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _line(HEADINGS)
    for entry in entries:
        yield _line(_cells(entry))


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        str(entry.seq),
        entry.at.isoformat(),
        entry.account_id or "",
        entry.name,
        entry.event,
        entry.object_kind,
        entry.object_id,
        json.dumps(entry.detail, ensure_ascii=False, sort_keys=True),
        entry.previous,
        entry.hash,
    )


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(map(inert, cells))
    return line.getvalue()
