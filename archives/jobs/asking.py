"""Asking for work, and seeing what became of it."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from archives.errors import N_, NotFound, RuleBroken
from archives.jobs.model import UNFINISHED, Job, Priority, State, clock, on_postgresql

UNDER_WAY = (State.READY, State.RUNNING)


def ask_for(
    db: Session,
    kind: str,
    subject_id: str,
    *,
    payload: Mapping[str, Any] | None = None,
    priority: int = Priority.USUAL,
    run_at: datetime | None = None,
    again: bool = True,
) -> int:
    """Have this done after the transaction; gives the id of the job.

    The same work (kind, subject and payload) is never waiting twice. Asked for while it is running, it runs once
    more, because the run may not have seen what changed; with `again=False` the present run is enough.
    The row stays locked until the transaction ends, so no worker can take it before the change is there to be read.
    """
    at = clock(db)
    values = {
        "kind": kind,
        "subject_id": subject_id,
        "payload": dict(payload or {}),
        "key": _key(kind, subject_id, payload),
        "priority": int(priority),
        "run_at": run_at or at,
        "asked_at": at,
    }
    # One that had died is hereby asked for anew; its reason stays in its row.
    db.execute(sa.update(Job).where(Job.key == values["key"], Job.state == State.DEAD).values(state=State.CANCELLED))
    if on_postgresql(db):
        return db.execute(_upsert(postgresql.insert(Job).values(values), again)).scalar_one()
    return db.execute(_upsert(sqlite.insert(Job).values(values), again)).scalar_one()


def _upsert(insert: postgresql.Insert | sqlite.Insert, again: bool) -> sa.sql.dml.ReturningInsert[int]:
    waiting, new = Job.state == State.READY, insert.excluded
    return insert.on_conflict_do_update(
        index_elements=["key"],
        index_where=UNFINISHED,
        set_={
            "priority": sa.case((new.priority < Job.priority, new.priority), else_=Job.priority),
            "run_at": sa.case((sa.and_(waiting, new.run_at < Job.run_at), new.run_at), else_=Job.run_at),
            "steps_done": sa.case((waiting, 0), else_=Job.steps_done),
            "asked_again": sa.or_(Job.asked_again, sa.and_(Job.state == State.RUNNING, sa.literal(again))),
        },
    ).returning(Job.id)


def _key(kind: str, subject_id: str, payload: Mapping[str, Any] | None) -> str:
    if not payload:
        return f"{kind}:{subject_id}"
    digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    return f"{kind}:{subject_id}:{digest[:32]}"


def dead(db: Session) -> Sequence[Job]:
    """What was given up and waits for a person, the newest first; `Job.error` says why."""
    return db.scalars(sa.select(Job).where(Job.state == State.DEAD).order_by(Job.finished_at.desc(), Job.id)).all()


def reasons_of_dead(db: Session, kinds: Collection[str], subject_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Why the work on some of these was given up: {template, values} for each."""
    given_up = sa.select(Job.subject_id, Job.error).where(Job.state == State.DEAD, Job.kind.in_(kinds))
    rows = db.execute(given_up.where(Job.subject_id.in_(subject_ids)).order_by(Job.finished_at))
    return {subject_id: error for subject_id, error in rows if error is not None}


def retry(db: Session, job_id: int) -> int:
    """Ask anew for a job that died or was cancelled; gives the id of the new one."""
    job = _find(db, job_id)
    if job.state not in {State.DEAD, State.CANCELLED}:
        raise RuleBroken(N_("Only work that was given up can be tried again; this is %(state)s."), state=job.state)
    return ask_for(db, job.kind, job.subject_id, payload=job.payload, priority=job.priority)


def cancel(db: Session, job_id: int) -> None:
    """Never do this. A worker that is busy with it finds its lease gone, and its effect is rolled back."""
    job = _find(db, job_id)
    if job.state is State.DONE:
        raise RuleBroken(N_("This work is already done."))
    if job.state is not State.CANCELLED:
        job.state, job.finished_at = State.CANCELLED, clock(db)
        job.lease_owner = job.lease_until = None
    db.flush()


def cancel_all(db: Session, kind: str, subject_id: str) -> None:
    """Whatever was asked for of this kind is not to be done any more, and what had died is no longer shown."""
    mine = sa.and_(Job.kind == kind, Job.subject_id == subject_id, Job.state.in_((*UNDER_WAY, State.DEAD)))
    ended = {"state": State.CANCELLED, "finished_at": clock(db), "lease_owner": None, "lease_until": None}
    db.execute(sa.update(Job).where(mine).values(ended))


def kinds_under_way(db: Session, subject_id: str) -> Sequence[str]:
    """What is waiting to be done or being done for this subject."""
    query = sa.select(Job.kind).where(Job.subject_id == subject_id, Job.state.in_(UNDER_WAY)).distinct()
    return db.scalars(query).all()


def tally(db: Session, *kinds: str) -> dict[State, int]:
    """How many jobs are in each state, of these kinds or of all."""
    counts = sa.select(Job.state, sa.func.count()).group_by(Job.state)
    rows = db.execute(counts.where(Job.kind.in_(kinds)) if kinds else counts)
    return dict.fromkeys(State, 0) | dict(iter(rows))


def _find(db: Session, job_id: int) -> Job:
    job = db.get(Job, job_id, with_for_update=True, populate_existing=True)
    if job is None:
        raise NotFound
    return job
