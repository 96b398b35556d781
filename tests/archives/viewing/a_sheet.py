"""Sheets for the tests of viewing: real files in the store, pages as a reading leaves them, without OCR."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from PIL import Image, ImageDraw, ImageFont

from archives import duties
from archives.catalogue.model import Original, Page, Record
from archives.catalogue.tiling import CUT_TILES
from archives.db import new_id, today
from archives.grants import Grant, Use
from archives.people import Account
from archives.permissions import Actor
from archives.store import Event, object_id
from archives.tools import Tools
from archives.viewing.service import DRAW_RECORD, draw_again
from archives.viewing.sheets import cut_soon, find_sheet
from archives.worker import Worker
from tests.archives.sharing.shelf import Town, a_town
from tests.scans import FONT

WIDTH, HEIGHT = 1700, 1100
Word = Sequence[Any]


def a_drawing(path: Path, mode: str = "L", size: tuple[int, int] = (WIDTH, HEIGHT)) -> Path:
    """A frame, lines and some words, at 100 dpi."""
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, 40, index=2)
    pen.rectangle((40, 30, size[0] - 30, size[1] - 30), outline="black", width=5)
    for at in range(100, size[0] - 100, 90):
        pen.line((at, 120, at + 60, size[1] - 200), fill="black", width=2)
    pen.text((1200, 900), "二层平面图", font=font, fill="black")
    pen.ellipse((300, 400, 500, 600), outline="red" if mode == "RGB" else "black", width=8)
    sheet.convert(mode).save(path, dpi=(100, 100), **({"compression": "group4"} if mode == "1" else {}))
    return path


class Shelf:
    """A town with people in it, and the sheets that were put there."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        with tools.database.transaction() as db:
            self.town: Town = a_town(db)

    def put(self, path: Path, *, words: Sequence[Sequence[Word]] = ((),), text: str = "", **more: Any) -> Record:
        """One page for each row of words; `more` goes to the record, or to its pages: rotation, width, height, dpi."""
        of_page = {name: more.pop(name) for name in ("rotation", "width", "height", "dpi") if name in more}
        arrived = Event(kind="ingestion", detail="put on the shelf of a test")
        receipt = self.tools.store.keep(path, path.name, object_id("record", new_id()), arrived, lambda _: {})
        with self.tools.database.transaction() as db:
            self.town.db = db
            project = more.pop("project_id", self.town.bridge.id)
            volume = more.pop("volume_id", None)
            record = self.town.record(self.town.roads, **more)
            record.page_count, record.project_id, record.volume_id = len(words), project, volume
            original = db.scalars(sa.select(Original).where(Original.record_id == record.id)).one()
            original.key, original.sha256 = receipt.key, receipt.sha256
            original.media_type = {".tif": "image/tiff", ".png": "image/png", ".pdf": "application/pdf"}[path.suffix]
            original.name = path.name
            for number, row in enumerate(words, 1):
                page = Page(record_id=record.id, number=number, width=WIDTH, height=HEIGHT, dpi=100, seals=[])
                for name, value in of_page.items():
                    setattr(page, name, value)
                page.text = text or "\n".join(word[0] for word in row)
                page.pack(row)
                db.add(page)
        return record

    def work(self, *kinds: str) -> None:
        work = {kind: duty for kind, duty in duties.work(self.tools).items() if not kinds or kind in kinds}
        Worker(self.tools.database, work).work_off()

    def cut(self, path: Path, **more: Any) -> Record:
        """On the shelf and cut into tiles."""
        record = self.put(path, **more)
        archivist = self.actor(self.town.an)
        with self.tools.database.transaction() as db:
            for number in range(1, record.page_count + 1):
                cut_soon(db, find_sheet(db, archivist, self.tools, record.id, number))
        self.work(CUT_TILES)
        return record

    def drawn(self) -> None:
        """The pictures of all pages."""
        with self.tools.database.transaction() as db:
            for record_id in db.scalars(sa.select(Record.id)):
                draw_again(db, record_id)
        self.work(DRAW_RECORD)

    def grant(self, record: Record, whom: Account, use: Use = Use.READ) -> None:
        day = today()
        with self.tools.database.transaction() as db:
            grant = Grant(
                account_id=whom.id, record_id=record.id, use=use, purpose="survey", granted_by=self.town.an.id
            )
            grant.valid_from = grant.valid_to = day
            db.add(grant)

    def actor(self, whom: Account) -> Actor:
        with self.tools.database.reading() as db:
            self.town.db = db
            return self.town.actor(whom, today())


@pytest.fixture
def shelf(tools: Tools) -> Shelf:
    return Shelf(tools)
