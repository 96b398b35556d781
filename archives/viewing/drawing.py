"""The job that draws a record's pictures again, from the original and what its reading found."""

import sqlalchemy as sa

from archives.catalogue.model import Page, Record
from archives.jobs import Task
from archives.tools import Tools
from ingest import scan as read
from ingest.limits import Limits
from ingest.reader import draw
from ingest.wire import unpack_seal


def draw_record(task: Task, tools: Tools) -> None:
    with tools.database.reading() as db:
        record = db.get(Record, task.subject_id)
        if record is None:
            return
        original = record.original
        rows = db.execute(sa.select(Page.number, Page.rotation, Page.seals).where(Page.record_id == record.id))
        pages = [
            read.Page(number=number, rotation=rotation, seals=tuple(map(unpack_seal, seals)))
            for number, rotation, seals in rows
        ]
    limits = Limits(file_bytes=tools.settings.largest_file)
    draw(tools.store.path(original.key), original.name, pages, tools.pictures_of(original.sha256), limits)
