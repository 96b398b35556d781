"""Runs a task on a stranger's file in a process that can be lost without loss: limited, watched and killed in time."""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

LOOK_EVERY = 0.05  # seconds between two looks at the child's memory
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VIPS_CONCURRENCY")
LONGEST_COMPLAINT = 4000
HERE = Path(__file__).resolve().parent.parent

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """`memory` is what may really be in use, `wall` the seconds to wait for the next word of the child."""

    address_space: int
    memory: int
    seconds: int
    wall: int
    written: int
    files: int


class ChildDied(Exception):
    """The child ended without finishing its task; `reason` is for the log, `started` says whether it came so far."""

    def __init__(self, reason: str, started: bool) -> None:
        super().__init__(reason)
        self.started = started


class Child:
    """One child process with its own session, folder and environment, none of our secrets in it."""

    def __init__(self, task: dict[str, Any], bounds: Bounds, folder: str, complaints: BinaryIO) -> None:
        self.bounds, self.complaints, self.started, self.reason = bounds, complaints, False, ""
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=folder,
            env=environment(folder),
            start_new_session=True,
        )
        confine = {
            "parent": os.getpid(),
            "address_space": bounds.address_space,
            "seconds": bounds.seconds,
            "written": bounds.written,
            "files": bounds.files,
        }
        self.hand_over(json.dumps(task | {"confine": confine}).encode() + b"\n")

    def hand_over(self, line: bytes) -> None:
        assert self.process.stdin
        try:
            with self.process.stdin as entrance:
                entrance.write(line)
        except BrokenPipeError:
            self.reason = "it ended before it took its task"

    def messages(self) -> Iterator[dict[str, Any]]:
        for line in self.lines():
            message = json.loads(line)
            if "ready" in message:
                self.started = True
            else:
                yield message
        self.process.wait()
        if self.process.returncode or self.reason or not self.started:
            raise ChildDied(self.complaint(), self.started)

    def lines(self) -> Iterator[bytes]:
        """Whole lines as they come; ends when the child does, or when it has to be killed."""
        assert self.process.stdout
        outlet, rest = self.process.stdout.fileno(), b""
        with selectors.DefaultSelector() as selector:
            selector.register(outlet, selectors.EVENT_READ)
            deadline = time.monotonic() + self.bounds.wall
            while not self.reason:
                if selector.select(LOOK_EVERY):
                    piece = os.read(outlet, 1 << 16)
                    if not piece:
                        return
                    *whole, rest = (rest + piece).split(b"\n")
                    yield from whole
                    deadline = time.monotonic() + self.bounds.wall
                self.reason = self.excess(deadline)
        self.kill()

    def excess(self, deadline: float) -> str:
        if time.monotonic() > deadline:
            return f"nothing heard for {self.bounds.wall} seconds"
        if memory_of(self.process.pid) > self.bounds.memory:
            return f"more than {self.bounds.memory >> 20} MiB in memory"
        return ""

    def complaint(self) -> str:
        self.complaints.seek(0, os.SEEK_END)
        self.complaints.seek(max(0, self.complaints.tell() - LONGEST_COMPLAINT))
        said = self.complaints.read().decode(errors="replace").strip()
        return f"{self.reason or f'exit status {self.process.returncode}'}; {said}"

    def kill(self) -> None:
        """The child and whatever it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def run(task: dict[str, Any], bounds: Bounds) -> Iterator[dict[str, Any]]:
    """What the child tells, as it tells it. Leaving early ends the child."""
    with tempfile.TemporaryDirectory(prefix="reading-") as folder, tempfile.TemporaryFile() as complaints:
        child = Child(task, bounds, folder, complaints)
        try:
            yield from child.messages()
        except ChildDied as death:
            log.warning("A reading process ended early: %s", death)
            raise
        finally:
            child.kill()
            if child.process.stdout:
                child.process.stdout.close()


def environment(folder: str) -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed | dict.fromkeys(ONE_THREAD, "1") | {"PYTHONPATH": str(HERE), "TMPDIR": folder, "HOME": folder}


def memory_of(process: int) -> int:
    """Bytes in memory that are the process's own; pages of a file it looks into are not counted."""
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) << 10
    except (OSError, ValueError, IndexError):
        return 0
    return 0
