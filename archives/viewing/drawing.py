"""The job that draws a record's pictures again, from the original and the turns its reading found."""

import sqlalchemy as sa

from archives.catalogue.model import Page, Record
from archives.jobs import Task
from archives.tools import Tools
from ingest.limits import Limits
from ingest.reader import draw


def draw_record(task: Task, tools: Tools) -> None:
    with tools.database.reading() as db:
        record = db.get(Record, task.subject_id)
        if record is None:
            return
        original = record.original
        pages = sa.select(Page.number, Page.rotation).where(Page.record_id == record.id)
        turns = dict(db.execute(pages).all())
    limits = Limits(file_bytes=tools.settings.largest_file)
    draw(tools.store.path(original.key), original.name, turns, tools.pictures_of(original.sha256), limits)
