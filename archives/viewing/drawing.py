"""The job that draws a record's pictures again, from the original and what its reading found."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.model import Original, Page, Record
from archives.jobs import Task
from archives.tools import Tools
from ingest import scan as read
from ingest.limits import Limits
from ingest.reader import draw
from ingest.wire import unpack_seal


def draw_record(task: Task, tools: Tools) -> None:
    with tools.database.reading() as db:
        record = db.get(Record, task.subject_id)
        if record is not None and record.disposed_on is None:
            draw_pages(tools, db, record.original)


def draw_pages(tools: Tools, db: Session, original: Original, only: Collection[int] = ()) -> None:
    """All pages, or only these; the view of the catalogue is let go before the drawing begins."""
    rows = sa.select(Page.number, Page.rotation, Page.seals).where(Page.record_id == original.record_id)
    pages = [
        read.Page(number=number, rotation=rotation, seals=tuple(map(unpack_seal, seals)))
        for number, rotation, seals in db.execute(rows.where(Page.number.in_(only)) if only else rows)
    ]
    db.rollback()
    limits = Limits(file_bytes=tools.settings.largest_file)
    draw(tools.store.path(original.key), original.name, pages, tools.pictures_of(original.sha256), limits)
