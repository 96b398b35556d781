"""Taking scans in: a batch is opened, each file is judged at the gate, kept, and its reading asked for."""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from archives import audit, jobs
from archives.catalogue.model import Original, Page, Reading, Record, Volume
from archives.catalogue.service import check_level, find_record
from archives.errors import N_, InvalidInput, NotFound
from archives.intake.judging import Judged, judge
from archives.intake.model import Arrival, Batch, Outcome
from archives.people import Department, Level
from archives.permissions import Action, Actor, require, visible
from archives.tools import Tools

READINGS = READ_RECORD, READ_TEXT = "read record", "read text"


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
    judged = judge(tools, path, name)
    with tools.database.transaction() as db:
        return write_down(db, actor, batch_id, judged)


def write_down(db: Session, actor: Actor, batch_id: str, judged: Judged) -> Arrival:
    batch = find_batch(db, actor, batch_id)
    number = 1 + (db.scalar(sa.select(sa.func.max(Arrival.number)).where(Arrival.batch_id == batch.id)) or 0)
    arrival = Arrival(
        batch_id=batch.id,
        number=number,
        name=judged.name,
        size=judged.size,
        outcome=judged.outcome,
        reasons=list(judged.reasons),
    )
    db.add(arrival)
    if judged.receipt is not None:
        arrival.sha256 = judged.receipt.sha256
    if judged.outcome is Outcome.QUARANTINED and judged.receipt is not None:
        arrival.quarantine_key = judged.receipt.key
    if judged.outcome is Outcome.KEPT:
        _accept(db, actor, batch, arrival, judged)
    db.flush()
    return arrival


def _accept(db: Session, actor: Actor, batch: Batch, arrival: Arrival, judged: Judged) -> None:
    assert judged.receipt is not None
    assert judged.inspection is not None
    known = db.scalar(
        sa.select(Record)
        .join(Original)
        .where(Original.sha256 == judged.receipt.sha256, visible(actor, Record))
        .where(Record.department_id == batch.department_id)
    )
    if known is not None:
        arrival.outcome, arrival.record_id = Outcome.ALREADY_HERE, known.id
        return
    record = Record(
        department_id=batch.department_id,
        level=batch.level,
        opens_by_law=batch.opens_by_law,
        # Open records wait for their reading: only then is it known whether they bear a mark of secrecy.
        withdrawn=True,
        title=Path(judged.name).stem or judged.name,
        title_supplied=True,
        page_count=judged.inspection.page_count,
        received_by=actor.account_id or "",
    )
    _place(db, record, batch)
    db.add(record)
    db.flush()
    receipt = judged.receipt
    db.add(
        Original(
            record_id=record.id,
            key=receipt.key,
            name=judged.name,
            media_type=judged.inspection.media_type,
            size=receipt.size,
            sha256=receipt.sha256,
            sha512=receipt.sha512,
            sm3=receipt.sm3,
        )
    )
    arrival.record_id = record.id
    jobs.ask_for(db, READ_RECORD, record.id)
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.UPLOADED,
        "record",
        record.id,
        name=judged.name,
        sha256=receipt.sha256,
    )


def _place(db: Session, record: Record, batch: Batch) -> None:
    if batch.volume_id is None:
        return
    volume = db.get_one(Volume, batch.volume_id)
    last = db.scalar(sa.select(sa.func.max(Record.serial)).where(Record.volume_id == volume.id)) or 0
    record.volume_id, record.project_id, record.serial = volume.id, volume.project_id, last + 1


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
