"""A sheet, or a part of it, at its size on paper: in pieces that the browser lays together."""

import re
from dataclasses import dataclass
from typing import Self

from sqlalchemy.orm import Session

from archives.catalogue.measuring import MM_PER_INCH
from archives.catalogue.model import Page
from archives.errors import N_, InvalidInput, NotAllowed, RuleBroken
from archives.viewing.sheets import Sheet
from ingest.scan import Box

PIECE = 2048
MOST_PIXELS = 36_000_000
"""On the whole; an A0 sheet so comes out at 150 dpi, an A2 at 300."""
PART = re.compile(r"(\d{1,7}),(\d{1,7}),(\d{1,7}),(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Piece:
    """A place on the sheet, and the IIIF words for its picture."""

    box: Box
    region: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    part: Box
    width_mm: float
    height_mm: float
    dpi: int
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, page: Page, wanted: str) -> Self:
        if not page.width or not page.dpi:
            raise RuleBroken(N_("How large this page is on paper is not known, so it cannot be printed at its size."))
        part = part_of(page, wanted) if wanted else Box(0, 0, page.width, page.height)
        halvings = 0
        while part.w * part.h >> 2 * halvings > MOST_PIXELS:
            halvings += 1
        return cls(
            part=part,
            width_mm=round(part.w * MM_PER_INCH / page.dpi, 1),
            height_mm=round(part.h * MM_PER_INCH / page.dpi, 1),
            dpi=page.dpi >> halvings,
            pieces=tuple(pieces_of(part, halvings)),
        )


def part_of(page: Page, text: str) -> Box:
    found = PART.fullmatch(text)
    x, y, w, h = map(int, found.groups()) if found else (0, 0, 0, 0)
    w, h = min(w, page.width - x), min(h, page.height - y)
    if w < 1 or h < 1:
        raise InvalidInput(N_("“%(text)s” is no part of this page: x,y,w,h in its pixels."), text=text[:60])
    return Box(x, y, w, h)


def pieces_of(part: Box, halvings: int) -> list[Piece]:
    side = PIECE << halvings
    pieces = []
    for y in range(part.y, part.y + part.h, side):
        for x in range(part.x, part.x + part.w, side):
            box = Box(x, y, min(side, part.x + part.w - x), min(side, part.y + part.h - y))
            size = f"{max(1, box.w >> halvings)},{max(1, box.h >> halvings)}"
            pieces.append(Piece(box, ",".join(map(str, box)), size))
    return pieces


def find_printed(db: Session, sheet: Sheet, wanted: str) -> tuple[Page, Printed]:
    if sheet.bears_name:
        raise NotAllowed(N_("This record may be looked at and not be printed; ask for a copy instead."))
    page = db.query(Page).filter_by(record_id=sheet.record_id, number=sheet.number).one_or_none()
    if page is None:
        raise RuleBroken(N_("This page has not been read yet; its size on paper is not known."))
    return page, Printed.of(page, wanted)
