"""The table of revisions 修改记录 beside a title block: its headings are no labels, its last row is the revision.

Such tables grow downwards from their headings or, in Britain and on mechanical drawings, upwards; either way the
latest row is the one farthest from the headings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fields.dates import a_date, a_day_first_date
from ingest.fields.finder import Layout
from ingest.fields.pieces import SEPARATORS, Piece
from ingest.fields.readings import Reading, a_revision
from ingest.fields.runs import Run

MARK = frozenset((
    "rev", "revision", "no", "num", "number", "mark", "issue", "iss", "index", "版次", "版本", "序号", "次数", "标记",
    "修改次数",
))  # fmt: skip
WORDS = frozenset((
    "description", "details", "detail", "amendment", "amendments", "revision", "revisions", "comment",
    "comments", "remarks", "reason", "修改内容", "修改说明", "变更内容", "修改记录", "更改内容",
))  # fmt: skip
OTHERS = frozenset((
    "date", "by", "chk", "chkd", "chk'd", "chd", "checked", "check", "app", "appd", "app'd", "approved", "appr",
    "drn", "dr", "drawn", "drwn", "dwn", "日期", "签名", "签字", "修改人", "设计", "审核", "校对", "审定", "批准",
))  # fmt: skip
DATED = frozenset(("date", "日期"))
HEADINGS = MARK | WORDS | OTHERS
# Beside a date alone these say that it is a table of revisions.
UNMISTAKABLE = WORDS - {"comment", "comments", "remarks", "reason", "revision", "revisions"}
ROW = 6.0  # rows of a table stand at most so many letter heights apart
WIDEST = 60.0


@dataclass(frozen=True)
class Entry:
    """One row: the mark of the revision and its ISO date, which may be missing."""

    mark: Run
    date: Reading | None


@dataclass(frozen=True)
class RevisionTable:
    headings: tuple[Piece, ...]
    entries: tuple[Entry, ...]  # the earliest first

    @property
    def latest(self) -> Entry | None:
        return self.entries[-1] if self.entries else None


def revision_tables(layout: Layout, day_first: bool) -> Iterator[RevisionTable]:
    headings = [piece for piece in layout.pieces if _bare(piece) in HEADINGS]
    for telling in headings:
        if _bare(telling) not in WORDS:
            continue
        row = sorted((piece for piece in headings if _in_row(piece.run, telling.run)), key=lambda piece: piece.run.x)
        names = {_bare(piece) for piece in row}
        if (names & DATED and names & UNMISTAKABLE) or (len(row) >= 3 and names & (MARK | DATED)):
            yield RevisionTable(tuple(row), tuple(_entries(layout, row, day_first)))


def _entries(layout: Layout, row: Sequence[Piece], day_first: bool) -> Iterator[Entry]:
    marked = next((piece for piece in row if _bare(piece) in MARK and piece is not _words(row)), None)
    dated = next((piece for piece in row if _bare(piece) in DATED), None)
    if marked is None:
        return
    head = marked.run
    beyond = next((piece.run.x for piece in row if piece.run.x > head.right), head.right + 6 * head.h)
    column = [
        piece.run
        for piece in layout.pieces
        if piece not in row and head.x - 3 * head.h < piece.run.x + piece.run.w / 2 < beyond and a_revision(piece.text)
    ]
    for way in (1, -1):
        last, marks = head, []
        for run in sorted(column, key=lambda run: way * run.middle):
            if 0.5 * head.h < way * (run.middle - last.middle) < ROW * head.h:
                marks.append(run)
                last = run
        if marks:
            for run in marks:
                yield Entry(run, _date_beside(layout, run, dated, day_first))
            return


def _date_beside(layout: Layout, mark: Run, dated: Piece | None, day_first: bool) -> Reading | None:
    reader = a_day_first_date if day_first else a_date
    for piece in layout.pieces:
        level = abs(piece.run.middle - mark.middle) < 0.6 * mark.h
        if level and dated and abs(piece.run.x - dated.run.x) < 8 * mark.h and (reading := reader(piece.text)):
            return reading
    return None


def _words(row: Sequence[Piece]) -> Piece | None:
    return next((piece for piece in row if _bare(piece) in WORDS), None)


def _in_row(one: Run, other: Run) -> bool:
    return abs(one.middle - other.middle) < 0.6 * max(one.h, other.h) and abs(one.x - other.x) < WIDEST * other.h


def _bare(piece: Piece) -> str:
    return piece.run.key.strip(SEPARATORS)
