"""How far a batch has come, and what a person has to look at."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from archives.catalogue.model import Page, Reading
from archives.intake.model import Arrival, Batch, Outcome


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come, in files."""

    files: int
    described: int
    read: int
    partly: int
    failed: int
    refused: int
    quarantined: int
    already_here: int

    @property
    def settled(self) -> int:
        return self.read + self.partly + self.failed + self.refused + self.quarantined + self.already_here

    @property
    def done(self) -> bool:
        return self.settled == self.files


def arrivals_of(db: Session, batch: Batch) -> Sequence[Arrival]:
    query = (
        sa.select(Arrival)
        .where(Arrival.batch_id == batch.id)
        .options(selectinload(Arrival.record))
        .order_by(Arrival.number)
    )
    return db.scalars(query).all()


def progress_of(arrivals: Sequence[Arrival], given_up: Collection[str] = ()) -> Progress:
    """`given_up` are the records whose reading died: nothing goes on with them until a person asks again."""
    states = [Reading.FAILED if arrival.record_id in given_up else _state(arrival) for arrival in arrivals]
    count = states.count
    return Progress(
        files=len(arrivals),
        described=count(Reading.DESCRIBED),
        read=count(Reading.READ),
        partly=count(Reading.PARTLY),
        failed=count(Reading.FAILED),
        refused=count(Outcome.REFUSED),
        quarantined=count(Outcome.QUARANTINED),
        already_here=count(Outcome.ALREADY_HERE),
    )


def _state(arrival: Arrival) -> Outcome | Reading:
    if arrival.outcome is Outcome.KEPT and arrival.record is not None:
        return arrival.record.reading
    return arrival.outcome


def page_problems(db: Session, record_ids: Sequence[str]) -> dict[str, list[Page]]:
    """The pages without text of these records, each with its reason."""
    query = sa.select(Page).where(Page.record_id.in_(record_ids), Page.problem.is_not(None)).order_by(Page.number)
    found: dict[str, list[Page]] = {}
    for page in db.scalars(query):
        found.setdefault(page.record_id, []).append(page)
    return found


def pages_done(db: Session, arrivals: Sequence[Arrival]) -> dict[str, int]:
    """How many pages of each file are read so far."""
    query = (
        sa.select(Arrival.id, sa.func.count(Page.id))
        .join(Page, Page.record_id == Arrival.record_id)
        .where(Arrival.id.in_([arrival.id for arrival in arrivals]))
        .group_by(Arrival.id)
    )
    return dict(db.execute(query).all())
