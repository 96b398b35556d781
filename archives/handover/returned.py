"""What goes back to the sender: the wrong rows as a sheet of the same layout, with what to do beside each."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from archives.handover.columns import TABLES
from archives.handover.model import Handover
from archives.handover.rows import read_sheets

Translate = Callable[[str], str]
REASON = "需要更正 What to do"


def by_row(handover: Handover) -> Sequence[Mapping[str, Any]]:
    """One entry for each row, with all that is wrong in it."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for wrong in handover.wrong_rows:
        key = wrong["sheet"], wrong["number"]
        about = {"table": wrong["table"], "sheet": key[0], "number": key[1], "cells": wrong["cells"], "wrong": []}
        row = rows.setdefault(key, about)
        row["wrong"].append(wrong)
    return sorted(rows.values(), key=lambda row: (row["sheet"], row["number"]))


def as_workbook(handover: Handover, translate: Translate) -> bytes:
    """Corrected, it can be sent again as it is, together with the scans its rows name."""
    headings = read_sheets(handover.tables).headings
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "#96261e", "text_wrap": True})
        for table, names in headings.items():
            rows = [row for row in by_row(handover) if row["table"] == table]
            if not rows:
                continue
            sheet = book.add_worksheet(TABLES[table][0])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(names), 20)
            for column, name in enumerate([*names, REASON]):
                sheet.write_string(0, column, name, bold)
            for line, row in enumerate(rows, 1):
                for column, cell in enumerate(row["cells"][: len(names)]):
                    sheet.write_string(line, column, str(cell))
                sheet.write_string(line, len(names), "\n".join(said(wrong, translate) for wrong in row["wrong"]), red)
    return target.getvalue()


def said(wrong: Mapping[str, Any], translate: Translate) -> str:
    template = wrong["template"]
    text = translate(template)
    return f"{wrong['column']}: {text % wrong['values'] if wrong['values'] else text}"
