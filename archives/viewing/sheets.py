"""A page as one reader may see it: asked for on every picture, tile and answer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.catalogue.model import Original, Page, Record
from archives.catalogue.tiling import CUT_TILES
from archives.errors import N_, NotFound, Unavailable
from archives.grants import Use
from archives.permissions import Actor, Guarded, bears_name, can, is_open_to_all
from archives.tools import Tools
from ingest.derive import DISPLAY_SIDE
from ingest.tools.tiles import Pyramid, pyramid_at

# Whoever may download has the original; nobody needs more in one piece, and more would cost the server its memory.
MOST_IN_ONE_PIECE = 16_000_000
MOST_FOR_READERS = DISPLAY_SIDE * DISPLAY_SIDE

# Written once and judged in memory by the same rule: this is asked for every tile.
SHEET = (
    sa.select(
        Record.id,
        Record.level,
        Record.department_id,
        Record.project_id,
        Record.opens_on,
        Record.withdrawn,
        Record.page_count,
        Original.sha256,
        Page.rotation,
    )
    .join_from(Record, Original, Original.record_id == Record.id)
    .outerjoin(Page, sa.and_(Page.record_id == Record.id, Page.number == sa.bindparam("number")))
    .where(Record.id == sa.bindparam("record_id"))
)
LARGEST_NUMBER = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`record` has the columns that decide who sees it.

    `bears_name`: what is shown of it bears the reader's name. `may_take`: its reader may download the original.
    """

    record_id: str
    record: Guarded
    number: int
    rotation: int
    folder: Path
    is_open: bool
    may_take: bool
    bears_name: bool

    @property
    def most_pixels(self) -> int:
        """How much of it goes out in one piece."""
        return MOST_IN_ONE_PIECE if self.may_take else MOST_FOR_READERS

    @property
    def tiles(self) -> Path:
        return tiles_in(self.folder, self.number, self.rotation)


def tiles_in(folder: Path, number: int, rotation: int) -> Path:
    """The turn is part of the name, so that a page read anew and turned otherwise does not show old tiles."""
    return folder / f"{number}.tiles-{rotation}.tif"


def find_sheet(db: Session, actor: Actor, tools: Tools, record_id: str, number: int) -> Sheet:
    """NotFound alike for what is not there and for what this actor may not know of."""
    wanted = {"record_id": record_id, "number": min(number, LARGEST_NUMBER)}
    found: Any = db.connection().execute(SHEET, wanted).first()
    if found is None or not can(actor, found) or not 1 <= number <= found.page_count:
        raise NotFound
    may_take, is_open = can(actor, found, Use.DOWNLOAD), is_open_to_all(found, actor.today)
    return Sheet(
        record_id=record_id,
        record=found,
        number=number,
        rotation=found.rotation or 0,
        folder=tools.pictures_of(found.sha256),
        is_open=is_open,
        may_take=may_take,
        bears_name=bears_name(actor, found),
    )


def find_tiles(sheet: Sheet) -> Pyramid:
    """Raises NotCutYet, whereupon they are to be asked for."""
    pyramid = pyramid_at(sheet.tiles)
    if pyramid is None:
        raise NotCutYet(sheet)
    return pyramid


class NotCutYet(Unavailable):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__(N_("The sheet is being cut into tiles. Look again in a moment."))
        self.sheet = sheet


def cut_soon(db: Session, sheet: Sheet) -> None:
    """Somebody waits for them: not yet made, or deleted, they come before other work."""
    jobs.ask_for(
        db, CUT_TILES, sheet.record_id, payload={"page": sheet.number}, priority=jobs.Priority.SOON, again=False
    )
