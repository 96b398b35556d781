from collections.abc import Callable, Sequence
from functools import partial
from time import sleep

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.db import Database
from archives.errors import Unavailable
from archives.jobs import LeaseLost, State, Task
from archives.people import Department
from archives.worker import Worker
from tests.archives.job_steps import (
    ask,
    departments,
    end_leases,
    end_pauses,
    look,
    lose,
    nothing_to_claim,
    open_department,
)


@pytest.fixture
def database(either_database: Database) -> Database:
    return either_database


def work_off(database: Database, function: Callable[[Task], None], lease: float = 60.0) -> int:
    return Worker(database, {"read": function}, lease_seconds=lease).work_off()


def test_the_effect_the_completion_and_what_follows_are_one_change(database: Database) -> None:
    def read(task: Task) -> None:
        def effect(db: Session) -> None:
            open_department(db, task.subject_id)
            jobs.ask_for(db, "index", task.subject_id)

        task.finish_with(effect)

    job_id = ask(database)
    assert work_off(database, read) == 1
    assert look(database, job_id).state is State.DONE
    assert departments(database) == 1
    assert not nothing_to_claim(database)


def test_when_the_last_step_of_the_effect_fails_nothing_of_it_stays(database: Database) -> None:
    def read(task: Task) -> None:
        def effect(db: Session) -> None:
            open_department(db)
            jobs.ask_for(db, "index", task.subject_id)
            raise Unavailable("The disk is full.")

        task.finish_with(effect)

    job_id = ask(database)
    work_off(database, read)
    assert departments(database) == 0
    assert nothing_to_claim(database)
    assert look(database, job_id).reason == "The disk is full."


def test_a_function_that_finishes_nothing_itself_is_finished_for(database: Database) -> None:
    job_id = ask(database)
    work_off(database, lambda _: None)
    assert look(database, job_id).state is State.DONE


def test_an_unexpected_error_is_shown_with_its_reason_and_stops_nothing_else(database: Database) -> None:
    def read(task: Task) -> None:
        if task.subject_id == "bad":
            raise ZeroDivisionError("by 0 % of 3")

    bad, good = ask(database, "bad"), ask(database, "good")
    assert work_off(database, read) == 2
    assert look(database, good).state is State.DONE
    assert look(database, bad).reason == "Something unexpected stopped this work: ZeroDivisionError: by 0 % of 3"
    for _ in range(2):
        end_pauses(database)
        work_off(database, read)
    assert look(database, bad).state is State.DEAD


def test_what_was_kept_at_a_checkpoint_is_not_done_again(database: Database) -> None:
    begun: list[int] = []

    def read(task: Task) -> None:
        for page in range(task.steps_done, 4):
            begun.append(page)
            if len(begun) == 3:
                raise Unavailable("The power is gone.")
            task.checkpoint(partial(open_department, code=str(page)), steps_done=page + 1, steps_in_all=4)

    job_id = ask(database)
    work_off(database, read)
    end_pauses(database)
    work_off(database, read)
    assert begun == [0, 1, 2, 2, 3]
    assert departments(database) == 4
    assert (look(database, job_id).steps_done, look(database, job_id).steps_in_all) == (4, 4)


@pytest.mark.parametrize("step", ["checkpoint", "finish_with"])
def test_a_worker_whose_lease_was_lost_keeps_nothing_and_is_not_blamed(database: Database, step: str) -> None:
    def read(task: Task) -> None:
        end_leases(database)
        with database.transaction() as db:
            assert jobs.claim(db, "quick", {"read"}, 60.0)
        getattr(task, step)(open_department)

    job_id = ask(database)
    work_off(database, read)
    assert departments(database) == 0
    job = look(database, job_id)
    assert (job.state, job.lease_owner, job.failures) == (State.RUNNING, "quick", 0)


def test_the_heart_keeps_a_long_job_from_being_taken_away(database: Database) -> None:
    def read(_: Task) -> None:
        for _tenth in range(15):
            sleep(0.1)
            assert nothing_to_claim(database)

    job_id = ask(database)
    work_off(database, read, lease=0.6)
    assert (look(database, job_id).state, look(database, job_id).losses) == (State.DONE, 0)


def test_one_bad_record_in_a_batch_fails_alone(database: Database) -> None:
    written: list[list[str]] = []

    def index(tasks: Sequence[Task]) -> None:
        subjects = [task.subject_id for task in tasks]
        if "bad" in subjects:
            raise ValueError(subjects)
        written.append(subjects)

    ids = {subject: ask(database, subject, kind="index") for subject in ("a", "bad", "b")}
    assert Worker(database, {}, {"index": index}).work_off() == 3
    assert written == [["a"], ["b"]]
    assert {subject: look(database, job_id).state for subject, job_id in ids.items()} == {
        "a": State.DONE,
        "bad": State.READY,
        "b": State.DONE,
    }
    assert look(database, ids["bad"]).failures == 1


def test_a_batch_that_lost_its_lease_is_not_written_again_one_by_one(database: Database) -> None:
    calls: list[int] = []

    def index(tasks: Sequence[Task]) -> None:
        calls.append(len(tasks))
        end_leases(database)
        with database.transaction() as db:
            assert len(jobs.claim_many(db, "quick", "index", 200, 60.0)) == 2
        raise OSError("the index is locked by another writer")

    ask(database, "a", kind="index")
    ask(database, "b", kind="index")
    Worker(database, {}, {"index": index}).work_off()
    assert calls == [2]


def test_a_batch_is_done_without_the_job_that_was_cancelled_meanwhile(database: Database) -> None:
    ids = [ask(database, subject, kind="index") for subject in "ab"]

    def index(_: Sequence[Task]) -> None:
        with database.transaction() as db:
            jobs.cancel(db, ids[0])

    Worker(database, {}, {"index": index}).work_off()
    assert [look(database, job_id).state for job_id in ids] == [State.CANCELLED, State.DONE]


def test_a_lane_and_ordinary_work_take_turns(database: Database) -> None:
    order: list[str] = []
    for number in range(2):
        ask(database, str(number), kind="index")
        ask(database, str(number), kind="read")

    def index(tasks: Sequence[Task]) -> None:
        order.append(f"{len(tasks)} indexed")

    def read(task: Task) -> None:
        order.append("read")
        task.finish_with(lambda db: jobs.ask_for(db, "index", task.subject_id))

    Worker(database, {"read": read}, {"index": index}).work_off()
    assert order == ["2 indexed", "read", "1 indexed", "read", "1 indexed"]


def test_a_job_interrupted_by_the_end_of_the_process_is_given_back_uncounted(database: Database) -> None:
    def read(_: Task) -> None:
        raise KeyboardInterrupt

    job_id = ask(database)
    with pytest.raises(KeyboardInterrupt):
        work_off(database, read)
    job = look(database, job_id)
    assert (job.state, job.failures, job.losses) == (State.READY, 0, 0)


def test_a_suspect_that_succeeds_is_simply_done(database: Database) -> None:
    job_id = ask(database)
    lose(database, 5)
    work_off(database, lambda _: None)
    assert (look(database, job_id).state, look(database, job_id).error) == (State.DONE, None)


def test_a_broken_effect_is_the_failure_of_its_job_alone(database: Database) -> None:
    def read(task: Task) -> None:
        task.finish_with(lambda db: db.execute(sa.insert(Department).values(code="D1", name=None)))

    job_id = ask(database)
    assert work_off(database, read) == 1
    assert "IntegrityError" in look(database, job_id).reason


def test_losing_the_lease_is_no_error_a_job_function_should_hide(database: Database) -> None:
    ask(database)
    with database.transaction() as db:
        claimed = jobs.claim(db, "anna", {"read"}, 60.0)
    assert claimed is not None
    task = Task(database, claimed)
    task.finish_with(open_department)
    with pytest.raises(LeaseLost):
        task.checkpoint(lambda db: open_department(db, "D2"))
    assert departments(database) == 1
