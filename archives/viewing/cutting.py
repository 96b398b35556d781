"""The job that cuts pages into tiles, set as their reading set them: one page, or the large ones of a record."""

import sqlalchemy as sa

from archives.catalogue.model import Page, Record
from archives.catalogue.tiling import LARGE
from archives.jobs import Task
from archives.tools import Tools
from archives.viewing.sheets import tiles_in
from ingest.limits import Limits
from ingest.tiling import ToCut, cut


def cut_tiles(task: Task, tools: Tools) -> None:
    with tools.database.reading() as db:
        record = db.get(Record, task.subject_id)
        if record is None:
            return
        original = record.original
        rotations = sa.select(Page.number, Page.rotation).where(Page.record_id == record.id)
        only = task.payload.get("page")
        chosen = sa.or_(Page.width > LARGE, Page.height > LARGE) if only is None else Page.number == only
        pages = dict(db.execute(rotations.where(chosen)).all()) or ({only: 0} if only else {})
    folder = tools.pictures_of(original.sha256)
    wanted = [ToCut(number, rotation, tiles_in(folder, number, rotation)) for number, rotation in pages.items()]
    missing = [page for page in wanted if not page.target.exists()]
    if missing:
        limits = Limits(file_bytes=tools.settings.largest_file)
        cut(tools.store.path(original.key), original.name, original.media_type, missing, limits)
