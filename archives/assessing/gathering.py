"""All that is known of what is to be tested: rows, kept descriptions and events, and the bytes as they lie there."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from archives import audit
from archives.assessing.model import Kind
from archives.catalogue.archive_number import NumberPattern
from archives.catalogue.describing import current_values
from archives.catalogue.keeping import RECORD
from archives.catalogue.kinds import KINDS
from archives.catalogue.model import Original, Record, Retention, Volume
from archives.db import now, today
from archives.errors import InvalidInput, NotFound, Unavailable
from archives.fourfold.subject import Item, PageSeen, Subject
from archives.people import Level
from archives.rows import as_json_row
from archives.store import object_id
from archives.store.digests import ALL, Digests, chunks_on_disk
from archives.tools import Tools
from ingest.limits import Limits
from ingest.problems import Problem
from ingest.reader import Inspection, inspect

RECENT = timedelta(days=7)
COLUMNS = ("title", "number", "responsible")
CHOICES = {
    "level": frozenset(map(str, Level)),
    "retention": frozenset(map(str, Retention)),
    "kind": frozenset(KINDS) | {"unknown"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One record as the database has it."""

    record: Mapping[str, Any]
    original: Mapping[str, Any]
    volume: Mapping[str, Any] | None
    fields: Mapping[str, str]
    pages: Sequence[PageSeen]
    is_double: bool


def records_of(kind: Kind, subject_id: str) -> sa.Select[Record]:
    """What was destroyed has no bytes any more."""
    column = {Kind.RECORD: Record.id, Kind.VOLUME: Record.volume_id, Kind.PROJECT: Record.project_id}[kind]
    return sa.select(Record).where(column == subject_id, Record.disposed_on.is_(None))


def gathered(tools: Tools, kind: Kind, subject_id: str) -> Subject:
    with tools.database.reading() as db:
        query = records_of(kind, subject_id).options(selectinload(Record.pages), selectinload(Record.volume))
        records = db.scalars(query.order_by(Record.volume_id, Record.serial, Record.id)).all()
        known = [_known(db, record) for record in records]
        serials = _serials(db, [one.volume["id"] for one in known if one.volume])
        checked_at, broken = _trail(db)
    items = [_item(tools, one) for one in known]
    return Subject(
        items=items,
        today=today(),
        kept=sum(item.path is not None for item in items),
        lengths={name: Record.__table__.c[name].type.length for name in COLUMNS},  # type: ignore[attr-defined]
        choices=CHOICES,
        is_archive_no=_number_check(tools.settings.number_pattern),
        serials=serials,
        scanner=tools.clamd.version() if tools.clamd is not None else None,
        trail_checked=checked_at,
        trail_broken=broken,
    )


def _known(db: Session, record: Record) -> Known:
    original = record.original
    same = sa.select(Record.id).join(Original).where(Original.sha256 == original.sha256, Record.id != record.id)
    double = db.scalar(same.where(Record.disposed_on.is_(None)).limit(1))
    return Known(
        record=as_json_row(record),
        original=as_json_row(original),
        volume=as_json_row(record.volume) if record.volume else None,
        fields={name: value.value for name, value in current_values(db, record.id).items()},
        pages=[PageSeen(p.number, not p.problem, p.problem_left_at is not None) for p in record.pages],
        is_double=double is not None,
    )


def _serials(db: Session, volume_ids: Sequence[str]) -> dict[str, list[int | None]]:
    query = sa.select(Volume.archive_no, Record.serial).join(Record, Record.volume_id == Volume.id)
    serials: dict[str, list[int | None]] = {}
    for number, serial in db.execute(query.where(Volume.id.in_(set(volume_ids)))):
        serials.setdefault(number, []).append(serial)
    return serials


def _trail(db: Session) -> tuple[Any, int | None]:
    """When the whole trail was last looked through, if that was lately, and the first broken entry."""
    lately = sa.select(audit.Entry).where(
        audit.Entry.event == audit.Event.TRAIL_CHECKED, audit.Entry.at > now() - RECENT
    )
    entry = db.scalar(lately.order_by(audit.Entry.seq.desc()).limit(1))
    return (None, None) if entry is None else (entry.at, entry.detail.get("broken"))


def _number_check(pattern: str) -> Any:
    parsed = NumberPattern.parse(pattern)

    def check(text: str) -> bool:
        try:
            parsed.read(text)
        except InvalidInput:
            return False
        return True

    return check


def _item(tools: Tools, known: Known) -> Item:
    path = _path(tools, str(known.original["key"]))
    document, events = _kept(tools, str(known.record["id"]))
    digests = Digests(*ALL)
    for _ in digests.of(chunks_on_disk(path)) if path else ():
        pass
    return Item(
        record=known.record,
        original=known.original,
        volume=known.volume,
        fields=known.fields,
        pages=known.pages,
        path=path,
        size=digests.size,
        digests={name: digests[name] for name in ALL} if path else {},
        opened=_opened(path, str(known.original["name"])) if path else None,
        document=document,
        events=events,
        virus=tools.clamd.scan(path) if tools.clamd is not None and path else None,
        is_double=known.is_double,
    )


def _path(tools: Tools, key: str) -> Path | None:
    with suppress(NotFound):
        path = tools.store.path(key)
        return path if path.is_file() else None
    return None


def _kept(tools: Tools, record_id: str) -> tuple[Mapping[str, Any] | Exception | None, Sequence[Mapping[str, Any]]]:
    """What cannot be read is a finding, not the end of the test."""
    try:
        kept = tools.store.look_up(object_id(Kind.RECORD, record_id))
        if not kept.exists or RECORD not in kept.names:
            return None, ()
        return json.loads(tools.store.read(kept, RECORD)), tools.store.events(kept)
    except (ValueError, NotFound, Unavailable) as error:
        return error, ()


def _opened(path: Path, name: str) -> Inspection | Problem:
    """In the child process; the size was judged when it came in."""
    try:
        return inspect(path, name, Limits(file_bytes=max(1, path.stat().st_size)))
    except Problem as problem:
        return problem
