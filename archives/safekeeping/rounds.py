"""The audit by schedule: a round a day, in slices between other work, and the copies that follow each change."""

from datetime import date, timedelta
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.db import now, today
from archives.jobs import Task
from archives.safekeeping.auditing import Outcome, walk, walk_outside
from archives.safekeeping.model import Round
from archives.store import copy_object
from archives.tools import Tools

CHECK_STORE = "check store"
STORE = "store"
SECONDS_AT_A_TIME = 60.0
A_DAY = timedelta(days=1)


def ask_for_round(db: Session, day: date) -> None:
    """One round for this day; asking twice is the same as once."""
    jobs.ask_for(db, CHECK_STORE, STORE, payload={"day": day.isoformat()}, priority=jobs.Priority.LATER, again=False)


def check_store(task: Task, tools: Tools) -> None:
    """A slice of the round that is under way; the last one looks outside the objects and asks for tomorrow."""
    with tools.database.reading() as db:
        under_way = current_round(db)
        after = under_way.after if under_way else ""
        if under_way is None and _had_today(db, task):
            task.finish_with(lambda db: _ask_for_tomorrow(db, task))
            return
    folders = tools.store.place.folders(after)
    done = walk(tools, folders, SECONDS_AT_A_TIME)
    more = next(islice(tools.store.place.folders(done.last or after), 1), None) is not None
    outside = Outcome() if more else walk_outside(tools)

    def write_down(db: Session) -> None:
        found = current_round(db) or begin_round(db)
        add_to(found, done, outside)
        if more:
            jobs.ask_for(db, task.kind, task.subject_id, payload=task.payload, priority=jobs.Priority.LATER)
        else:
            end_round(db, found)
            _ask_for_tomorrow(db, task)

    task.finish_with(write_down)


def current_round(db: Session) -> Round | None:
    return db.scalar(sa.select(Round).where(Round.finished_at.is_(None)).order_by(Round.started_at.desc()).limit(1))


def begin_round(db: Session) -> Round:
    begun = Round(started_at=now(), after="", objects=0, files=0, size=0, faults=0, seconds=0.0)
    db.add(begun)
    return begun


def add_to(found: Round, *outcomes: Outcome) -> None:
    for outcome in outcomes:
        found.after = outcome.last or found.after
        found.objects += outcome.objects
        found.files += outcome.files
        found.size += outcome.size
        found.seconds += outcome.seconds
        found.faults += len(outcome.wrong)


def end_round(db: Session, found: Round) -> None:
    found.finished_at = now()
    db.flush()
    told = {"objects": found.objects, "files": found.files, "bytes": found.size, "faults": found.faults}
    audit.write(db, None, "", audit.Event.FIXITY_CHECKED, "store", STORE, **told)


def _had_today(db: Session, task: Task) -> bool:
    """A round that was asked for by hand is always made."""
    last = db.scalar(sa.select(sa.func.max(Round.finished_at)))
    return "day" in task.payload and last is not None and last > now() - A_DAY / 2


def _ask_for_tomorrow(db: Session, task: Task) -> None:
    if "day" in task.payload:
        tomorrow = date.fromisoformat(task.payload["day"]) + A_DAY
        payload = {"day": max(tomorrow, today() + A_DAY).isoformat()}
        later = jobs.Priority.LATER
        jobs.ask_for(db, CHECK_STORE, STORE, payload=payload, run_at=now() + A_DAY, priority=later, again=False)


def copy_kept(task: Task, tools: Tools) -> None:
    """Bring every copy of one object up to date."""
    for copy in tools.copies:
        copy_object(tools.store, copy, task.subject_id)
