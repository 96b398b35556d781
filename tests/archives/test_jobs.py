from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from archives import jobs
from archives.db import Database, now
from archives.errors import NotFound, RuleBroken
from archives.jobs import Claimed, LeaseLost, Priority, State
from archives.jobs.leases import FAILURES_ALLOWED, LOSSES_ALLOWED
from tests.archives.job_steps import (
    apply,
    ask,
    batch,
    claim,
    departments,
    end_leases,
    end_pauses,
    fail,
    look,
    lose,
    nothing_to_claim,
    open_department,
)


@pytest.fixture
def database(either_database: Database) -> Database:
    return either_database


def test_what_was_asked_for_is_claimed_once_and_done(database: Database) -> None:
    job_id = ask(database, payload={"first": 1, "last": 16})
    claimed = claim(database)
    assert (claimed.kind, claimed.subject_id, claimed.payload) == ("read", "r1", {"first": 1, "last": 16})
    assert nothing_to_claim(database)
    apply(database, jobs.finish, claimed)
    assert look(database, job_id).state is State.DONE
    assert nothing_to_claim(database)


def test_a_request_that_is_rolled_back_leaves_no_job(database: Database) -> None:
    def ask_and_stumble(db: Session) -> None:
        jobs.ask_for(db, "read", "r1")
        raise RuleBroken("no")

    with pytest.raises(RuleBroken):
        apply(database, ask_and_stumble)
    assert nothing_to_claim(database)


def test_work_that_waits_is_not_doubled(database: Database) -> None:
    assert ask(database) == ask(database)
    assert ask(database, payload={"first": 1}) != ask(database, payload={"first": 17})
    assert ask(database, kind="index") != ask(database, kind="draw")


def test_asked_for_while_it_runs_it_runs_once_more(database: Database) -> None:
    job_id = ask(database)
    claimed = claim(database)
    apply(database, lambda db: jobs.hold(db, claimed, steps_done=7))
    ask(database)
    ask(database)
    assert nothing_to_claim(database)
    apply(database, jobs.finish, claimed)
    second = claim(database)
    assert (second.id, second.steps_done) == (job_id, 0)
    apply(database, jobs.finish, second)
    assert nothing_to_claim(database)


def test_asked_for_with_again_false_the_present_run_is_enough(database: Database) -> None:
    ask(database)
    claimed = claim(database)
    ask(database, again=False)
    apply(database, jobs.finish, claimed)
    assert nothing_to_claim(database)


def test_a_job_that_was_done_can_be_asked_for_anew(database: Database) -> None:
    first = ask(database)
    apply(database, jobs.finish, claim(database))
    assert ask(database) != first


def test_the_smaller_priority_comes_first_and_then_the_older(database: Database) -> None:
    ask(database, "body text", priority=Priority.LATER)
    ask(database, "first")
    ask(database, "second")
    ask(database, "title block", priority=Priority.SOON)
    assert [claim(database).subject_id for _ in range(4)] == ["title block", "first", "second", "body text"]


def test_asking_more_urgently_moves_a_waiting_job_forward(database: Database) -> None:
    ask(database, "other")
    ask(database, "mine", priority=Priority.LATER, run_at=now() + timedelta(hours=1))
    ask(database, "mine", priority=Priority.SOON)
    assert claim(database).subject_id == "mine"


def test_a_job_waits_for_its_time(database: Database) -> None:
    ask(database, run_at=now() + timedelta(hours=1))
    assert nothing_to_claim(database)


def test_a_worker_gets_only_the_kinds_it_can_do(database: Database) -> None:
    ask(database, kind="brew coffee")
    assert nothing_to_claim(database)


def test_a_failure_is_tried_again_after_growing_pauses_and_then_shown_with_its_reason(database: Database) -> None:
    job_id, pauses = ask(database), []
    for _ in range(FAILURES_ALLOWED):
        claimed, begun = claim(database), now()
        apply(database, lambda db, held=claimed: jobs.fail(db, held, "Page %(page)d is torn.", page=4))
        assert nothing_to_claim(database)
        pauses.append((look(database, job_id).run_at - begun).total_seconds())
        end_pauses(database)
    assert 4.5 < pauses[0] < 7
    assert 19 < pauses[1] < 25
    with database.reading() as db:
        (given_up,) = jobs.dead(db)
        assert jobs.reasons_of_dead(db, ["read"], ["r1", "r2"]) == {"r1": given_up.error}
    assert given_up.error == {"template": "Page %(page)d is torn.", "values": {"page": 4}}
    assert given_up.reason == "Page 4 is torn."
    assert nothing_to_claim(database)


def test_a_change_asked_for_during_a_failing_run_gets_its_own_three_attempts(database: Database) -> None:
    job_id = ask(database)
    for _ in range(FAILURES_ALLOWED - 1):
        fail(database, claim(database))
        end_pauses(database)
    claimed = claim(database)
    ask(database)
    fail(database, claimed)
    assert (look(database, job_id).state, look(database, job_id).failures) == (State.READY, 1)


def test_a_dead_job_can_be_retried_and_leaves_the_list(database: Database) -> None:
    job_id = ask(database)
    for _ in range(FAILURES_ALLOWED):
        fail(database, claim(database))
        end_pauses(database)
    with database.transaction() as db:
        again = jobs.retry(db, job_id)
    assert again != job_id
    with database.reading() as db:
        assert jobs.dead(db) == []
    assert claim(database).subject_id == "r1"


def test_only_work_that_was_given_up_can_be_retried(database: Database) -> None:
    job_id = ask(database)
    with pytest.raises(RuleBroken), database.transaction() as db:
        jobs.retry(db, job_id)
    with pytest.raises(NotFound), database.transaction() as db:
        jobs.retry(db, job_id + 1)


def test_a_cancelled_job_never_runs_and_a_running_one_cannot_finish(database: Database) -> None:
    waiting, running = ask(database, "w", priority=Priority.LATER), ask(database, "r")
    claimed = claim(database)
    apply(database, jobs.cancel, waiting)
    apply(database, jobs.cancel, running)
    assert nothing_to_claim(database)
    with pytest.raises(LeaseLost):
        apply(database, jobs.finish, claimed)
    assert look(database, running).state is State.CANCELLED


def test_done_work_cannot_be_cancelled(database: Database) -> None:
    job_id = ask(database)
    apply(database, jobs.finish, claim(database))
    with pytest.raises(RuleBroken):
        apply(database, jobs.cancel, job_id)


def test_when_the_lease_ends_another_worker_takes_the_job_and_the_first_can_do_no_harm(database: Database) -> None:
    ask(database)
    slow = claim(database, "slow")
    end_leases(database)
    quick = claim(database, "quick")
    assert quick.id == slow.id

    def open_and(step: Callable[[Session, Claimed], object]) -> Callable[[Session], None]:
        def both(db: Session) -> None:
            open_department(db)
            step(db, slow)

        return both

    for step in (jobs.finish, jobs.give_back, jobs.hold, lambda db, held: jobs.fail(db, held, "Torn.")):
        with pytest.raises(LeaseLost):
            apply(database, open_and(step))
    assert departments(database) == 0
    with database.transaction() as db:
        open_department(db)
        jobs.finish(db, quick)
    assert departments(database) == 1


def test_the_same_worker_cannot_finish_with_an_old_fence(database: Database) -> None:
    ask(database)
    before = claim(database)
    end_leases(database)
    claim(database)
    with pytest.raises(LeaseLost):
        apply(database, jobs.finish, before)
    with database.transaction() as db:
        assert jobs.beat(db, [before], 60.0) == 0


def test_a_heartbeat_keeps_the_lease(database: Database) -> None:
    ask(database, "a")
    ask(database, "b")
    held = [claim(database, lease=-1.0)]
    with database.transaction() as db:
        assert jobs.beat(db, held, 60.0) == 1
    held.append(claim(database))
    assert {claimed.subject_id for claimed in held} == {"a", "b"}
    assert nothing_to_claim(database)


def test_work_given_back_counts_as_nothing_and_keeps_its_steps(database: Database) -> None:
    job_id = ask(database)
    claimed = claim(database)
    apply(database, lambda db: jobs.hold(db, claimed, steps_done=3, steps_in_all=10))
    apply(database, jobs.give_back, claimed)
    job = look(database, job_id)
    assert (job.failures, job.losses, job.steps_done, job.steps_in_all) == (0, 0, 3, 10)
    assert claim(database).steps_done == 3


def test_lost_workers_are_counted_apart_from_failures_and_borne_longer(database: Database) -> None:
    job_id = ask(database)
    lose(database, FAILURES_ALLOWED + 1)
    job = look(database, job_id)
    assert (job.state, job.failures, job.losses) == (State.READY, 0, FAILURES_ALLOWED + 1)
    lose(database, LOSSES_ALLOWED - FAILURES_ALLOWED - 1)
    assert look(database, job_id).state is State.DEAD
    assert look(database, job_id).reason == "The worker was lost 10 times while it was doing this."


def test_the_jobs_of_a_worker_known_dead_are_free_at_once(database: Database) -> None:
    ask(database, "a")
    ask(database, "b")
    mine, others = claim(database, "anna"), claim(database, "boris")
    with database.transaction() as db:
        assert jobs.lost_with(db, "anna") == 1
    assert claim(database, "clara").id == mine.id
    apply(database, jobs.finish, others)


def test_only_one_worker_at_a_time_has_a_lane_and_it_gets_a_batch(database: Database) -> None:
    for subject in "abcde":
        ask(database, subject, kind="index")
    assert batch(database, "anna", limit=3) == ["a", "b", "c"]
    assert batch(database, "boris") == []
    apply(database, jobs.lost_with, "anna")
    assert batch(database, "boris") == ["a", "b", "c", "d", "e"]


def test_a_job_that_two_workers_did_not_survive_comes_alone(database: Database) -> None:
    ask(database, "poison", kind="index")
    lose(database, 2)
    for subject in "abc":
        ask(database, subject, kind="index")
    assert batch(database) == ["poison"]
    with database.transaction() as db:
        jobs.cancel(db, 1)
    assert batch(database) == ["a", "b", "c"]


def test_a_tally_counts_each_state(database: Database) -> None:
    ask(database, "a")
    ask(database, "b", kind="draw")
    claim(database)
    with database.reading() as db:
        assert jobs.tally(db) == {
            State.READY: 1,
            State.RUNNING: 1,
            State.DONE: 0,
            State.DEAD: 0,
            State.CANCELLED: 0,
        }
        assert jobs.tally(db, "draw")[State.READY] == 1
