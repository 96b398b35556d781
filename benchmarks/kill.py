"""kill -9 at random: every effect exactly once, nothing lost, at most a page done twice.

`python -m benchmarks.kill` prints a Markdown line for SQLite and one for PostgreSQL; exit status 1 if a promise broke.
"""

import argparse
import fcntl
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.crew import Command, Crew
from archives.db import Database, Model
from archives.jobs import Job, State, Task
from archives.worker import Worker
from tests.postgres import newest_binaries, private_cluster

PAGES = 4
SECONDS_PER_PAGE = 0.03
PATIENCE = 120.0

# No unique constraint: an effect that happens twice must show.
effects = sa.MetaData()
page_kept = sa.Table("page_kept", effects, sa.Column("subject", sa.Text), sa.Column("page", sa.Integer))
record_read = sa.Table("record_read", effects, sa.Column("subject", sa.Text))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    database: str
    jobs: int
    kills: int
    pages: int
    pages_begun: int
    worst_restart: float
    seconds: float
    wrong: list[str]

    def line(self) -> str:
        return (
            f"| {self.database} | {self.jobs} jobs, {self.pages} pages | {self.kills} kills | "
            f"{'; '.join(self.wrong) or 'each effect exactly once, nothing dead'} | "
            f"{self.pages_begun - self.pages} pages begun twice | "
            f"killed job running again after {self.worst_restart:.1f} s at most | {self.seconds:.0f} s |"
        )


def read(task: Task, folder: Path) -> None:
    for page in range(task.steps_done, PAGES):
        with (folder / "begun").open("a", encoding="utf-8") as begun:
            begun.write(f"{task.subject_id} {page}\n")
        time.sleep(SECONDS_PER_PAGE)
        row = page_kept.insert().values(subject=task.subject_id, page=page)
        task.checkpoint(partial(Session.execute, statement=row), steps_done=page + 1, steps_in_all=PAGES)

    def effect(db: Session) -> None:
        db.execute(record_read.insert().values(subject=task.subject_id))
        jobs.ask_for(db, "index", task.subject_id)

    task.finish_with(effect)


def index(tasks: Sequence[Task], folder: Path) -> None:
    """A stand-in for an index with its one writer: who comes while another is at it leaves a trace."""
    with (folder / "writer").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            (folder / "clash").touch()
        time.sleep(SECONDS_PER_PAGE)
        for task in tasks:
            (folder / "index" / task.subject_id).touch()


def work(url: str, folder: Path, name: str, supervisor: int, only: str) -> None:
    database = Database(url)
    reading = {"read": lambda task: read(task, folder)} if only == "work" else {}
    lanes = {"index": lambda tasks: index(tasks, folder)} if only == "lanes" else {}
    Worker(database, reading, lanes, name=name, supervisor=supervisor).run()
    database.close()


def trial(url: str, folder: Path, *, count: int, kills: int, workers: int, dice: random.Random) -> Outcome:
    database, begun_at, over = Database(url), time.monotonic(), threading.Event()
    (folder / "index").mkdir()
    Model.metadata.create_all(database.engine)
    effects.create_all(database.engine)
    crew = Crew(database, commands(url, folder, workers), first_pause=0.05, longest_pause=0.2)
    running = threading.Thread(target=crew.run, args=(over,))
    running.start()
    try:
        # Asked for bit by bit, so that there is work at hand for every kill.
        restarts = []
        for number in range(kills):
            ask(database, range(count * number // kills, count * (number + 1) // kills))
            restarts.append(kill_one(database, crew, dice))
        wait_until(lambda: finished(database) >= 2 * count)
    finally:
        over.set()
        running.join()
    outcome = judge(database, folder, count, restarts, time.monotonic() - begun_at)
    database.close()
    return outcome


def ask(database: Database, numbers: Iterable[int]) -> None:
    with database.transaction() as db:
        for number in numbers:
            jobs.ask_for(db, "read", f"record {number}")


def commands(url: str, folder: Path, workers: int) -> list[Command]:
    start = [sys.executable, "-m", "benchmarks.kill", "--work", url, str(folder), str(os.getpid())]
    readers: list[Command] = [lambda name: [*start, name, "work"]] * workers
    return [*readers, lambda name: [*start, name, "lanes"]]


def kill_one(database: Database, crew: Crew, dice: random.Random) -> float:
    """Kill a worker in the middle of a job; gives the time until the job runs again."""
    time.sleep(dice.uniform(0.0, SECONDS_PER_PAGE * PAGES))
    victim: list[tuple[int, int]] = []

    def strike() -> bool:
        with database.reading() as db:
            held = db.execute(sa.select(Job.id, Job.fence, Job.lease_owner).where(Job.state == State.RUNNING)).all()
        pids = {post.name: post.process.pid for post in crew.posts if post.process and not post.has_fallen()}
        struck = [row for row in held if row.lease_owner in pids]
        if struck:
            row = dice.choice(struck)
            os.kill(pids[row.lease_owner], signal.SIGKILL)
            victim.append((row.id, row.fence))
        return bool(struck)

    wait_until(strike)
    return time_to_recover(database, *victim[0])


def time_to_recover(database: Database, job_id: int, fence: int) -> float:
    begun = time.monotonic()

    def is_taken_up() -> bool:
        with database.reading() as db:
            job = db.get_one(Job, job_id)
            return job.fence > fence or job.state is State.DONE  # it may have been done in its last moment

    wait_until(is_taken_up)
    return time.monotonic() - begun


def finished(database: Database) -> int:
    with database.reading() as db:
        counts = jobs.tally(db)
    return counts[State.DONE] + counts[State.DEAD]


def judge(database: Database, folder: Path, count: int, restarts: list[float], seconds: float) -> Outcome:
    with database.reading() as db:
        counts = jobs.tally(db)
        pages = Counter((row.subject, row.page) for row in db.execute(sa.select(page_kept)))
        records = Counter(row.subject for row in db.execute(sa.select(record_read)))
    begun = len((folder / "begun").read_text(encoding="utf-8").splitlines())
    broken = {
        f"{counts[State.DONE]} of {2 * count} jobs done, {counts[State.DEAD]} dead": counts[State.DONE] != 2 * count,
        "a page was lost": len(pages) != count * PAGES,
        "a page was kept twice": max(pages.values()) != 1,
        "a record was lost": len(records) != count,
        "a record was finished twice": max(records.values()) != 1,
        "a record is not in the index": len(list((folder / "index").iterdir())) != count,
        "two wrote to the index at once": (folder / "clash").exists(),
        "more than a page was repeated after a kill": begun > count * PAGES + len(restarts),
    }
    return Outcome(
        database=database.engine.dialect.name,
        jobs=count,
        kills=len(restarts),
        pages=count * PAGES,
        pages_begun=begun,
        worst_restart=max(restarts, default=0.0),
        seconds=seconds,
        wrong=[sentence for sentence, happened in broken.items() if happened],
    )


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.01)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--database", help="an address; left out: SQLite and a PostgreSQL of its own")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--work", nargs=5, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        url, folder, supervisor, name, only = asked.work
        work(url, Path(folder), name, int(supervisor), only)
        return 0
    dice = random.Random(asked.seed)
    outcomes = []
    with ExitStack() as stack:
        for url in [asked.database] if asked.database else own_databases(stack):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            outcome = trial(url, folder, count=asked.jobs, kills=asked.kills, workers=asked.workers, dice=dice)
            print(json.dumps(asdict(outcome)) if asked.json else outcome.line(), flush=True)
            outcomes.append(outcome)
    return int(any(outcome.wrong for outcome in outcomes))


def own_databases(stack: ExitStack) -> list[str]:
    urls = [f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/catalogue.db"]
    binaries = newest_binaries()
    if binaries is not None:
        urls.append(stack.enter_context(private_cluster(binaries)).new_database())
    return urls


if __name__ == "__main__":
    sys.exit(main())
