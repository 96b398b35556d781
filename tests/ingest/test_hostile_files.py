"""The hostile set at the gate: each file as its table expects, within a second and a few megabytes."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.problems import Quarantined, Refused
from ingest.reader import inspect
from tests.ingest.samples import SHARED

MAKER = SHARED / "tools" / "hostile_gen.py"
NUMBERS = range(1, 49)
ACCEPTED = ("accept", "clamp", "reject rendering", "render ends", "blank or error")
QUARANTINED = ("quarantine", "killed", "worker killed")
WARNED = {
    4: "500 times",
    16: "trailing data",
    22: "active content",
    26: "locked against changes",
    27: "giant size",
    28: "giant size",
    33: "repaired xref",
    35: "damaged",
    37: "active content",
}

pytestmark = pytest.mark.skipif(not MAKER.exists(), reason="the hostile set is not beside the checkout")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([sys.executable, str(MAKER), str(folder)], check=True, capture_output=True)
    rows = [line.split("\t") for line in (folder / "expected.tsv").read_text().splitlines()[1:]]
    return {int(name[:2]): (folder / name, expected) for name, _, expected, _ in rows}


@pytest.mark.parametrize("number", NUMBERS)
def test_each_file_ends_as_its_table_says(hostile: dict[int, tuple[Path, str]], number: int) -> None:
    path, expected = hostile[number]
    began = time.monotonic()
    outcome, warnings = outcome_of(path)
    assert outcome == awaited(expected), expected
    assert WARNED.get(number, "") in " ".join(warnings)
    assert time.monotonic() - began < 10
    # The largest of all children so far: none may come near a gibibyte.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1 << 20


def outcome_of(path: Path) -> tuple[str, tuple[str, ...]]:
    try:
        return "accepted", inspect(path, path.name).warnings
    except Refused:
        return "refused", ()
    except Quarantined:
        return "quarantined", ()


def awaited(expected: str) -> str:
    if expected.startswith(ACCEPTED):
        return "accepted"
    return "quarantined" if expected.startswith(QUARANTINED) else "refused"


def test_an_original_is_not_changed_by_being_looked_at(hostile: dict[int, tuple[Path, str]]) -> None:
    path, _ = hostile[33]
    before = path.read_bytes()
    inspect(path, path.name)
    assert path.read_bytes() == before
