"""Which pages have their tiles cut before anybody looks at them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.catalogue.model import Page, Record

CUT_TILES = "cut tiles"

# Up to this side the picture of the page shows nearly all there is, and its tiles are cut in well under a second when
# it is first looked at. An A2 sheet at 300 dpi is larger.
LARGE = 4800


def ask_for_tiles(db: Session, record: Record) -> None:
    """After reading: the large sheets of a record, when there is nothing better to do."""
    longest = sa.func.max(sa.case((Page.width > Page.height, Page.width), else_=Page.height))
    if (db.scalar(sa.select(longest).where(Page.record_id == record.id)) or 0) > LARGE:
        jobs.ask_for(db, CUT_TILES, record.id, priority=jobs.Priority.LATER)
