"""Many hands in the same table."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from time import sleep

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from archives import jobs
from archives.db import Database
from archives.jobs import Claimed, Job, State
from archives.people import Department
from tests.archives.job_steps import (
    KINDS,
    apply,
    ask,
    batch,
    departments,
    end_pauses,
    nothing_waits,
    open_department,
)


@pytest.fixture
def database(either_database: Database) -> Database:
    return either_database


def test_a_waiting_job_is_not_taken_before_a_change_that_asked_for_it_is_there(database: Database) -> None:
    """Or else the change could be missed: the job was there already, and ran before the change was committed."""
    ask(database)
    asked, commit = Event(), Event()
    seen: list[bool] = []

    def change() -> None:
        with database.transaction() as db:
            open_department(db)
            jobs.ask_for(db, "read", "r1")
            asked.set()
            commit.wait(10)

    def take() -> None:
        while not seen:
            with database.transaction() as db:
                if jobs.claim(db, "anna", KINDS, 60.0):
                    seen.append(True)
        seen[0] = departments(database) == 1

    threads = [Thread(target=change), Thread(target=take)]
    threads[0].start()
    asked.wait(10)
    threads[1].start()
    sleep(0.3)
    commit.set()
    for thread in threads:
        thread.join()
    assert seen == [True]


def test_a_change_that_commits_while_the_job_finishes_is_not_missed(database: Database) -> None:
    """Many changes against many finishes: after the last change there is always one more run."""
    seen, last, over = [0], [0], Event()

    def work() -> None:
        while not over.is_set() or not nothing_waits(database):
            with database.transaction() as db:
                claimed = jobs.claim(db, "anna", KINDS, 60.0)
            if claimed is None:
                continue
            with database.reading() as db:
                seen[0] = db.scalars(sa.select(sa.func.count()).select_from(Department)).one()
            apply(database, jobs.finish, claimed)

    worker = Thread(target=work)
    worker.start()
    for number in range(40):
        with database.transaction() as db:
            open_department(db, str(number))
            jobs.ask_for(db, "index", "r1")
        last[0] = number + 1
    over.set()
    worker.join()
    assert seen == last == [40]


def test_no_job_is_claimed_by_two_workers_at_once(database: Database) -> None:
    for number in range(60):
        ask(database, str(number))
    start = Barrier(4)

    def take_all(owner: str) -> list[int]:
        start.wait()
        taken: list[int] = []
        while True:
            with database.transaction() as db:
                claimed = jobs.claim(db, owner, KINDS, 60.0)
            if claimed is None:
                return taken
            taken.append(claimed.id)

    with ThreadPoolExecutor(4) as workers:
        shares = list(workers.map(take_all, "abcd"))
    everything = [job_id for share in shares for job_id in share]
    assert len(everything) == len(set(everything)) == 60


def test_no_lane_is_given_to_two_workers_at_once(database: Database) -> None:
    for number in range(40):
        ask(database, str(number), kind="index")
    start = Barrier(4)

    def take_one_batch(owner: str) -> list[str]:
        start.wait()
        return batch(database, owner, limit=10)

    with ThreadPoolExecutor(4) as workers:
        shares = [share for share in workers.map(take_one_batch, "abcd") if share]
    assert len(shares) == 1


STEPS = st.lists(st.sampled_from(["ask", "claim", "finish", "fail", "give back", "lose", "cancel", "end pauses"]))


@given(steps=STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_happens_there_is_one_unfinished_row_at_most_and_the_last_change_is_seen(
    database: Database, steps: list[str]
) -> None:
    """A model in a few variables: `unseen` is true from a request until a run that began after it has finished."""
    with database.transaction() as db:
        db.execute(sa.delete(Job))
    held, unseen, seen_by_run = None, False, False
    for step in steps:
        if step == "ask":
            ask(database)
            unseen, seen_by_run = True, False
        elif step == "end pauses":
            end_pauses(database)
        elif step == "claim" and held is None:
            with database.transaction() as db:
                held = jobs.claim(db, "anna", KINDS, 60.0)
            seen_by_run = held is not None
        elif held is not None and step in {"finish", "fail", "give back", "lose", "cancel"}:
            end_one(database, step, held)
            unseen = unseen and not (step == "cancel" or (step == "finish" and seen_by_run))
            held = None
        check_rows(database, running=held is not None, unseen=unseen)


def end_one(database: Database, step: str, held: Claimed) -> None:
    ends: dict[str, Callable[[Session], object]] = {
        "finish": lambda db: jobs.finish(db, held),
        "fail": lambda db: jobs.fail(db, held, "Torn."),
        "give back": lambda db: jobs.give_back(db, held),
        "lose": lambda db: jobs.lost_with(db, "anna"),
        "cancel": lambda db: jobs.cancel(db, held.id),
    }
    apply(database, ends[step])


def check_rows(database: Database, *, running: bool, unseen: bool) -> None:
    with database.reading() as db:
        counts = jobs.tally(db)
    assert counts[State.RUNNING] == running
    assert counts[State.READY] + counts[State.RUNNING] <= 1
    assert counts[State.DEAD] <= 1
    if unseen:
        assert counts[State.READY] + counts[State.RUNNING] + counts[State.DEAD] >= 1
