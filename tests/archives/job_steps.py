"""The steps that tests of the job table are made of."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.db import Database, now
from archives.jobs import Claimed, Job, State
from archives.people import Department

KINDS = {"read", "index", "draw"}


def ask(database: Database, subject: str = "r1", kind: str = "read", **more: object) -> int:
    with database.transaction() as db:
        return jobs.ask_for(db, kind, subject, **more)  # type: ignore[arg-type]


def claim(database: Database, owner: str = "anna", lease: float = 60.0) -> Claimed:
    with database.transaction() as db:
        claimed = jobs.claim(db, owner, KINDS, lease)
    assert claimed is not None
    return claimed


def nothing_to_claim(database: Database) -> bool:
    with database.transaction() as db:
        return jobs.claim(db, "nobody", KINDS, 60.0) is None


def batch(database: Database, owner: str = "anna", limit: int = 200) -> list[str]:
    with database.transaction() as db:
        return [claimed.subject_id for claimed in jobs.claim_many(db, owner, "index", limit, 60.0)]


def apply(database: Database, step: Callable[..., object], *arguments: object) -> None:
    with database.transaction() as db:
        step(db, *arguments)


def look(database: Database, job_id: int) -> Job:
    with database.reading() as db:
        return db.get_one(Job, job_id)


def end_pauses(database: Database) -> None:
    with database.transaction() as db:
        db.execute(sa.update(Job).values(run_at=now() - timedelta(minutes=1)))


def end_leases(database: Database) -> None:
    with database.transaction() as db:
        db.execute(sa.update(Job).where(Job.state == State.RUNNING).values(lease_until=now() - timedelta(minutes=1)))


def lose(database: Database, times: int) -> None:
    for _ in range(times):
        claim(database)
        apply(database, jobs.lost_with, "anna")
        end_pauses(database)


def open_department(db: Session, code: str = "D1") -> None:
    db.add(Department(code=code, name=f"Department {code}"))
    db.flush()


def departments(database: Database) -> int:
    with database.reading() as db:
        return db.scalars(sa.select(sa.func.count()).select_from(Department)).one()


def fail(database: Database, claimed: Claimed) -> None:
    with database.transaction() as db:
        jobs.fail(db, claimed, "Torn.")


def nothing_waits(database: Database) -> bool:
    with database.reading() as db:
        return not jobs.tally(db)[State.READY]
