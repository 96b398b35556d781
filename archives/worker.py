"""One worker: takes work on lease, does it, and stops politely.

Ordinary work is done one job at a time. A lane is a kind of work that only one worker may do at a time, in batches:
writing the index. A batch is whatever has come together while the batch before it was written, at most `BATCH`; the
first change after a quiet time is therefore written at once, and a flood in few large pieces. While a worker has a
batch, nobody else is given the lane. A worker that stalls for longer than its lease can lose the lane and wake up
beside its successor: for that moment the engine's own lock is the guard, and its jobs are no longer its to finish.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from archives.db import Database, new_id
from archives.jobs import Claimed, Task, beat, claim, claim_many, perform

log = logging.getLogger(__name__)

JobFunction = Callable[[Task], None]
BatchFunction = Callable[[Sequence[Task]], None]

BATCH = 200
SHORTEST_PAUSE, LONGEST_PAUSE = 0.2, 1.0
SECONDS_TO_FINISH = 20.0
LONGEST_JOB = 3600.0


class OutOfTime(BaseException):
    """The worker was told to stop and the job did not end in time. No Exception: no job function may catch it."""


class Worker:
    def __init__(
        self,
        database: Database,
        work: Mapping[str, JobFunction],
        lanes: Mapping[str, BatchFunction] | None = None,
        *,
        name: str | None = None,
        lease_seconds: float = 60.0,
        seconds_to_finish: float = SECONDS_TO_FINISH,
        longest_job: float = LONGEST_JOB,
        supervisor: int | None = None,
    ) -> None:
        """`supervisor` is the process without which this worker is to stop."""
        self.database = database
        self.work = work
        self.lanes = lanes or {}
        self.name = name or f"{socket.gethostname()}-{os.getpid()}-{new_id()}"
        self.lease_seconds = lease_seconds
        self.seconds_to_finish = seconds_to_finish
        self.longest_job = longest_job
        self.supervisor = supervisor
        self._stopping = threading.Event()

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then finish the job at hand or, out of time, give it back uncounted."""
        pause = SHORTEST_PAUSE
        with self._listening():
            try:
                while not self._stopping.is_set() and self._is_wanted():
                    pause = SHORTEST_PAUSE if self._turn_or_wait() else min(pause * 2, LONGEST_PAUSE)
                    self._stopping.wait(pause if pause > SHORTEST_PAUSE else 0)
            except OutOfTime:
                log.warning("%s stopped before its job was done; the job was given back", self.name)

    def work_off(self) -> int:
        """Do all that is due now, in this process; gives how many jobs that were."""
        jobs = 0
        while done := self.turn():
            jobs += done
        return jobs

    def turn(self) -> int:
        """A batch from each lane and one job of ordinary work, so that neither keeps the other waiting."""
        batches = [self._do(self._batch(kind), function) for kind, function in self.lanes.items()]
        return sum(batches) + self._do(self._job(), self._do_one)

    def _turn_or_wait(self) -> int:
        try:
            return self.turn()
        except (OperationalError, InterfaceError):
            # What was at hand comes back when its lease ends.
            log.exception("%s cannot reach the database; trying again", self.name)
            return 0

    def _batch(self, kind: str) -> tuple[Claimed, ...]:
        with self.database.transaction() as db:
            return claim_many(db, self.name, kind, BATCH, self.lease_seconds)

    def _job(self) -> tuple[Claimed, ...]:
        if not self.work:
            return ()
        with self.database.transaction() as db:
            claimed = claim(db, self.name, self.work.keys(), self.lease_seconds)
        return (claimed,) if claimed else ()

    def _do_one(self, tasks: Sequence[Task]) -> None:
        self.work[tasks[0].kind](tasks[0])

    def _do(self, held: Collection[Claimed], function: BatchFunction) -> int:
        if not held:
            return 0
        tasks = [Task(self.database, claimed) for claimed in held]
        try:
            with self._heartbeat(held):
                perform(tasks, function)
        except BaseException:
            for task in tasks:
                task.give_back()
            raise
        return len(held)

    @contextmanager
    def _heartbeat(self, held: Collection[Claimed]) -> Iterator[None]:
        over = threading.Event()
        heart = threading.Thread(target=self._beat_until, args=(over, held), daemon=True, name="heartbeat")
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()

    def _beat_until(self, over: threading.Event, held: Collection[Claimed]) -> None:
        deadline = time.monotonic() + self.longest_job
        while not over.wait(self.lease_seconds / 3):
            if time.monotonic() > deadline:
                # A thread cannot be stopped from outside, and a stuck worker that lives is worse than a dead one.
                log.critical("%s was busy with one job for %d seconds and ends itself", self.name, self.longest_job)
                os._exit(os.EX_SOFTWARE)
            try:
                with self.database.transaction() as db:
                    beat(db, held, self.lease_seconds)
            except DBAPIError:
                log.warning("%s could not renew its lease; trying again", self.name, exc_info=True)

    def _is_wanted(self) -> bool:
        return self.supervisor is None or os.getppid() == self.supervisor

    @contextmanager
    def _listening(self) -> Iterator[None]:
        signals = (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
        before = [signal.signal(number, self._on_signal) for number in signals]
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in zip(signals, before, strict=True):
                signal.signal(number, handler)

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        if number == signal.SIGALRM:
            raise OutOfTime
        self._stopping.set()
        signal.setitimer(signal.ITIMER_REAL, self.seconds_to_finish)
