"""The audit: everything that is kept is read and compared, a slice at a time, round after round."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.model import Original
from archives.db import now
from archives.safekeeping.findings import OUTSIDE, missing_objects, note_faults, repaired
from archives.safekeeping.model import FixityFault
from archives.safekeeping.taking_up import take_up
from archives.store import Examined, Fault, Wrong, examine_all
from archives.tools import Tools

BATCH = 500


@dataclass
class Outcome:
    """What one walk saw; `taken_up` are objects that had no row."""

    last: str = ""
    objects: int = 0
    files: int = 0
    size: int = 0
    taken_up: int = 0
    seconds: float = 0.0
    wrong: list[FixityFault] = field(default_factory=list)


def walk(tools: Tools, folders: Iterable[str], seconds: float = float("inf")) -> Outcome:
    """Look through these objects until the time is up; what is found is written down at once."""
    outcome, began = Outcome(), time.monotonic()
    found = examine_all(tools.store.place, folders)
    for examined in found:
        _settle(tools, examined, outcome)
        if time.monotonic() - began > seconds:
            break
    found.close()
    outcome.seconds = time.monotonic() - began
    return outcome


def _settle(tools: Tools, found: Examined, outcome: Outcome) -> None:
    outcome.last = found.folder
    outcome.objects += 1
    outcome.files += found.files
    outcome.size += found.size
    source = repaired(tools, found) if found.faults else None
    with tools.database.reading() as db:
        known = db.scalar(sa.select(FixityFault.id).where(_open_in(found.folder)).limit(1))
    if found.faults or known:
        with tools.database.transaction() as db:
            outcome.wrong += note_faults(db, found.folder, found.faults, source)
    if found.object_id is not None:
        outcome.taken_up += _taken_up(tools, found.object_id)


def _open_in(folder: str) -> sa.ColumnElement[bool]:
    return sa.and_(FixityFault.folder == folder, FixityFault.ended_at.is_(None))


def _taken_up(tools: Tools, object_id: str) -> bool:
    record_id = object_id.removeprefix("urn:archives:record:")
    with tools.database.reading() as db:
        if db.scalar(sa.select(Original.id).where(Original.record_id == record_id)) or record_id == object_id:
            return False
    with tools.database.transaction() as db:
        return take_up(db, tools.store, tools.store.find(object_id), now())


def walk_outside(tools: Tools) -> Outcome:
    """What no walk through the objects can see: objects that are gone, and files that belong to none."""
    outcome = Outcome()
    for batch in _originals(tools):
        for lost in missing_objects(tools, batch):
            _settle(tools, lost, outcome)
    strays = [Fault(Wrong.STRAY, path) for path in tools.store.place.strays()]
    with tools.database.transaction() as db:
        outcome.wrong += note_faults(db, OUTSIDE, strays)
    return outcome


def _originals(tools: Tools) -> Iterator[list[tuple[str, str]]]:
    with tools.database.reading() as db:
        rows = db.execute(sa.select(Original.record_id, Original.key).order_by(Original.id))
        found = ((str(record_id), str(key)) for record_id, key in rows)
        while batch := list(islice(found, BATCH)):
            yield batch


def open_faults(db: Session) -> list[FixityFault]:
    query = sa.select(FixityFault).where(FixityFault.ended_at.is_(None)).order_by(FixityFault.found_at.desc())
    return list(db.scalars(query))
