"""Permits and forms laid out on A4: ruled tables, lines of label and value, two short pairs in a row."""

from collections.abc import Sequence

from benchmarks.hard.forms import Form, Row
from benchmarks.hard.hands import write_by_hand
from benchmarks.hard.paper import LETTERED, Paper

LEFT, RIGHT = 24.0, 186.0
COLUMN = 46.0
SIZE = 4.2


def lay_out(paper: Paper, form: Form) -> None:
    chance = paper.chance
    face = chance.choice(LETTERED)
    label_face = face if paper.by_hand or chance.random() < 0.6 else chance.choice(LETTERED)
    paper.kind = form.kind
    if not paper.traditional:  # a title is given in the spelling of the rules
        _truth(paper, "title", form.title)
    _heading(paper, form, face)
    y = 78.0
    for line in form.preamble:
        paper.write(LEFT + 4, y, line, SIZE, face)
        y += 9
    english = form.kind == "building_permit"
    layout = "lines" if english else chance.choice(("table", "table", "lines", "pairs"))
    y = {"table": _table, "lines": _lines, "pairs": _pairs}[layout](paper, y + 4, form.rows, (label_face, face))
    _closing(paper, form, min(max(y + 14, 200.0), 262.0), face)
    paper.block[:] = paper.lines


def _heading(paper: Paper, form: Form, face: str) -> None:
    if form.kind.endswith("permit") and form.kind != "building_permit":
        paper.write(105, 30, "中华人民共和国", 8, "serif bold", anchor="mm")
    if form.kind == "building_permit":
        _truth(paper, "issuer", form.office.value)
        paper.write(105, 28, form.office.text, 6.5, "sans bold", anchor="mm")
    paper.write(105, 46, form.title, 10.5, "serif bold", anchor="mm")
    label = paper.chance.choice(form.number.labels)
    _truth(paper, form.number.field, form.number.value)
    _label_and_value(paper, 100, 62, label, form.number.text, face, paper.length(f"{label}：", SIZE, face))


def _closing(paper: Paper, form: Form, y: float, face: str) -> None:
    rows = [form.issued] if form.kind == "building_permit" else [form.office, form.issued]
    for row in rows:
        label = paper.chance.choice(row.labels)
        _truth(paper, row.field, row.value)
        _label_and_value(paper, 92, y, label, row.text, face, paper.length(f"{label}：", SIZE, face))
        y += 11


def _label_and_value(paper: Paper, x: float, y: float, label: str, text: str, face: str, reach: float) -> None:
    """“Label: value” in one line, or the value by hand behind the printed label."""
    colon = ":" if label.isascii() else "："
    if paper.by_hand and label:
        paper.write(x, y, label + colon, SIZE, face)
        _fill_in(paper, x + reach + 2, y, text, face)
        return
    paper.write(x, y, f"{label}{colon}{' ' if colon == ':' else ''}{text}" if label else text, SIZE, face)
    paper.values.append((x + reach, y, paper.length(text, SIZE, face)))


def _table(paper: Paper, top: float, rows: Sequence[Row], faces: tuple[str, str]) -> float:
    height = min(15.0, 120.0 / len(rows))
    for number, row in enumerate(rows):
        y = top + height * number
        paper.box(LEFT, y, RIGHT, y + height)
        paper.line(LEFT + COLUMN, y, LEFT + COLUMN, y + height)
        paper.write(LEFT + COLUMN / 2, y + height / 2, paper.chance.choice(row.labels), SIZE, faces[0], anchor="mm")
        _cell(paper, LEFT + COLUMN + 3, y, RIGHT, height, row, faces[1])
    return top + height * len(rows)


def _cell(paper: Paper, x: float, y: float, right: float, height: float, row: Row, face: str) -> None:
    """The value on one line, or on two where the cell is too narrow."""
    _truth(paper, row.field, row.value)
    room = (right - x - 3) / (1.12 if paper.by_hand else 1)
    if paper.length(row.text, SIZE, face) <= room or paper.by_hand:
        _fill_in(paper, x, y + height / 2, row.text, face)
        return
    fits = max(1, int(len(row.text) * room / paper.length(row.text, SIZE, face)))
    for number, part in enumerate((row.text[:fits], row.text[fits:])):
        _fill_in(paper, x, y + height * (0.3 + 0.42 * number), part, face)


def _fill_in(paper: Paper, x: float, y: float, text: str, face: str) -> None:
    paper.values.append((x, y, paper.length(text, SIZE, face)))
    if paper.by_hand:
        write_by_hand(paper, x, y, text, SIZE * 1.08)
    else:
        paper.write(x, y, text, SIZE, face)


def _lines(paper: Paper, top: float, rows: Sequence[Row], faces: tuple[str, str]) -> float:
    """Labels at the left, values beginning at one column, perhaps on a rule."""
    ruled = paper.chance.random() < 0.5
    step = min(14.0, 120.0 / len(rows))
    for number, row in enumerate(rows):
        y = top + 4 + step * number
        label = paper.chance.choice(row.labels)
        paper.write(LEFT + 2, y, label + (":" if label.isascii() else "："), SIZE, faces[0])
        _truth(paper, row.field, row.value)
        _fill_in(paper, LEFT + COLUMN + 6, y, row.text, faces[1])
        if ruled:
            paper.line(LEFT + COLUMN + 4, y + 4, RIGHT, y + 4, 0.18)
    return top + step * len(rows)


def _pairs(paper: Paper, top: float, rows: Sequence[Row], faces: tuple[str, str]) -> float:
    """A table in which two short values share a row."""
    height, y, waiting = 12.0, top, list(rows)
    while waiting:
        both = waiting[:2] if len(waiting) > 1 and all(len(row.text) <= 9 for row in waiting[:2]) else waiting[:1]
        waiting = waiting[len(both) :]
        width = (RIGHT - LEFT) / len(both)
        for number, row in enumerate(both):
            x = LEFT + width * number
            middle = x + COLUMN * (0.8 if len(both) > 1 else 1)
            paper.box(x, y, x + width, y + height)
            paper.line(middle, y, middle, y + height)
            paper.write(
                (x + middle) / 2, y + height / 2, paper.chance.choice(row.labels), SIZE * 0.95, faces[0], anchor="mm"
            )
            _cell(paper, middle + 2, y, x + width, height, row, faces[1])
        y += height
    return y


def _truth(paper: Paper, field: str, value: str) -> None:
    if field:
        paper.fields[field] = value
