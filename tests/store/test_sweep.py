"""Crash sweep: an ingest and a description are killed, or their disk fails, at every single call that writes.

Restarted, nothing acknowledged is lost, nothing is half there, and the store pleases ocfl-py. A mutant must be caught.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archives.settings import Settings
from archives.store import Fixity, open_store
from archives.tools import Tools
from tests.archives.intake.conftest import Desk
from tests.scans import a_permit
from tests.store.judging import complaints

ROOT = Path(__file__).resolve().parents[2]
CALLS = ["write", "pwrite64", "fsync", "fdatasync", "rename", "link", "mkdir", "unlink", "rmdir", "ftruncate"]
FAILURES = ["signal=SIGKILL", "error=EIO", "error=ENOSPC"]
Point = tuple[str, str, int]


@dataclass
class Bench:
    """A process that has everything imported and forks for each try, and an archive to copy for each."""

    taker: subprocess.Popen[str]
    template: Path
    batch: str
    folder: Path

    def fresh(self) -> Path:
        data = self.folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self.template, data)
        return data

    def take_in(self, data: Path, inject: str = "", *, mutant: bool = False) -> str:
        """Gives what strace saw; with `inject` one of the calls goes wrong."""
        assert self.taker.stdin is not None
        assert self.taker.stdout is not None
        (data / "go").unlink(missing_ok=True)
        (data / "receipt").unlink(missing_ok=True)
        self.taker.stdin.write(json.dumps({"data": str(data), "batch": self.batch, "mutant": mutant}) + "\n")
        self.taker.stdin.flush()
        child = self.taker.stdout.readline().strip()
        trace = self.folder / "trace"
        watch = ["strace", "-o", str(trace), "-p", child, "-e", f"trace={','.join(CALLS)}"]
        watch += ["-e", f"inject={inject}"] if inject else []
        with subprocess.Popen(watch, stderr=subprocess.PIPE, text=True) as watcher:
            assert watcher.stderr is not None
            watcher.stderr.readline()
            (data / "go").touch()
            assert self.taker.stdout.readline() == "over\n"
        return trace.read_text(errors="replace")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, empty_catalogue: Path) -> Iterator[Bench]:
    if not Path("/usr/bin/strace").exists():
        pytest.skip("strace is not installed")
    folder = tmp_path_factory.mktemp("sweep")
    template = folder / "template"
    template.mkdir()
    batch = an_archive(template, empty_catalogue)
    scan = a_permit(folder / "permit.png")
    command = [sys.executable, "-m", "tests.store.a_taker", str(scan)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as taker:
        yield Bench(taker, template, batch, folder)
        assert taker.stdin is not None
        taker.stdin.close()


def an_archive(data: Path, empty_catalogue: Path) -> str:
    """With one archivist and one batch; gives the batch."""
    shutil.copy(empty_catalogue, data / "catalogue.db")
    settings = Settings(data=data, secret_key="none", database_url=f"sqlite:///{data / 'catalogue.db'}")
    tools = Tools.open(settings)
    batch = Desk(tools).batch()
    tools.close()
    return batch


def points(bench: Bench, *, mutant: bool = False) -> list[Point]:
    """Every call of an ingest that goes well, each with every failure."""
    calls = [line.split("(")[0] for line in bench.take_in(bench.fresh(), mutant=mutant).splitlines() if "(" in line]
    assert {"write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir"} <= set(calls)
    times = {call: calls.count(call) for call in CALLS}
    return [(call, failure, number) for failure in FAILURES for call in CALLS for number in range(1, times[call] + 1)]


def violations(bench: Bench, point: Point, *, mutant: bool = False) -> list[str]:
    """What a restart finds that must not be."""
    call, failure, number = point
    data = bench.fresh()
    trace = bench.take_in(data, f"{call}:{failure}:when={number}", mutant=mutant)
    assert "INJECTED" in trace or "killed by SIGKILL" in trace, f"{point} was not reached"
    receipt = (data / "receipt").read_text() if (data / "receipt").exists() else ""
    store = open_store(data / "originals")
    with closing(sqlite3.connect(data / "catalogue.db")) as db:
        rows = db.execute("SELECT record_id, key, sha256 FROM original").fetchall()
        found = [] if db.execute("PRAGMA integrity_check").fetchone() == ("ok",) else ["the catalogue is damaged"]
    found += complaints(data / "originals")
    found += [f"{key} has a row and no bytes" for _, key, sha256 in rows if store.verify(key, sha256) != Fixity.SOUND]
    found += [f"{receipt} was acknowledged and is lost"] if receipt and receipt not in {row[0] for row in rows} else []
    found += [f"{left} is left" for left in (data / "originals.staging").iterdir()]
    return [f"{point}: {wrong}" for wrong in found]


def test_wherever_an_ingest_breaks_off_nothing_acknowledged_is_lost(bench: Bench) -> None:
    """A short sweep: one point in fifteen of the full one."""
    assert [wrong for point in points(bench)[::15] for wrong in violations(bench, point)] == []


@pytest.mark.slow
def test_at_every_call_that_writes_nothing_acknowledged_is_lost_and_the_scan_can_be_sent_again(bench: Bench) -> None:
    found = []
    for point in points(bench):
        found += violations(bench, point)
        bench.take_in(bench.folder / "data")
        assert (bench.folder / "data" / "receipt").read_text(), f"{point}: it could not be sent again"
    assert found == []


def test_a_mutant_that_writes_the_row_before_the_bytes_have_their_place_is_caught(bench: Bench) -> None:
    kills = [point for point in points(bench, mutant=True) if point[:2] == ("rename", "signal=SIGKILL")]
    found = [wrong for point in kills for wrong in violations(bench, point, mutant=True)]
    assert any("has a row and no bytes" in wrong for wrong in found)
