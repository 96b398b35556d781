"""The server as it is started from the shell: several processes behind one address, which come and go together."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2]


class Served:
    def __init__(self, data: Path) -> None:
        given = {
            "ARCHIVES_DATA": str(data),
            "ARCHIVES_SECRET_KEY": "a secret of the tests, long enough",
            "ARCHIVES_PORT": "0",
            "ARCHIVES_SERVERS": "2",
            "PYTHONPATH": str(HERE),
        }
        command = [sys.executable, "-m", "archives", "serve", "--workers", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HERE, env=os.environ | given)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().decode().strip()
        assert self.address, "the server did not start"

    def is_answered(self) -> bool:
        try:
            with urllib.request.urlopen(self.address, timeout=10) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def beside(self) -> list[int]:
        """The processes that serve with the first one."""
        return [
            int(path.name)
            for path in Path("/proc").iterdir()
            if path.name.isdigit() and f"--supervisor\0{self.process.pid}\0".encode() in command_of(path)
        ]


def command_of(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path / "data")
    wait_until(lambda: len(served.beside()) == 1)
    yield served
    served.process.kill()
    served.process.communicate()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_when_one_process_hangs_the_other_answers(served: Served) -> None:
    wait_until(lambda: all(served.is_answered() for _ in range(3)))
    (other,) = served.beside()
    time.sleep(3)  # until the other one listens as well
    os.kill(served.process.pid, signal.SIGSTOP)
    try:
        wait_until(served.is_answered)
    finally:
        os.kill(served.process.pid, signal.SIGCONT)
    assert served.beside() == [other]


def test_a_process_that_falls_is_started_again(served: Served) -> None:
    (first,) = served.beside()
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: served.beside() not in ([], [first]))
    assert served.is_answered()


def test_told_to_stop_all_of_them_stop(served: Served) -> None:
    served.process.terminate()
    assert served.process.wait(30) == 0
    assert served.beside() == []


def test_when_the_first_one_is_killed_the_other_does_not_stay_behind(served: Served) -> None:
    served.process.kill()
    served.process.wait()
    wait_until(lambda: served.beside() == [])
