"""The processes of one machine that work or serve pages: started, watched, and started again when they fall."""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from sqlalchemy.exc import OperationalError

from archives.db import Database, new_id
from archives.jobs import lost_with
from archives.settings import Settings
from archives.worker import SECONDS_TO_FINISH

log = logging.getLogger(__name__)

Command = Callable[[str], Sequence[str]]
"""From a worker's name to what starts it."""

SECONDS_OF_HEALTH = 60.0


class Post:
    """A place in the crew, and the process that fills it."""

    def __init__(self, command: Command, handed_down: Sequence[int] = ()) -> None:
        """`handed_down` are open files of this process that are open in the other as well."""
        self.command = command
        self.handed_down = handed_down
        self.name = ""
        self.process: subprocess.Popen[bytes] | None = None
        self.falls = 0
        self.fill_at = 0.0
        self.filled_at = 0.0

    def fill(self) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{new_id()}"
        self.filled_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own
            self.command(self.name), stdin=subprocess.DEVNULL, pass_fds=self.handed_down
        )

    def has_fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def vacate(self, first_pause: float, longest_pause: float) -> None:
        """The sooner and the more often they fall, the longer until the next one."""
        lived = time.monotonic() - self.filled_at
        self.falls = 1 if lived > SECONDS_OF_HEALTH else self.falls + 1
        self.fill_at = time.monotonic() + min(first_pause * 2 ** (self.falls - 1), longest_pause)
        self.process = None


class Crew:
    def __init__(
        self,
        database: Database,
        commands: Sequence[Command],
        *,
        handed_down: Sequence[int] = (),
        first_pause: float = 1.0,
        longest_pause: float = 60.0,
        seconds_to_finish: float = SECONDS_TO_FINISH + 5,
    ) -> None:
        self.database = database
        self.posts = [Post(command, handed_down) for command in commands]
        self.first_pause = first_pause
        self.longest_pause = longest_pause
        self.seconds_to_finish = seconds_to_finish

    def run(self, until: threading.Event) -> None:
        """In the main thread or beside a web server: it listens to `until`, not to signals."""
        try:
            while not until.is_set():
                for post in self.posts:
                    self._tend(post)
                until.wait(0.1)
        finally:
            self._dismiss()

    def _tend(self, post: Post) -> None:
        if post.process is None:
            if time.monotonic() >= post.fill_at:
                self._fill(post)
        elif post.has_fallen():
            log.warning("worker %s ended with status %s", post.name, post.process.returncode)
            self._report_lost(post)
            post.vacate(self.first_pause, self.longest_pause)

    def _fill(self, post: Post) -> None:
        try:
            post.fill()
        except OSError:  # no memory or no process to be had just now
            log.exception("a worker could not be started; trying again")
            post.vacate(self.first_pause, self.longest_pause)

    def _report_lost(self, post: Post) -> None:
        """It is dead for certain, so nobody has to wait until its leases end."""
        try:
            with self.database.transaction() as db:
                lost_with(db, post.name)
        except OperationalError:
            log.warning("could not take back the work of %s; its leases will end", post.name, exc_info=True)

    def _dismiss(self) -> None:
        manned = [(post, post.process) for post in self.posts if post.process is not None]
        for _, process in manned:
            process.terminate()
        deadline = time.monotonic() + self.seconds_to_finish
        for post, process in manned:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                self._report_lost(post)


def worker_commands(count: int) -> list[Command]:
    """So many readers, and one more for the lanes: the index does not wait until a long reading ends."""
    start = [sys.executable, "-m", "archives", "work", "--one", "--supervisor", str(os.getpid()), "--name"]
    readers: list[Command] = [lambda name: [*start, name, "--only", "work"]] * count
    return [*readers, lambda name: [*start, name, "--only", "lanes"]]


def run_crew(
    settings: Settings, commands: Sequence[Command], until: threading.Event, handed_down: Sequence[int] = ()
) -> None:
    database = Database(settings.database_url)
    try:
        Crew(database, commands, handed_down=handed_down).run(until)
    finally:
        database.close()
