"""Taking work on lease and giving it back done, failed or undone.

SQLite: the transaction must be one of `Database.transaction()`, which holds the write lock from its start.
PostgreSQL: rows are locked one by one, and locked ones are skipped.
"""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.errors import N_, ArchiveError
from archives.jobs.model import Job, State, clock, on_postgresql, sentence

FAILURES_ALLOWED = 3
# A vanished worker is seldom the fault of what it was doing, so far more of that is borne.
LOSSES_ALLOWED = 10
LOSSES_TO_BE_SUSPECT = 2
FIRST_PAUSE = 5.0  # four times longer after the next failure


class LeaseLost(ArchiveError):
    """Another worker may have this job now, or it was cancelled: nothing of this transaction may stay."""

    def __init__(self) -> None:
        super().__init__(N_("This work is no longer held by this worker."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What a worker holds; `steps_done` is how far an earlier run came."""

    id: int
    kind: str
    subject_id: str
    payload: dict[str, Any]
    owner: str
    fence: int
    steps_done: int


def claim(db: Session, owner: str, kinds: Collection[str], lease_seconds: float) -> Claimed | None:
    """The next job of these kinds, if any is due."""
    _take_back(db, Job.lease_until < clock(db))
    claimed = _lease(db, _due(db, kinds, 1), owner, lease_seconds)
    return claimed[0] if claimed else None


def claim_many(db: Session, owner: str, kind: str, limit: int, lease_seconds: float) -> tuple[Claimed, ...]:
    """A batch of a kind that only one worker may do at a time; nothing while any job of it is running.

    A job that two workers did not survive comes alone, so that it can take no others down with it.
    """
    _take_back(db, Job.lease_until < clock(db))
    if not _is_free(db, kind):
        return ()
    jobs = _due(db, [kind], limit)
    batch = list(takewhile(lambda job: job.losses < LOSSES_TO_BE_SUSPECT, jobs)) or jobs[:1]
    return _lease(db, batch, owner, lease_seconds)


def beat(db: Session, held: Collection[Claimed], lease_seconds: float) -> int:
    """Still at it. Gives how many of these are still held."""
    until = clock(db) + timedelta(seconds=lease_seconds)
    ours = sa.or_(*(sa.and_(Job.id == claimed.id, Job.fence == claimed.fence) for claimed in held))
    renewed = sa.update(Job).where(ours, Job.state == State.RUNNING).values(lease_until=until).returning(Job.id)
    return len(db.execute(renewed).all())


def hold(db: Session, claimed: Claimed, *, steps_done: int | None = None, steps_in_all: int | None = None) -> None:
    """Go on only if the job is still ours, and note how far it is; raises LeaseLost."""
    job = _held(db, claimed)
    job.steps_done = job.steps_done if steps_done is None else steps_done
    job.steps_in_all = job.steps_in_all if steps_in_all is None else steps_in_all
    db.flush()


def finish(db: Session, claimed: Claimed) -> None:
    """Done, in the transaction of the effect; raises LeaseLost, so that neither or both happen."""
    job = _held(db, claimed)
    job.finished_at, job.error = clock(db), None
    if job.asked_again:
        job.failures = job.losses = 0
        _make_ready(job)
    else:
        job.state = State.DONE
    _release(db, job)


def fail(db: Session, claimed: Claimed, template: str, **values: Any) -> None:
    """It went wrong, for this reason: try again after a pause, or give up after the third time."""
    job = _held(db, claimed)
    # Asked for again since: what changed may be the cure, so it starts with a clean sheet.
    job.failures = 1 if job.asked_again else job.failures + 1
    job.error = sentence(template, values)
    job.run_at = clock(db) + _pause(FIRST_PAUSE * 4 ** (job.failures - 1))
    if job.failures >= FAILURES_ALLOWED:
        job.state, job.finished_at = State.DEAD, clock(db)
    else:
        _make_ready(job)
    _release(db, job)


def give_back(db: Session, claimed: Claimed) -> None:
    """Not done, and nobody's fault: a worker that has to stop. Counts as nothing."""
    job = _held(db, claimed)
    _make_ready(job)
    _release(db, job)


def lost_with(db: Session, owner: str) -> int:
    """This worker is known to be dead: others may have its jobs at once, not only when its leases end."""
    return _take_back(db, Job.lease_owner == owner)


def _take_back(db: Session, lost: sa.ColumnElement[bool]) -> int:
    gone = sa.select(Job).where(Job.state == State.RUNNING, lost).with_for_update(skip_locked=True)
    jobs = db.scalars(gone.execution_options(populate_existing=True)).all()
    for job in jobs:
        job.losses += 1
        job.error = sentence(N_("The worker was lost %(times)d times while it was doing this."), {"times": job.losses})
        if job.losses >= LOSSES_ALLOWED:
            job.state, job.finished_at = State.DEAD, clock(db)
        else:
            _make_ready(job)
        if job.losses >= LOSSES_TO_BE_SUSPECT:
            job.run_at = clock(db) + _pause(job.losses)  # let others go first, but an innocent must not wait long
        _release(db, job)
    return len(jobs)


def _due(db: Session, kinds: Collection[str], limit: int) -> Sequence[Job]:
    due = sa.select(Job).where(Job.state == State.READY, Job.run_at <= clock(db), Job.kind.in_(kinds))
    first = due.order_by(Job.priority, Job.run_at, Job.id).limit(limit).with_for_update(skip_locked=True)
    return db.scalars(first.execution_options(populate_existing=True)).all()


def _lease(db: Session, jobs: Sequence[Job], owner: str, lease_seconds: float) -> tuple[Claimed, ...]:
    at = clock(db)
    for job in jobs:
        job.state, job.lease_owner, job.lease_until = State.RUNNING, owner, at + timedelta(seconds=lease_seconds)
        job.fence += 1
        job.started_at = at
    db.flush()
    return tuple(
        Claimed(
            id=job.id,
            kind=job.kind,
            subject_id=job.subject_id,
            payload=job.payload,
            owner=owner,
            fence=job.fence,
            steps_done=job.steps_done,
        )
        for job in jobs
    )


def _is_free(db: Session, kind: str) -> bool:
    # On PostgreSQL two workers could both see nobody at it and both begin; the lock lasts until this transaction ends.
    if on_postgresql(db):
        lane = sa.func.pg_try_advisory_xact_lock(sa.func.hashtext(f"one worker at a time: {kind}"))
        if not db.scalar(sa.select(lane)):
            return False
    running = sa.select(Job.id).where(Job.state == State.RUNNING, Job.kind == kind).limit(1)
    return db.scalar(running) is None


def _held(db: Session, claimed: Claimed) -> Job:
    ours = sa.select(Job).where(Job.id == claimed.id, Job.fence == claimed.fence, Job.state == State.RUNNING)
    job = db.scalar(ours.with_for_update().execution_options(populate_existing=True))
    if job is None:
        raise LeaseLost
    return job


def _make_ready(job: Job) -> None:
    """Its steps stay done, unless something changed since they were."""
    job.state = State.READY
    job.steps_done = 0 if job.asked_again else job.steps_done
    job.asked_again = False


def _release(db: Session, job: Job) -> None:
    job.lease_owner = job.lease_until = None
    db.flush()


def _pause(seconds: float) -> timedelta:
    """Never quite the same, so that jobs do not come back in step."""
    return timedelta(seconds=seconds * random.uniform(1.0, 1.2))  # noqa: S311 - not a secret
