"""An object without a row: its process died between keeping the bytes and writing them down. That loses nothing."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.catalogue.indexing import INDEX_RECORD
from archives.catalogue.model import READ_RECORD, Original, Record
from archives.rows import SHARED
from archives.safekeeping.rebuilding import Rebuilt, put_rows, rows_of
from archives.store import Event, Kept, Store

UNDER_WAY = timedelta(hours=1)
"""So long may it take until what was kept is written down."""
RECORD_ID = "urn:archives:record:"


def take_up(db: Session, store: Store, kept: Kept, at: datetime) -> bool:
    """Write down what was kept and has no row; whether there was anything to do."""
    record_id = kept.id.removeprefix(RECORD_ID)
    waiting = record_id != kept.id and not kept.is_buried and kept_since(kept) < at - UNDER_WAY
    if not waiting or db.get(Record, record_id) is not None:
        return False
    rows = rows_of(store, kept)
    if _came_again(db, rows["original"][0]["sha256"], rows["record"][0]["department_id"]):
        store.bury(kept, Event(kind="deletion", detail="the sender had no receipt and sent the file again"))
        return True
    known = {name: {row["id"] for row in rows.get(name, ())} for name in SHARED}
    put_rows(db, rows, known, Rebuilt())
    jobs.ask_for(db, READ_RECORD, record_id)
    jobs.ask_for(db, INDEX_RECORD, record_id)
    audit.write(db, None, "", audit.Event.UPLOADED, "record", record_id, taken_up=True)
    return True


def kept_since(kept: Kept) -> datetime:
    return datetime.fromisoformat(kept.inventory.versions["v1"]["created"]).astimezone(UTC)


def _came_again(db: Session, sha256: str, department_id: str) -> bool:
    same = sa.select(Record.id).join(Original).where(Original.sha256 == sha256)
    return db.scalar(same.where(Record.department_id == department_id).limit(1)) is not None
