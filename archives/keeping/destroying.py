"""The job that carries out an approved disposal: one record after the other, each asked about once more.

First the rows become a tombstone, then the bytes go: a job that was killed in between finds the tombstones and takes
away what is left. A record that has come under a hold since the approval is kept, and the certificate says so.
"""

import shutil
from datetime import date
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.catalogue.keeping import changed, files_of
from archives.catalogue.model import FieldValue, Original, Page, Record
from archives.catalogue.retention import rules_of
from archives.db import CHINA, now
from archives.grants import Grant
from archives.jobs import Task
from archives.keeping.disposals import DESTROY, obstacle
from archives.keeping.model import Disposal, DisposalItem, Fate
from archives.store import Event, object_id
from archives.tools import Tools

__all__ = ["DESTROY", "destroy"]


def destroy(task: Task, tools: Tools) -> None:
    today = now().astimezone(CHINA).date()
    with tools.database.reading() as db:
        items = db.scalars(sa.select(DisposalItem).where(DisposalItem.disposal_id == task.subject_id)).all()
    for item in items:
        task.checkpoint(partial(end_record, item_id=item.id, today=today))
        erase_bytes(tools, item.record_id)
    task.finish_with(partial(finish, disposal_id=task.subject_id))


def end_record(db: Session, item_id: str, today: date) -> None:
    item = db.get_one(DisposalItem, item_id)
    if item.fate is not Fate.WAITING:
        return
    record = db.get_one(Record, item.record_id, with_for_update=True)
    problem = obstacle(db, record, today, rules_of(db))
    if problem is not None:
        item.fate, item.kept_because = Fate.KEPT, {"template": problem.template, "values": problem.values}
        return
    leave_tombstone(db, record, today)
    item.fate = Fate.DESTROYED
    disposal = item.disposal
    decider = disposal.decider
    name = decider.name if decider else ""
    told = {"disposal": disposal.number, "title": record.title, "sha256": item.sha256}
    audit.write(db, disposal.decided_by, name, audit.Event.DISPOSED, "record", record.id, **told)


def leave_tombstone(db: Session, record: Record, today: date) -> None:
    """Title, number, dates, digest and who answers for it stay; what the sheets said goes."""
    for kind in jobs.kinds_under_way(db, record.id):
        jobs.cancel_all(db, kind, record.id)
    db.execute(sa.delete(Page).where(Page.record_id == record.id))
    db.execute(sa.delete(FieldValue).where(FieldValue.record_id == record.id))
    ends = sa.update(Grant).where(Grant.record_id == record.id, Grant.revoked_at.is_(None))
    db.execute(ends.values(revoked_at=now()))
    record.disposed_on, record.withdrawn, record.page_count = today, True, 0
    record.contents, record.faults, record.remark = [], [], None
    changed(db, record.id)


def erase_bytes(tools: Tools, record_id: str) -> None:
    """In every copy of the store; pictures stay where another record, which is kept, has the very same bytes."""
    with tools.database.reading() as db:
        record = db.get_one(Record, record_id)
        original = record.original
        if record.disposed_on is None:
            return
        same = sa.select(Original.id).join(Record).where(Record.disposed_on.is_(None))
        kept = db.scalar(same.where(Original.sha256 == original.sha256).limit(1))
        entry = files_of(db, "record", record)
    gone = Event(kind="deletion", detail="destroyed by an approved disposal")
    for store in (tools.store, *tools.copies):
        store.destroy(object_id("record", record_id), gone, entry)
    if not kept:
        shutil.rmtree(tools.pictures_of(original.sha256), ignore_errors=True)


def finish(db: Session, disposal_id: str) -> None:
    disposal = db.get_one(Disposal, disposal_id)
    disposal.finish()
    fates = [item.fate for item in disposal.items]
    counts = {"destroyed": fates.count(Fate.DESTROYED), "kept": fates.count(Fate.KEPT)}
    name = disposal.decider.name if disposal.decider else ""
    audit.write(
        db, disposal.decided_by, name, audit.Event.DISPOSAL_DONE, "disposal", disposal.id,
        number=disposal.number, **counts,
    )  # fmt: skip
