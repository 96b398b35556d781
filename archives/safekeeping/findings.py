"""What an audit found, written down: each fault once, open until its file is sound again, and on the trail."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.db import now
from archives.safekeeping.model import FixityFault
from archives.store import Event, Examined, Fault, Wrong, repair
from archives.store.ocfl import object_folder
from archives.tools import Tools

OUTSIDE = ""
"""The folder of what lies outside every object."""


def repaired(tools: Tools, found: Examined) -> str | None:
    """Put right from a copy what is missing or changed, and note it with the object. Gives the copy's name."""
    if not tools.copies or all(fault.kind is Wrong.STRAY for fault in found.faults):
        return None
    source = repair(tools.store, tools.copies, found)
    if source is not None and found.object_id is not None:
        told = [{"path": fault.path, "was": fault.kind} for fault in found.faults if fault.kind is not Wrong.STRAY]
        event = Event(kind="recovery", detail=f"put right from {source}", more={"files": told})
        tools.store.note(tools.store.find(found.object_id), event)
    return source


def note_faults(db: Session, folder: str, faults: Iterable[Fault], source: str | None = None) -> list[FixityFault]:
    """The faults of a folder as they are now: new ones are added, those no longer found have ended."""
    query = sa.select(FixityFault).where(FixityFault.folder == folder, FixityFault.ended_at.is_(None))
    known = {(fault.kind, fault.path): fault for fault in db.scalars(query)}
    noted = [_note(db, known.pop((fault.kind, fault.path), None), folder, fault, source) for fault in faults]
    for gone in known.values():
        gone.ended_at = now()
    return noted


def _note(db: Session, open_fault: FixityFault | None, folder: str, fault: Fault, source: str | None) -> FixityFault:
    noted = open_fault or FixityFault(path=fault.path, folder=folder, kind=fault.kind, object_id=fault.object_id)
    noted.seen_at = now()
    mended = source is not None and fault.kind is not Wrong.STRAY
    if mended:
        noted.repaired_from, noted.ended_at = source, now()
    if open_fault is None or mended:
        db.add(noted)
        detail = {"path": fault.path, "wrong": fault.kind, "repaired_from": noted.repaired_from}
        audit.write(db, None, "", audit.Event.FIXITY_CHECKED, "store", fault.object_id or "store", **detail)
    return noted


def missing_objects(tools: Tools, keys: Sequence[tuple[str, str]]) -> list[Examined]:
    """Of these records (id and key of the original) those of which the store has nothing at all."""
    lost = [record_id for record_id, key in keys if not tools.store.holds(key)]
    ids = (f"urn:archives:record:{record_id}" for record_id in lost)
    gone = ((id_, object_folder(id_)) for id_ in ids)
    return [
        Examined(folder, None, 0, 0, (Fault(Wrong.MISSING, f"{folder}/inventory.json", id_),))
        for id_, folder in gone
        if not tools.store.place.has(f"{folder}/inventory.json")
    ]
