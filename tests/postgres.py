"""A private PostgreSQL for the tests: Debian's own binaries, a socket in a temporary folder, no port, no fsync."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest


class Cluster:
    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._numbers = count(1)

    def new_database(self) -> str:
        """The address of an empty one."""
        name = f"archives_{os.getpid()}_{next(self._numbers)}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql://archives@/{name}?host={self._socket}"


def newest_binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def private_cluster(binaries: Path) -> Iterator[Cluster]:
    # A short path: the address of a Unix socket has room for 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = _unprivileged()
    if user is not None:
        os.chown(folder, user, -1)
    initdb: list[str | Path] = [
        binaries / "initdb",
        folder / "data",
        "--encoding",
        "UTF8",
        "--locale",
        "C",
        "--no-sync",
    ]
    control: list[str | Path] = [binaries / "pg_ctl", "--pgdata", folder / "data", "--silent", "--wait"]
    options = f"-k {folder} -h '' -F -c full_page_writes=off -c shared_buffers=32MB -c max_connections=50"
    try:
        _run(user, [*initdb, "--username", "archives", "--auth", "trust"])
        _run(user, [*control, "--log", folder / "log", "--options", options, "start"])
        try:
            yield Cluster(folder)
        finally:
            _run(user, [*control, "--mode", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def _unprivileged() -> int | None:
    """PostgreSQL refuses to run as root; Debian's package has made a user for it."""
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None


def _run(user: int | None, command: list[str | Path]) -> None:
    # Not captured: the server would inherit the pipe and hold it open.
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=120, user=user)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    binaries = newest_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with private_cluster(binaries) as cluster:
        yield cluster
