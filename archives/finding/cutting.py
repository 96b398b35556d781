"""The strip of a sheet in which what was looked for stands."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.model import Page
from archives.catalogue.places import boxes_of
from archives.catalogue.service import find_record
from archives.errors import NotFound
from archives.finding.meaning import meaning_of
from archives.finding.wanted import Wanted
from archives.permissions import Actor
from ingest.scan import Box
from search.snippets import marks

WIDE = 14
"""How many times as wide as high the strip is."""
LINES = 3
"""How many times the height of the lettering the strip is high."""
LEAST = 0.25
"""The least part of the sheet's width that is shown: lettering needs something around it to be recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Empty `marks`: the words were not found on this page. Numbers are pixels of the page."""

    page: Page
    frame: Box
    marks: Sequence[Box]
    words: str


def strip_of(db: Session, actor: Actor, record_id: str, number: int, wanted: Wanted) -> Strip:
    record = find_record(db, actor, record_id)
    page = db.scalar(sa.select(Page).where(Page.record_id == record.id, Page.number == number))
    if page is None:
        raise NotFound
    node = meaning_of(db, wanted).node
    boxes = boxes_of(page, node) if node else []
    found = list(dict.fromkeys(page.text[start:end] for start, end in marks(page.text, node))) if node else []
    frame = _around(boxes[0], page) if boxes else Box(0, 0, page.width, page.height)
    return Strip(page=page, frame=frame, marks=boxes, words=" · ".join(" ".join(text.split()) for text in found[:5]))


def _around(box: Box, page: Page) -> Box:
    """Within the sheet, the first find in the middle where that can be."""
    width = min(page.width, max(int(page.width * LEAST), box.w * 2, box.h * WIDE))
    height = min(page.height, max(box.h * LINES, width // WIDE))
    x = min(max(0, box.x + box.w // 2 - width // 2), page.width - width)
    y = min(max(0, box.y + box.h // 2 - height // 2), page.height - height)
    return Box(x, y, width, height)
