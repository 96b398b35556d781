"""Drawing numbers spelled over boxes, SU|BOL|E|01: each part in a cell of its own, with or without a caption above.

The parts are joined by |, as the boxes are; by - where a dash is printed between them. The captions are those of
BS 1192:2007 and of BS EN ISO 19650-2:2018, national annex (project, originator, volume or system, level, type, role,
number).
"""

import re
from collections.abc import Iterator, Sequence

from ingest.fields.finder import Layout
from ingest.fields.pieces import SEPARATORS, Piece
from ingest.fields.readings import Reading
from ingest.fields.runs import Run

CAPTIONS = frozenset((
    "project", "projectno", "projectcode", "originator", "orig", "origin", "volume", "vol", "system",
    "volume/system", "zone", "vol/sys", "level", "lvl", "level/location", "location", "type", "doctype",
    "documenttype", "filetype", "role", "discipline", "disc", "number", "no", "num", "sequence", "class",
    "classification", "suitability", "status", "revision", "rev", "sheet", "block", "building", "phase",
    "package", "section",
))  # fmt: skip
TELLING = frozenset((
    "originator", "orig", "volume", "vol", "zone", "level", "lvl", "role", "type", "volume/system",
))  # fmt: skip
FEWEST = 4
PART = re.compile(r"[A-Z0-9]{1,8}")
DASH = re.compile(r"[-_|/.·]")
WIDE, CLOSE = 10.0, 4.5  # from one box to the next, and from a caption to its box, in letter heights


def with_captions(layout: Layout) -> tuple[Reading, tuple[Run, ...], list[Piece]] | None:
    """The number below (or above) a row of captions, and the captions, which are no labels then."""
    captions = [piece for piece in layout.pieces if _bare(piece) in CAPTIONS]
    for first in captions:
        row = sorted((piece for piece in captions if _abreast(piece.run, first.run)), key=lambda piece: piece.run.x)
        if len(row) < FEWEST or not {_bare(piece) for piece in row} & TELLING:
            continue
        for way in (1, -1):
            parts = list(_under(layout, row, way))
            if len(parts) >= FEWEST and any(sign.isdigit() for part in parts for sign in part.text):
                between = _between(layout, parts)
                return _joined(parts, between), tuple(part.run for part in parts), row
    return None


def beside_label(layout: Layout, label: Piece) -> tuple[Reading, tuple[Run, ...]] | None:
    """The row of boxes to the right of a label of the drawing number, or below it."""
    run = label.run
    codes = [piece for piece in layout.texts if PART.fullmatch(piece.text) or DASH.fullmatch(piece.text)]
    starts = [piece for piece in codes if _right_of(piece.run, run) or _below(piece.run, run)]
    for first in sorted(starts, key=lambda piece: piece.run.x):
        row = _chain(first, codes)
        parts = [piece for piece in row if PART.fullmatch(piece.text)]
        if len(parts) >= FEWEST and any(sign.isdigit() for part in parts for sign in part.text):
            dashes = [piece.text for piece in row if piece not in parts]
            return _joined(parts, dashes), tuple(part.run for part in parts)
    return None


def _right_of(run: Run, label: Run) -> bool:
    level = abs(run.middle - label.middle) < 0.8 * run.h
    return level and -0.5 * label.h < run.x - label.right < WIDE * label.h


def _below(run: Run, label: Run) -> bool:
    return 0 < run.middle - label.middle < CLOSE * label.h and abs(run.x - label.x) < CLOSE * label.h


def _chain(first: Piece, codes: Sequence[Piece]) -> list[Piece]:
    row = [first]
    for piece in sorted(codes, key=lambda piece: piece.run.x):
        last = row[-1].run
        if (
            piece.run.x > last.x
            and piece.run.x - last.right < WIDE * first.run.h / 2
            and _abreast(piece.run, first.run)
            and (DASH.fullmatch(piece.text) or 0.7 < piece.run.h / first.run.h < 1.4)
        ):
            row.append(piece)
    return row


def _under(layout: Layout, row: Sequence[Piece], way: int) -> Iterator[Piece]:
    for caption in row:
        run = caption.run
        near = [
            piece
            for piece in layout.pieces
            if piece not in row
            and PART.fullmatch(piece.text)
            and 0 < way * (piece.run.middle - run.middle) < CLOSE * run.h
            and piece.run.x < run.right + run.h
            and piece.run.right > run.x - run.h
        ]
        if near:
            yield min(near, key=lambda piece: abs(piece.run.middle - run.middle) + abs(piece.run.x - run.x))


def _between(layout: Layout, parts: Sequence[Piece]) -> list[str]:
    first, last = parts[0].run, parts[-1].run
    return [
        piece.text
        for piece in layout.texts
        if DASH.fullmatch(piece.text) and first.x < piece.run.x < last.x and _abreast(piece.run, first)
    ]


def _joined(parts: Sequence[Piece], between: Sequence[str]) -> Reading:
    value = ("-" if "-" in between else "|").join(part.text for part in parts)
    return Reading(value, value, 0.95)


def _abreast(one: Run, other: Run) -> bool:
    return abs(one.middle - other.middle) < 0.6 * max(one.h, other.h)


def _bare(piece: Piece) -> str:
    return piece.run.key.strip(SEPARATORS)
