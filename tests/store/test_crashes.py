"""A store whose writer is killed, whose disk is full, and which is opened while another writes."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archives.errors import Unavailable
from archives.store import Fixity, open_store
from archives.store.durable import staging_folder
from tests.store.judging import complaints
from tests.store.stores import files_in, keep

ROOT = Path(__file__).resolve().parents[2]
SCAN = 8_000_000


def a_keeper(folder: Path, *limits: int) -> list[str]:
    sizes = [str(number) for number in (SCAN, *limits)]
    return [sys.executable, "-m", "tests.store.a_keeper", str(folder / "originals"), str(folder), *sizes]


def keep_until_killed(folder: Path, seconds: float) -> list[str]:
    """Gives the receipts that were acknowledged. The clock runs from the first receipt on."""
    with subprocess.Popen(a_keeper(folder), cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        first = keeper.stdout.readline()
        time.sleep(seconds)
        keeper.kill()
        return [first, *keeper.stdout.read().splitlines()]


def test_after_kill_9_nothing_acknowledged_is_lost_and_nothing_is_half_there(tmp_path: Path) -> None:
    dice, acknowledged, leftovers = random.Random(6), [], 0
    for _ in range(6):
        acknowledged += keep_until_killed(tmp_path, dice.uniform(0.0, 0.3))
        leftovers += len(files_in(tmp_path / "originals.staging"))
        store = open_store(tmp_path / "originals")
        assert list((tmp_path / "originals.staging").iterdir()) == []
    assert leftovers > 0  # or else no kill came in the middle
    for receipt in acknowledged:
        key, sha256 = receipt.split()
        assert store.verify(key, sha256) is Fixity.SOUND
    assert len(list(store.keys())) >= len(acknowledged)
    assert complaints(tmp_path / "originals") == []


def test_a_file_too_large_for_the_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(a_keeper(tmp_path, SCAN // 2), cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "error: There is no room left: “0.tif” was not kept. Make room and send it again.\n"
    assert files_in(tmp_path / "originals.staging") == []
    assert complaints(tmp_path / "originals") == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_a_sentence_and_takes_the_next_small_one(small_disk: Path, tmp_path: Path) -> None:
    store = open_store(small_disk / "originals")
    large, small = tmp_path / "large", tmp_path / "small"
    large.write_bytes(os.urandom(4_000_000))
    small.write_bytes(b"a permit")
    with pytest.raises(Unavailable, match="no room left"):
        keep(store, large, "large.tif")
    receipt = keep(store, small, "small.pdf")
    assert store.verify(receipt.key, receipt.sha256) is Fixity.SOUND


def test_opening_the_store_does_not_disturb_one_who_is_just_writing(tmp_path: Path) -> None:
    open_store(tmp_path / "originals")
    with staging_folder(tmp_path / "originals.staging") as writing:
        (writing / "half").write_bytes(b"half")
        open_store(tmp_path / "originals")
        assert (writing / "half").exists()
    assert not writing.exists()


def test_bytes_are_on_the_disk_before_they_get_their_place_and_the_place_before_the_receipt(tmp_path: Path) -> None:
    """The order of the system's calls, as seen from outside; power loss cannot be had in a test."""
    if not Path("/usr/bin/strace").exists():
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    calls = "trace=fsync,rename,renameat,renameat2,write"
    watch = ["strace", "-f", "-y", "-s", "300", "-o", str(trace), "-e", calls]
    with subprocess.Popen([*watch, *a_keeper(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        key, digest = keeper.stdout.readline().split()
        keeper.kill()
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    parent, name = key.split("/v1/")[0].rsplit("/", 1)
    order = [
        first_line(lines, "fsync(", "original/0.tif>"),
        first_line(lines, "fsync(", "v1/inventory.json>"),
        first_line(lines, "fsync(", "/whole>"),
        first_line(lines, "rename", f"originals/{parent}/{name}"),
        first_line(lines, "fsync(", f"originals/{parent}>"),
        first_line(lines, "write(1", digest),
    ]
    assert order == sorted(order)


def first_line(lines: list[str], *parts: str) -> int:
    return next(number for number, line in enumerate(lines) if all(part in line for part in parts))
