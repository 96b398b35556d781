"""The lines of a contents list 卷内目录: a ruled table, or columns of words (GB/T 50328-2014, appendix C)."""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.fields.dates import a_date
from ingest.fields.evidence import legibility, union
from ingest.fields.finder import Layout
from ingest.fields.lettering import is_han, printed_width
from ingest.fields.repairs import FIGURES
from ingest.fields.runs import Run
from ingest.scan import ContentsLine

HEADS: dict[str, tuple[str, ...]] = {
    "serial": ("序号", "顺序号", "件号"),
    "number": ("文件编号", "文件字号", "文件号", "编号", "文号", "文(图)号", "文件图号"),
    "responsible": ("责任者", "责任人", "编制单位", "形成单位", "作者"),
    "title": ("文件题名", "文件材料题名", "题名", "文件名称", "文件标题", "标题"),
    "date": ("日期", "文件日期", "形成日期", "形成时间", "编制日期", "文件形成时间"),
    "pages": ("起止页次", "起止页号", "所在页号", "页次", "页号", "页码", "页数", "张次"),
    "remark": ("备注",),
}
_COLUMN_OF = {head: column for column, heads in HEADS.items() for head in heads}
_HEAD = re.compile("|".join(re.escape(head) for head in sorted(_COLUMN_OF, key=len, reverse=True)))
FEWEST_HEADS = 4
NEAR_LINE = 2.5  # Han signs: a blank parts two cells where the line between them stands so near
CLOSE = 0.8  # letter heights between the lines of one cell
# A cell of the serial column in half a row: whatever stands further from every line's middle is a line of its own.
OWN_LINE = 0.6
CLOSEST_LINES = 1.7  # letter heights from one line of the list to the next, where nothing tells their distance


@dataclass(frozen=True)
class Column:
    name: str
    left: float
    right: float


Cell = tuple[str, Run]


def contents_lines(layout: Layout, page: int) -> list[ContentsLine]:
    """The lines of the list on this page, from above; none where no row of column heads stands on it."""
    heads = _heads(layout)
    if not heads:
        return []
    body = _body(layout, heads)
    columns = _columns(heads, body)
    cells = [cell for run in body for cell in _in_columns(run, columns)]
    lines = [line for group in _lines(cells) if group and (line := _line(group, page))]
    return _in_sequence(lines)


def _heads(layout: Layout) -> list[tuple[str, Run]]:
    """The row of heads: several on one level, the title of the papers among them."""
    found = [head for run in layout.frame.runs for head in _heads_in(run)]
    best: list[tuple[str, Run]] = []
    for _, first in found:
        level = [(name, run) for name, run in found if abs(run.middle - first.middle) < 1.2 * first.h]
        row = list({name: (name, run) for name, run in level}.values())
        if len(row) > len(best) and any(name == "title" for name, _ in row):
            best = row
    return sorted(best, key=lambda head: head[1].x) if len(best) >= FEWEST_HEADS else []


def _heads_in(run: Run) -> Iterator[tuple[str, Run]]:
    """Heads read as one run are taken apart; a run with anything else in it holds none."""
    signs, at = run.keyed
    if not _HEAD.sub("", signs).strip(":|/.,-") and signs:
        for found in _HEAD.finditer(signs):
            end = at[found.end()] if found.end() < len(at) else len(run.text)
            yield _COLUMN_OF[found[0]], run.part(at[found.start()], end)


def _body(layout: Layout, heads: Sequence[tuple[str, Run]]) -> list[Run]:
    bottom = max(run.bottom for _, run in heads)
    lowest = max(run.h for _, run in heads)
    return [run for run in layout.frame.runs if run.middle > bottom + 0.2 * lowest and run.text]


def _columns(heads: Sequence[tuple[str, Run]], body: Sequence[Run]) -> list[Column]:
    """Between two heads the line is drawn where the fewest words would be cut."""
    edges = [float("-inf"), *(_corridor(left, right, body) for (_, left), (_, right) in pairwise(heads)), float("inf")]
    return [Column(name, left, right) for (name, _), (left, right) in zip(heads, pairwise(edges), strict=True)]


def _corridor(left: Run, right: Run, body: Sequence[Run]) -> float:
    begin, end = left.right, max(right.x, left.right + 1)
    stops = {begin, end, *(edge for run in body for edge in (run.x, run.right) if begin < edge < end)}
    spans = list(pairwise(sorted(stops)))

    def cost(span: tuple[float, float]) -> tuple[int, float]:
        middle = (span[0] + span[1]) / 2
        return sum(run.x < middle < run.right for run in body), span[0] - span[1]

    best = min(spans, key=cost)
    return (best[0] + best[1]) / 2


def _in_columns(run: Run, columns: Sequence[Column]) -> Iterator[Cell]:
    """The run in its column, or in parts where it was read across a line."""
    start = 0
    for column in columns:
        if run.right <= column.left or run.x >= column.right:
            continue
        end = len(run.text) if run.right <= column.right else _sign_at(run, column.right)
        if end > start and (part := run.part(start, end)).text:
            yield column.name, part
        start = max(start, end)


def _sign_at(run: Run, x: float) -> int:
    """How many signs of the run stand left of a line: up to a blank near it, or else by their width."""
    share = (x - run.x) / run.w * printed_width(run.text)
    ends = [printed_width(run.text[:count]) for count in range(len(run.text) + 1)]
    blanks = [count for count, sign in enumerate(run.text) if sign == " " and abs(ends[count] - share) < NEAR_LINE]
    return min(blanks or range(len(ends)), key=lambda count: abs(ends[count] - share))


def _lines(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of each line of the list, from above."""
    middles = _middles(cells)
    groups: list[list[Cell]] = [[] for _ in middles]
    for name in dict.fromkeys(name for name, _ in cells):
        for block in _blocks([run for column, run in cells if column == name]):
            within = [middle for middle in middles if block[0].y < middle < block[-1].bottom]
            for part in [[run] for run in block] if len(within) > 1 else [block]:
                groups[_nearest(part, middles)] += [(name, run) for run in part]
    return groups


def _blocks(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs of one column that stand close below or beside each other."""
    block: list[Run] = []
    for run in sorted(runs, key=lambda run: run.middle):
        if block and run.y - max(other.bottom for other in block) > CLOSE * run.h:
            yield block
            block = []
        block.append(run)
    if block:
        yield block


def _nearest(block: Sequence[Run], middles: Sequence[float]) -> int:
    """The line in whose middle the block stands, or with whose serial number it begins."""
    first, middle = block[0].middle, (block[0].y + block[-1].bottom) / 2
    return min(range(len(middles)), key=lambda at: min(abs(middles[at] - first), abs(middles[at] - middle)))


def _middles(cells: Sequence[Cell]) -> list[float]:
    middles: list[float] = []
    for wanted in ("serial", "pages", "date", "number", "title"):
        pitch = _pitch(middles, cells)
        for name, run in sorted(cells, key=lambda cell: cell[1].middle):
            if name == wanted and all(abs(run.middle - middle) > OWN_LINE * pitch for middle in middles):
                middles.append(run.middle)
        middles.sort()
    return middles


def _pitch(middles: Sequence[float], cells: Sequence[Cell]) -> float:
    steps = [below - above for above, below in pairwise(middles)]
    usual = statistics.median(run.h for _, run in cells)
    return max(statistics.median(steps), CLOSEST_LINES * usual) if steps else CLOSEST_LINES * usual


def _line(cells: Sequence[Cell], page: int) -> ContentsLine | None:
    """A line says what it lists: one that holds only its serial number is still empty."""
    said = {name: _text([run for column, run in cells if column == name], name) for name in HEADS}
    if not said["title"] and not said["number"]:
        return None
    runs = [run for _, run in cells]
    reading = a_date(said["date"])
    if reading and len(reading.raw.rstrip(".")) >= 0.9 * len(said["date"].replace(" ", "").rstrip(".")):
        said["date"] = reading.value
    return ContentsLine(
        **said, page=page, box=union([run.box for run in runs]), confidence=round(legibility(runs), 4)
    )  # fmt: skip


def _text(runs: Sequence[Run], column: str) -> str:
    text = ""
    for run in _in_reading_order(runs):
        words = column in ("title", "responsible", "remark") and text[-1:].isalnum() and run.text[0].isalnum()
        text += (" " if words and not is_han(text[-1]) and not is_han(run.text[0]) else "") + run.text
    return text.strip(" |")


def _in_reading_order(runs: Sequence[Run]) -> list[Run]:
    ordered: list[Run] = []
    rest = sorted(runs, key=lambda run: run.middle)
    while rest:
        level = [run for run in rest if run.middle - rest[0].middle < 0.5 * rest[0].h]
        ordered += sorted(level, key=lambda run: run.x)
        rest = [run for run in rest if run not in level]
    return ordered


def _in_sequence(lines: Sequence[ContentsLine]) -> list[ContentsLine]:
    """A serial number with letters for figures is put right where its neighbours prove it."""
    mended = list(lines)
    for place, line in enumerate(lines):
        serial = line.serial.translate(FIGURES)
        near = [(lines[at].serial, at - place) for at in (place - 1, place + 1) if 0 <= at < len(lines)]
        proven = any(other.isdigit() and serial.isdigit() and int(serial) + step == int(other) for other, step in near)
        if serial != line.serial and proven:
            mended[place] = replace(line, serial=serial)
    return mended
