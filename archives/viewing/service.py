"""Pictures of pages and originals, each asked for under the reader's rights."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.catalogue.model import Original, Page
from archives.catalogue.service import find_record
from archives.errors import N_, NotFound, Unavailable
from archives.grants import Use
from archives.permissions import Actor, Guarded, bears_name
from archives.tools import Tools
from archives.viewing.sheets import find_sheet

DRAW_RECORD = "draw record"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may have to be drawn again before it can be shown, and whether it bears the reader's name."""

    path: Path
    record: Guarded
    bears_name: bool

    @property
    def is_drawn(self) -> bool:
        return self.path.exists()


def find_picture(db: Session, actor: Actor, tools: Tools, record_id: str, number: int, *, small: bool) -> Picture:
    sheet = find_sheet(db, actor, tools, record_id, number)
    picture = sheet.folder / (f"{number}.thumb.jpg" if small else f"{number}.jpg")
    return Picture(picture, sheet.record, sheet.bears_name)


def find_seal(db: Session, actor: Actor, tools: Tools, record_id: str, number: int, seal: int) -> Picture:
    """The seal's own cut-out, kept as evidence; seals count from 1 on each page."""
    record = find_record(db, actor, record_id)
    seals = db.scalar(sa.select(Page.seals).where(Page.record_id == record.id, Page.number == number))
    if not 1 <= seal <= len(seals or ()):
        raise NotFound
    picture = tools.pictures_of(record.original.sha256) / f"{number}.seal-{seal}.jpg"
    return Picture(picture, record, bears_name(actor, record))


def draw_again(db: Session, record_id: str) -> None:
    """The pictures were deleted or not made yet: they come back."""
    jobs.ask_for(db, DRAW_RECORD, record_id)


def not_drawn_yet() -> Unavailable:
    return Unavailable(N_("This picture is being made. Look again in a moment."))


def fetch_original(db: Session, actor: Actor, record_id: str) -> Original:
    """Who may download is written down as having done so."""
    record = find_record(db, actor, record_id, Use.DOWNLOAD)
    audit.write(
        db, actor.account_id, actor.name, audit.Event.DOWNLOADED, "record", record.id, name=record.original.name
    )
    return record.original
