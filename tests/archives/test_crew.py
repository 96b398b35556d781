"""Worker processes that are stopped, stuck, killed and left alone."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

import pytest

from archives.crew import Crew
from archives.db import Database
from archives.jobs import State
from archives.models import Model
from tests.archives.job_steps import ask, look

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    database = Database(address)
    Model.metadata.create_all(database.engine)
    yield database
    database.close()


def a_worker(
    url: str, *, name: str = "anna", supervisor: int = 0, lease: float = 60, to_finish: float = 20, longest: float = 60
) -> list[str]:
    numbers = [str(number) for number in (supervisor, lease, to_finish, longest)]
    return [sys.executable, "-m", "tests.archives.a_worker", url, name, *numbers]


@pytest.fixture
def start(address: str) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    processes = []

    def start_one(**settings: float) -> subprocess.Popen[bytes]:
        processes.append(subprocess.Popen(a_worker(address, **settings), cwd=ROOT))  # type: ignore[arg-type]
        return processes[-1]

    yield start_one
    for process in processes:
        process.kill()
        process.wait()


def wait_for(condition: Callable[[], bool]) -> float:
    begun = monotonic()
    while not condition():
        assert monotonic() - begun < 30
        sleep(0.02)
    return monotonic() - begun


def is_in(database: Database, job_id: int, state: State) -> Callable[[], bool]:
    return lambda: look(database, job_id).state is state


def test_told_to_stop_a_worker_finishes_its_job_and_takes_no_other(
    database: Database, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    first = ask(database, "first", kind="rest", payload={"seconds": 0.8})
    second = ask(database, "second", kind="rest", payload={"seconds": 0})
    worker = start()
    wait_for(is_in(database, first, State.RUNNING))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert look(database, first).state is State.DONE
    assert look(database, second).state is State.READY


def test_out_of_time_a_worker_gives_its_job_back_uncounted(
    database: Database, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    job_id = ask(database, kind="rest", payload={"seconds": 60})
    worker = start(to_finish=0.2)
    wait_for(is_in(database, job_id, State.RUNNING))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    job = look(database, job_id)
    assert (job.state, job.failures, job.losses) == (State.READY, 0, 0)


def test_a_worker_stuck_in_a_job_ends_itself(database: Database, start: Callable[..., subprocess.Popen[bytes]]) -> None:
    ask(database, kind="rest", payload={"seconds": 60})
    assert start(lease=0.6, longest=0.5).wait(10) == os.EX_SOFTWARE


def test_a_worker_whose_supervisor_is_gone_stops(
    database: Database, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    assert start(supervisor=1).wait(10) == 0


def test_a_killed_worker_is_replaced_and_its_job_is_not_kept_waiting(database: Database, address: str) -> None:
    job_id = ask(database, kind="rest", payload={"seconds": 1})
    crew = Crew(database, [lambda name: a_worker(address, name=name, lease=600)], first_pause=0.1)
    over = threading.Event()
    running = threading.Thread(target=crew.run, args=(over,))
    running.start()
    try:
        wait_for(is_in(database, job_id, State.RUNNING))
        process = crew.posts[0].process
        assert process is not None
        process.kill()
        wait_for(is_in(database, job_id, State.DONE))
        assert look(database, job_id).losses == 1
    finally:
        over.set()
        running.join()
    assert process.poll() is not None


@pytest.mark.parametrize("command", ["false", "/no/such/program"])
def test_a_worker_that_keeps_falling_is_started_ever_more_seldom(database: Database, command: str) -> None:
    starts: list[float] = []

    def fall(_: str) -> list[str]:
        starts.append(monotonic())
        return [command]

    crew, over = Crew(database, [fall], first_pause=0.2), threading.Event()
    running = threading.Thread(target=crew.run, args=(over,))
    running.start()
    wait_for(lambda: len(starts) == 4)
    over.set()
    running.join()
    pauses = [later - earlier for earlier, later in pairwise(starts)]
    assert pauses[0] >= 0.2
    assert pauses[1] >= 0.4
    assert pauses[2] >= 0.8


def kill_trial(address: str, *, count: int, kills: int, workers: int) -> None:
    sizes = ["--jobs", str(count), "--kills", str(kills), "--workers", str(workers)]
    command = [sys.executable, "-m", "benchmarks.kill", "--json", *sizes, "--database", address]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=60 + 6 * kills)
    outcome = json.loads(done.stdout)
    assert outcome["wrong"] == []
    assert outcome["kills"] == kills
    assert done.returncode == 0


def test_after_five_times_kill_9_each_effect_happened_exactly_once(address: str) -> None:
    kill_trial(address, count=20, kills=5, workers=2)


@pytest.mark.slow
def test_after_a_thousand_times_kill_9_each_effect_happened_exactly_once(address: str) -> None:
    kill_trial(address, count=2000, kills=1000, workers=3)
