"""A package of records for somebody else: chosen under the sender's rights, made by a job, noted with each record."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from archives import audit, jobs
from archives.catalogue.keeping import RECORD
from archives.catalogue.model import Record
from archives.db import now
from archives.errors import N_, InvalidInput, Unavailable
from archives.grants import Use
from archives.handover.model import Form, Handover, State
from archives.handover.receiving import CLEAR_PACKAGE, actor_for, folder_of
from archives.jobs import Task
from archives.packages import Parcel, Part, write_bag, write_eep, write_mets
from archives.permissions import Actor, visible
from archives.store import Event, object_id
from archives.tools import Tools

MAKE_PACKAGE = "make package"
MOST_RECORDS = 2000
TRIES = 5
DAYS_TO_FETCH = timedelta(days=7)
WRITERS = {Form.BAGIT: write_bag, Form.EEP: write_eep, Form.METS: write_mets}
MADE = "made"


def sendable(db: Session, actor: Actor, condition: sa.ColumnElement[bool]) -> Sequence[Record]:
    """What this actor may download, and what may leave the house at all: nothing destroyed, nothing marked secret."""
    query = sa.select(Record).where(condition, visible(actor, Record, Use.DOWNLOAD), Record.disposed_on.is_(None))
    query = query.options(joinedload(Record.original), joinedload(Record.project), joinedload(Record.volume))
    found = db.scalars(query.order_by(Record.project_id, Record.volume_id, Record.serial, Record.id)).all()
    records = [record for record in found if not record.bears_secret]
    if not records:
        raise InvalidInput(N_("There is no record here that you may hand over."))
    if len(records) > MOST_RECORDS:
        raise InvalidInput(
            N_("These are %(records)d records; at most %(most)d go into one package. Send volume by volume."),
            records=len(records),
            most=MOST_RECORDS,
        )
    return records


def make_package(task: Task, tools: Tools) -> None:
    with tools.database.reading() as db:
        handover = db.get(Handover, task.subject_id)
    if handover is None or handover.state is not State.MAKING:
        return
    digest, size = made(tools, handover)
    actor = actor_for(tools, handover.asked_by)
    note_with_each(tools, handover, actor.name)
    task.finish_with(lambda db: write_down(db, actor, handover.id, digest, size))


def made(tools: Tools, handover: Handover) -> tuple[str, int]:
    """Digest and size of the package, which is whole once it has its name."""
    target = package_of(tools, handover)
    target.parent.mkdir(parents=True, exist_ok=True)
    parcel = parcel_of(tools, handover)
    draft = target.with_suffix(".part")
    WRITERS[handover.form or Form.BAGIT](draft, parcel)
    draft.rename(target)
    return digest_of(target), target.stat().st_size


def package_of(tools: Tools, handover: Handover) -> Path:
    return folder_of(tools, handover.id) / MADE / f"{handover.number}-{handover.form}.zip"


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def parcel_of(tools: Tools, handover: Handover) -> Parcel:
    ids = [item["record"] for item in handover.contents]
    with tools.database.reading() as db:
        query = sa.select(Record).where(Record.id.in_(ids))
        query = query.options(joinedload(Record.original), joinedload(Record.project), joinedload(Record.volume))
        found = {record.id: record for record in db.scalars(query)}
    parts = [_part(tools, found[record_id]) for record_id in ids if record_id in found]
    return Parcel(
        number=handover.number,
        title=handover.name,
        sender=tools.settings.title_zh,
        receiver=handover.party,
        at=handover.asked_at,
        parts=parts,
    )


def _part(tools: Tools, record: Record) -> Part:
    kept = tools.store.find(object_id("record", record.id))
    original = record.original
    return Part(
        id=record.id,
        title=record.title,
        number=record.number or "",
        responsible=record.responsible or "",
        formed=record.formed or "",
        project=record.project.name if record.project else "",
        volume=record.volume.archive_no if record.volume else "",
        name=original.name,
        media_type=original.media_type,
        size=original.size,
        sha256=original.sha256,
        sha512=original.sha512,
        path=tools.store.path(original.key),
        document=without_people(tools.store.read(kept, RECORD)),
        events=tools.store.events(kept),
    )


def without_people(document: bytes) -> bytes:
    """The description leaves without accounts and grants: whoever receives it learns nobody's address."""
    told = json.loads(document)
    tables: Mapping[str, list[dict[str, object]]] = told.get("tables", {})
    told["tables"] = {name: rows for name, rows in tables.items() if name not in ("account", "access_grant")}
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def note_with_each(tools: Tools, handover: Handover, agent: str) -> None:
    """An event with each record that left; twice at most when the job was killed in between."""
    for item in handover.contents:
        event = Event(
            kind="dissemination",
            detail=f"handed over to {handover.party} in package {handover.number}",
            agent=agent,
            more={"handover": handover.id, "number": handover.number, "form": str(handover.form)},
        )
        _note(tools, object_id("record", item["record"]), event)


def _note(tools: Tools, kept_id: str, event: Event) -> None:
    """Unless it is noted already. Other work writes to the same objects: what changed meanwhile is looked up anew."""
    for tries_left in reversed(range(TRIES)):
        kept = tools.store.find(kept_id)
        told = (other["eventOutcomeDetail"].get("handover") for other in tools.store.events(kept))
        if event.more["handover"] in told:
            return
        try:
            tools.store.note(kept, event)
        except Unavailable:
            if not tries_left:
                raise
        else:
            return


def write_down(db: Session, actor: Actor, handover_id: str, digest: str, size: int) -> None:
    handover = db.get_one(Handover, handover_id)
    handover.state, handover.finished_at = State.MADE, now()
    handover.digest, handover.size = digest, size
    # Nothing that is destroyed later may live on in a package.
    jobs.ask_for(db, CLEAR_PACKAGE, handover.id, run_at=now() + DAYS_TO_FETCH, priority=jobs.Priority.LATER)
    told = {"number": handover.number, "party": handover.party, "records": len(handover.contents), "digest": digest}
    audit.write(db, actor.account_id, actor.name, audit.Event.HANDED_OVER, "handover", handover.id, **told)
