"""Two sheets in one: which may be compared, how one lies over the other, and the job that finds that out."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.catalogue.model import Original, Page, Record
from archives.catalogue.service import find_record
from archives.errors import N_, Unavailable
from archives.jobs import Task
from archives.permissions import Actor, visible
from archives.tools import Tools
from archives.viewing.drawing import draw_pages
from archives.viewing.sheets import Sheet
from ingest.derive import keep
from ingest.limits import Limits
from ingest.tiling import lay_over

LAY_OVER = "lay over"
MOST_OFFERED = 120


@dataclass(frozen=True, slots=True)
class Offered:
    """A page that may be compared with the one at hand; `alike` where it bears the same number."""

    record: Record
    number: int
    alike: bool


def offers(db: Session, actor: Actor, record_id: str, number: int) -> tuple[Record, list[Offered]]:
    """Other sheets of its project and of its number, those of the same number first, and its own other pages."""
    record = find_record(db, actor, record_id)
    same = [Record.id == record.id]
    same += [Record.project_id == record.project_id] if record.project_id else []
    same += [Record.number == record.number] if record.number else []
    query = sa.select(Record, Page.number).join(Page, Page.record_id == Record.id)
    query = query.where(sa.or_(*same), visible(actor, Record), Page.width > 0)
    alike = sa.case((Record.number == record.number, 0), else_=1)
    drawing = sa.case((Record.kind == record.kind, 0), else_=1)
    rows = db.execute(query.order_by(alike, drawing, Record.number, Record.id, Page.number).limit(MOST_OFFERED))
    return record, [
        Offered(other, page, alike=bool(record.number) and other.number == record.number)
        for other, page in rows
        if (other.id, page) != (record.id, number)
    ]


def laid_in(left: Sheet, right: Sheet) -> Path:
    """Beside the pictures of the left sheet; like them it can be deleted and comes back."""
    return left.folder / f"{left.number}.over-{right.folder.name[:24]}-{right.number}.json"


def both_in(left: Sheet, right: Sheet) -> Path:
    return laid_in(left, right).with_suffix(".jpg")


def read_laid(left: Sheet, right: Sheet) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(laid_in(left, right).read_text())
    except FileNotFoundError:
        return None
    return found


def lay_soon(db: Session, left: Sheet, right: Sheet) -> None:
    payload = {"page": left.number, "other": right.record_id, "other page": right.number}
    jobs.ask_for(db, LAY_OVER, left.record_id, payload=payload, priority=jobs.Priority.SOON, again=False)


def not_laid_yet() -> Unavailable:
    return Unavailable(N_("The sheets are being laid over each other. Look again in a moment."))


def lay_sheets(task: Task, tools: Tools) -> None:
    """The job. Both pictures are drawn first where they are missing."""
    chosen = ((task.subject_id, task.payload["page"]), (task.payload["other"], task.payload["other page"]))
    pictures = [picture_of(tools, record_id, number) for record_id, number in chosen]
    left, right = pictures
    if left is None or right is None:
        return
    target = left.with_name(f"{left.stem}.over-{right.parent.name[:24]}-{right.stem}.json")
    laid = lay_over(left, right, target.with_suffix(".jpg"), Limits())
    keep(target, json.dumps(laid).encode())


def picture_of(tools: Tools, record_id: str, number: int) -> Path | None:
    with tools.database.reading() as db:
        original = db.scalar(sa.select(Original).where(Original.record_id == record_id))
        if original is None:
            return None
        picture = tools.pictures_of(original.sha256) / f"{number}.jpg"
        if not picture.exists():
            draw_pages(tools, db, original, [number])
    return picture if picture.exists() else None
