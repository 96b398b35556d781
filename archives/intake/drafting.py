"""A file that came in, as rows not yet in the database: they are kept beside its bytes before they are written down."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.keeping import ARRIVAL, RECORD
from archives.catalogue.model import Original, Record, Volume
from archives.db import Model
from archives.intake.judging import Judged
from archives.intake.model import Arrival, Batch, Outcome
from archives.permissions import Actor, visible
from archives.rows import document, fill_in_defaults, with_what_they_name
from archives.store import Event, Receipt, Store, object_id

QUARANTINED = "quarantined"
LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """`named` are the rows these name: account, department, batch, volume and project, as they are now."""

    arrival: Arrival
    record: Record | None
    original: Original | None
    named: tuple[Model, ...]

    @property
    def kept_as(self) -> str:
        """The name of the object, or nothing when there is nothing to keep."""
        if self.record is not None:
            return object_id("record", self.record.id)
        return object_id(QUARANTINED, self.arrival.id) if self.arrival.outcome is Outcome.QUARANTINED else ""

    def keep(self, store: Store, path: Path, actor: Actor) -> None:
        """The bytes, and in the same version all that is known of them. When this returns they are safe."""
        event = Event(
            kind="ingestion",
            detail=f"{self.arrival.name} came in and was {self.arrival.outcome}",
            agent=actor.name,
            more={"reasons": self.arrival.reasons},
        )
        store.keep(path, self.arrival.name, self.kept_as, event, self._documents)

    def _documents(self, receipt: Receipt) -> dict[str, bytes]:
        """The receipt goes into the rows first."""
        self.arrival.sha256 = receipt.sha256
        if self.record is None or self.original is None:
            self.arrival.quarantine_key = receipt.key
            return {ARRIVAL: document("arrival", [self.arrival, *self.named])}
        for name in ("key", "size", "sha256", "sha512", "sm3"):
            setattr(self.original, name, getattr(receipt, name))
        people = [row for row in self.named if not isinstance(row, Batch)]
        return {
            RECORD: document("record", [self.record, self.original, *people]),
            ARRIVAL: document("arrival", [self.arrival, *self.named]),
        }


def draft(db: Session, actor: Actor, batch: Batch, judged: Judged) -> Draft:
    arrival = Arrival(
        batch_id=batch.id,
        number=next_number(db, batch.id),
        name=judged.name,
        size=judged.size,
        outcome=judged.outcome,
        reasons=list(judged.reasons),
        virus_check=judged.virus.outcome,
        virus_detail=judged.virus.detail[:LONGEST_DETAIL],
    )
    record, original = _as_record(db, actor, batch, judged) if judged.outcome is Outcome.KEPT else (None, None)
    rows = [row for row in (arrival, record, original) if row is not None]
    for row in rows:
        fill_in_defaults(row)
    if record is not None and original is not None:
        arrival.record_id = original.record_id = record.id
    return Draft(arrival, record, original, tuple(row for row in with_what_they_name(db, rows) if row not in rows))


def next_number(db: Session, batch_id: str) -> int:
    return 1 + (db.scalar(sa.select(sa.func.max(Arrival.number)).where(Arrival.batch_id == batch_id)) or 0)


def known_record(db: Session, actor: Actor, department_id: str, sha256: str) -> str | None:
    """The same bytes of the same department, if this actor may see them."""
    same = sa.select(Record.id).join(Original).where(Original.sha256 == sha256, visible(actor, Record))
    return db.scalar(same.where(Record.department_id == department_id, Record.disposed_on.is_(None)).limit(1))


def _as_record(db: Session, actor: Actor, batch: Batch, judged: Judged) -> tuple[Record, Original]:
    assert judged.inspection is not None
    volume = db.get(Volume, batch.volume_id) if batch.volume_id else None
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
        volume_id=volume.id if volume else None,
        project_id=volume.project_id if volume else None,
    )
    original = Original(
        name=judged.name,
        media_type=judged.inspection.media_type,
        virus_check=judged.virus.outcome,
        virus_detail=judged.virus.detail[:LONGEST_DETAIL],
    )
    return record, original
