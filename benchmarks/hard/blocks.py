"""Frames and title blocks of drawings: a block in the corner, a strip at the right, a band at the foot."""

import random
from dataclasses import dataclass

from benchmarks.hard import words
from benchmarks.hard.forms import Row
from benchmarks.hard.paper import LETTERED, Paper
from benchmarks.hard.words import Facts, printed

EDGE, BINDING = 5.0, 25.0


@dataclass(frozen=True)
class Block:
    """`firm` heads it without a label; `long` rows need a line each, `short` ones share it; `signed` are people."""

    firm: str
    long: tuple[Row, ...]
    short: tuple[Row, ...]
    signed: tuple[Row, ...]


def a_block(chance: random.Random, english: bool) -> Block:
    of = words.facts(chance)
    return _english(of, chance) if english else _chinese(of, chance)


def _chinese(of: Facts, chance: random.Random) -> Block:
    series, discipline = chance.choice(tuple(words.SERIES.items()))
    running = f"{chance.randint(1, 48):02d}"
    whole = f"{series}-{running}"
    if chance.random() < 0.3:
        numbered = (Row(("图别",), series, "discipline"), Row(("图号",), running, "drawing_no", whole))
    else:
        numbered = (
            Row(("专业", "专业名称"), discipline, "discipline"),
            Row(("图号", "图纸编号"), whole, "drawing_no"),
        )
    day = of.day
    month = chance.random() < 0.4
    shown, iso = (f"{day.year}.{day.month:02d}", f"{day:%Y-%m}") if month else (printed(day, chance), day.isoformat())
    when = Row(("日期", "出图日期", "设计日期"), shown, "date", iso)
    people = chance.sample(words.PEOPLE, 5)
    return Block(
        of.designer,
        (
            Row(("建设单位", "业主", "委托单位"), of.owner, "construction_unit"),
            Row(("工程名称", "项目名称", "工程项目"), of.project, "project_name"),
            Row(("图名", "图纸名称", "图纸内容"), chance.choice(words.DRAWINGS), "drawing_name"),
        ),
        (
            Row(("设计阶段", "阶段"), chance.choice(("施工图", "初步设计", "竣工图")), "stage"),
            Row(("比例", "出图比例"), f"1:{chance.choice(words.SCALES)}", "scale"),
            Row(("版次", "版本"), chance.choice(("A", "B", "0", "1")), "revision"),
            Row(("工程编号", "设计号"), f"{day.year}-{chance.randint(1, 400):03d}"),
            when,
            *numbered,
        ),
        tuple(
            Row((label,), name)
            for label, name in zip(("审定", "审核", "专业负责人", "校对", "设计"), people, strict=True)
        ),
    )


def _english(of: Facts, chance: random.Random) -> Block:
    number = chance.choice((f"A-{chance.randint(100, 999)}", f"S{chance.randint(1, 9)}.{chance.randint(1, 20):02d}",
                            f"{chance.randint(1000, 4999)}-PL-{chance.randint(1, 99):03d}"))  # fmt: skip
    day = of.day
    return Block(
        chance.choice(words.ENGLISH_DESIGNERS),
        (
            Row(("Client", "CLIENT"), chance.choice(words.ENGLISH_OWNERS), "construction_unit"),
            Row(("Project", "PROJECT TITLE"), chance.choice(words.ENGLISH_WORKS), "project_name"),
            Row(("Drawing Title", "SHEET TITLE", "Title"), chance.choice(words.ENGLISH_DRAWINGS), "drawing_name"),
        ),
        (
            Row(("Scale", "SCALE"), f"1:{chance.choice(words.SCALES)}", "scale"),
            Row(("Date", "DATE"), chance.choice((f"{day.day} {day:%b} {day.year}", f"{day:%b} {day.day}, {day.year}")),
                "date", day.isoformat()),
            Row(("Rev", "REVISION"), chance.choice(("A", "P2", "C1")), "revision"),
            Row(("Job No.", "Project No."), f"{day:%y}{chance.randint(100, 999)}"),
            Row(("Drawing No.", "SHEET NO.", "Drg No."), number, "drawing_no"),
        ),
        tuple(Row((by,), chance.choice(("KM", "JRO", "T.A.", "D.P."))) for by in ("Drawn", "Checked", "Approved")),
    )  # fmt: skip


def draw_block(paper: Paper, block: Block) -> tuple[float, float]:
    """Draws the frame and one of the layouts; gives back how far right and how far down the drawing itself may go."""
    paper.kind = "drawing"
    right, bottom = paper.width - EDGE, paper.height - EDGE
    paper.box(BINDING, EDGE, right, bottom, 0.9)
    face = paper.chance.choice(LETTERED)
    paper.fields["design_unit"] = block.firm
    for row in (*block.long, *block.short):
        if row.field:
            paper.fields[row.field] = row.value
    layout = paper.chance.choice((_corner, _strip, _foot))
    return layout(paper, block, face, right, bottom)


def _cell(paper: Paper, x: float, y: float, right: float, bottom: float, row: Row, face: str, above: bool) -> None:
    """A label beside its value, or above it, in a ruled cell; the value made small enough to fit."""
    paper.box(x, y, right, bottom, 0.3)
    label = paper.chance.choice(row.labels)
    if above:
        paper.write(x + 1.5, y + 2.6, label, 2.8, face, block=True)
        _value(paper, x + 3, (y + bottom) / 2 + 2.0, right - x - 5, row.text, face)
        return
    middle = (y + bottom) / 2
    reach = max(20.0, paper.length(label, 3.3, face) + 4)
    paper.write(x + 2, middle, label, 3.3, face, block=True)
    paper.line(x + reach, y, x + reach, bottom, 0.3)
    _value(paper, x + reach + 2, middle, right - x - reach - 3, row.text, face)


def _value(paper: Paper, x: float, y: float, room: float, text: str, face: str, size: float = 4.0) -> None:
    size = min(size, size * room / paper.length(text, size, face))
    paper.write(x, y, text, size, face, block=True)
    paper.values.append((x, y, paper.length(text, size, face)))


def _grid(paper: Paper, x: float, y: float, right: float, rows: tuple[Row, ...], face: str, columns: int, high: float,
          above: bool) -> float:  # fmt: skip
    wide = (right - x) / columns
    for number, row in enumerate(rows):
        left, top = x + wide * (number % columns), y + high * (number // columns)
        _cell(paper, left, top, left + wide, top + high, row, face, above)
    return y + high * -(-len(rows) // columns)


def _corner(paper: Paper, block: Block, face: str, right: float, bottom: float) -> tuple[float, float]:
    x = right - 180
    short = (*block.signed[:2], *block.short)
    top = bottom - 9 - 8 * len(block.long) - 8 * -(-len(short) // 3)
    paper.box(x, top, right, top + 9, 0.5)
    paper.write(x + 3, top + 4.5, block.firm, 4.6, face, block=True)
    y = _grid(paper, x, top + 9, right, block.long, face, 1, 8, above=False)
    _grid(paper, x, y, right, short, face, 3, 8, above=False)
    return right, top


def _strip(paper: Paper, block: Block, face: str, right: float, bottom: float) -> tuple[float, float]:
    x = right - 62
    rows = (*block.long, *block.short)
    high = min(19.0, (bottom - EDGE - 24 - 9 * len(block.signed)) / len(rows))
    paper.box(x, EDGE, right, bottom, 0.6)
    paper.write(
        x + 3, EDGE + 10, block.firm, min(4.4, 4.4 * 56 / paper.length(block.firm, 4.4, face)), face, block=True
    )
    y = _grid(paper, x, bottom - high * len(rows) - 9 * len(block.signed), right, block.signed, face, 1, 9, above=False)
    _grid(paper, x, y, right, rows, face, 1, high, above=True)
    return x, bottom


def _foot(paper: Paper, block: Block, face: str, right: float, bottom: float) -> tuple[float, float]:
    """The block of GB/T 50001 along the foot of the sheet, 38 mm high."""
    top = bottom - 38
    paper.box(BINDING, top, right, bottom, 0.6)
    wide = right - BINDING
    _value(paper, BINDING + 3, top + 10, 0.2 * wide - 5, block.firm, face, 4.4)
    first, second = BINDING + 0.2 * wide, BINDING + 0.62 * wide
    _grid(paper, first, top, second, block.long, face, 1, 38 / 3, above=True)
    short = (*block.signed[:2], *block.short)
    _grid(paper, second, top, right, short, face, 3, 38 / -(-len(short) // 3), above=True)
    return right, top
