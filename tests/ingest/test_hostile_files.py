"""The hostile set at the gate: each file as its table expects, within a second and a few megabytes."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ingest.reader import inspect
from tests.ingest.samples import SHARED

HERE = Path(__file__).resolve().parents[2]
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
    told = looked_at(path)
    assert told["outcome"] == awaited(expected), expected
    assert WARNED.get(number, "") in " ".join(told["warnings"])
    assert time.monotonic() - began < 10
    assert told["peak"] < GIBIBYTE


GIBIBYTE = 1 << 20  # in the kibibytes that the system counts in
LOOK = """
import json, resource, sys
from pathlib import Path
from ingest.problems import Quarantined, Refused
from ingest.reader import inspect

warnings = ()
try:
    warnings = inspect(Path(sys.argv[1]), Path(sys.argv[1]).name).warnings
    outcome = "accepted"
except (Quarantined, Refused) as problem:
    outcome = type(problem).__name__.lower()
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"outcome": outcome, "warnings": warnings, "peak": peak}))
"""


def looked_at(path: Path) -> dict[str, Any]:
    """In a process of its own, so that the largest of its children is the one that looked at this file."""
    done = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, check=True, cwd=HERE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def awaited(expected: str) -> str:
    if expected.startswith(ACCEPTED):
        return "accepted"
    return "quarantined" if expected.startswith(QUARANTINED) else "refused"


def test_an_original_is_not_changed_by_being_looked_at(hostile: dict[int, tuple[Path, str]]) -> None:
    path, _ = hostile[33]
    before = path.read_bytes()
    inspect(path, path.name)
    assert path.read_bytes() == before
