"""Tables to take along: Excel, or CSV that Excel opens. A cell is text, whatever it begins with."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import xlsxwriter

LONGEST_CELL = 32_000
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What Excel takes for a formula at the beginning of a cell of a CSV file."""

Row = Sequence[str]


class Form(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    GB18030 = "gb18030"

    @property
    def media_type(self) -> str:
        if self is Form.XLSX:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return f"text/csv; charset={'utf-8' if self is Form.CSV else 'gb18030'}"

    @property
    def ending(self) -> str:
        return "xlsx" if self is Form.XLSX else "csv"


def as_csv(rows: Iterable[Row], form: Form) -> Iterator[bytes]:
    """With a byte order mark or in GB18030, as Excel expects Chinese text."""
    encoding = "gb18030" if form is Form.GB18030 else "utf-8"
    if form is Form.CSV:
        yield b"\xef\xbb\xbf"
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([_harmless(cell) for cell in row])
        yield line.getvalue().encode(encoding, "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def write_xlsx(path: Path, rows: Iterable[Row], columns: int) -> None:
    """Row by row to the file, so that a long table takes no more memory than a short one."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), {**options, "tmpdir": str(path.parent)}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, columns - 1, 22)
        bold = book.add_format({"bold": True})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, _sound(cell)[:LONGEST_CELL], None if at else bold)


def _sound(cell: str) -> str:
    """XML knows no control signs and no halves of surrogate pairs."""
    kept = "".join(sign for sign in cell if sign >= " " or sign in "\n\t")
    return kept.encode("utf-8", "replace").decode("utf-8")
