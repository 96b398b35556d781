"""Taking scans in: a batch is opened, each file is judged at the gate, kept, and its reading asked for."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from archives import audit, jobs
from archives.catalogue.keeping import KEEP_RECORD, copy_later
from archives.catalogue.model import READ_RECORD, READ_TEXT, Original, Page, Reading, Record, Volume
from archives.catalogue.service import check_level, find_record
from archives.errors import N_, InvalidInput, NotFound
from archives.intake.drafting import Draft, draft, known_record, next_number
from archives.intake.judging import Judged, judge
from archives.intake.model import Arrival, Batch, Outcome
from archives.people import Department, Level
from archives.permissions import Action, Actor, require
from archives.store import Event
from archives.tools import Tools

READINGS = READ_RECORD, READ_TEXT


def open_batch(
    db: Session,
    actor: Actor,
    name: str,
    department_id: str,
    level: Level,
    highest: Level,
    *,
    opens_by_law: bool = False,
    volume_id: str | None = None,
    engine: str = "auto",
) -> Batch:
    require(actor, Action.UPLOAD_SCAN)
    check_level(level, highest)
    if db.get(Department, department_id) is None:
        raise InvalidInput(N_("Choose the department whose records these are."))
    if volume_id is not None and db.get(Volume, volume_id) is None:
        raise InvalidInput(N_("There is no such volume."))
    batch = Batch(
        name=name.strip() or f"{actor.today:%Y-%m-%d}",
        department_id=department_id,
        level=level,
        opens_by_law=opens_by_law,
        volume_id=volume_id,
        engine=engine,
        sent_by=actor.account_id or "",
    )
    db.add(batch)
    db.flush()
    audit.write(db, actor.account_id, actor.name, audit.Event.UPLOADED, "batch", batch.id, name=batch.name)
    return batch


def take_in(tools: Tools, actor: Actor, batch_id: str, path: Path, name: str) -> Arrival:
    """Judge a file, keep it, and write it down; the receipt is given when this returns.

    A boundary of its own like a job: the gate's child process and the store's fsyncs run outside any transaction.
    """
    judged = judge(path, name, tools.settings.largest_file, tools.clamd)
    return keep_and_write_down(tools, actor, batch_id, judged, path)


def keep_and_write_down(tools: Tools, actor: Actor, batch_id: str, judged: Judged, path: Path) -> Arrival:
    """First the bytes with all that is known of them, then the rows: whatever has a row has its bytes.

    Killed in between, it leaves an object without a row, which nobody was promised; the audit takes it up.
    """
    with tools.database.reading() as db:
        batch = find_batch(db, actor, batch_id)
        drafted = draft(db, actor, batch, judged)
        sha256 = _sha256(path) if drafted.record is not None else ""
        known = known_record(db, actor, batch.department_id, sha256) if sha256 else None
    if drafted.kept_as and known is None:
        drafted.keep(tools.store, path, actor)
    with tools.database.transaction() as db:
        arrival = write_down(db, actor, drafted, sha256)
        if drafted.kept_as and known is None:
            copy_later(db, tools, drafted.kept_as)
    if known is None and arrival.outcome is Outcome.ALREADY_HERE:
        twice = Event(kind="deletion", detail="the same file came twice at the same moment", agent=actor.name)
        tools.store.bury(tools.store.find(drafted.kept_as), twice)
    return arrival


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_down(db: Session, actor: Actor, drafted: Draft, sha256: str) -> Arrival:
    arrival = drafted.arrival
    find_batch(db, actor, arrival.batch_id)
    arrival.number = next_number(db, arrival.batch_id)
    if drafted.record is not None and drafted.original is not None:
        known = known_record(db, actor, drafted.record.department_id, sha256)
        if known is None:
            _accept(db, actor, drafted.record, drafted.original)
        else:
            arrival.outcome, arrival.record_id, arrival.sha256 = Outcome.ALREADY_HERE, known, sha256
    db.add(arrival)
    db.flush()
    return arrival


def _accept(db: Session, actor: Actor, record: Record, original: Original) -> None:
    if record.volume_id is not None:
        record.serial = 1 + (
            db.scalar(sa.select(sa.func.max(Record.serial)).where(Record.volume_id == record.volume_id)) or 0
        )
    db.add_all([record, original])
    db.flush()
    jobs.ask_for(db, READ_RECORD, record.id)
    jobs.ask_for(db, KEEP_RECORD, record.id, priority=jobs.Priority.LATER)
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.UPLOADED,
        "record",
        record.id,
        name=original.name,
        sha256=original.sha256,
    )


def find_batch(db: Session, actor: Actor, batch_id: str) -> Batch:
    require(actor, Action.SEE_BATCHES)
    batch = db.get(Batch, batch_id)
    if batch is None:
        raise NotFound
    return batch


def list_batches(db: Session, actor: Actor, page: int = 1, per_page: int = 20) -> Sequence[Batch]:
    require(actor, Action.SEE_BATCHES)
    query = sa.select(Batch).options(selectinload(Batch.arrivals)).order_by(Batch.sent_at.desc())
    return db.scalars(query.limit(per_page + 1).offset((page - 1) * per_page)).all()


def read_again(db: Session, actor: Actor, record_id: str) -> Record:
    """Ask for a record to be read afresh; what a person has said of it stays."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    record.check_kept()
    db.execute(sa.delete(Page).where(Page.record_id == record.id))
    record.reading = Reading.WAITING
    jobs.cancel_all(db, READ_TEXT, record.id)
    jobs.ask_for(db, READ_RECORD, record.id)
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "record", record.id, read_again=True)
    return record


def find_quarantined(db: Session, actor: Actor, arrival_id: str) -> Arrival:
    require(actor, Action.SEE_BATCHES)
    arrival = db.get(Arrival, arrival_id)
    if arrival is None or arrival.quarantine_key is None:
        raise NotFound
    return arrival
