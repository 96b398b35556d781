"""The door for packages: what a stranger has handed over, taken apart in a child process with limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.child import Bounds, ChildDied
from ingest.limits import MIB, Limits
from ingest.problems import Refused
from ingest.reader import watched

MEMORY = 512 * MIB
SECONDS, WALL = 1800, 600


@dataclass
class Package:
    """`files` have path (below the folder), name, size, sha256 and fields; `rows` table, file, number and cells."""

    form: str = ""
    info: Mapping[str, str] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(int(file["size"]) for file in self.files)

    @property
    def tables(self) -> Mapping[str, Sequence[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows:
            found.setdefault(row["table"], []).append(row)
        return found


def take_apart(source: Path, folder: Path, most_bytes: int) -> Package:
    """Unpacked below the folder, which must be empty. Raises Refused."""
    task = {"task": "package", "path": str(source.resolve()), "folder": str(folder.resolve()), "most_bytes": most_bytes}
    bounds = Bounds(
        address_space=MEMORY * 4,
        memory=MEMORY,
        seconds=SECONDS,
        wall=WALL,
        written=most_bytes + MIB,
        files=Limits().open_files,
    )
    package = Package()
    try:
        for message in watched(task, bounds):
            if "form" in message:
                package.form, package.info = message["form"], message["info"]
            for kind, kept in (("file", package.files), ("row", package.rows), ("fault", package.faults)):
                if kind in message:
                    kept.append(message[kind])
    except ChildDied as death:
        raise Refused("Taking the package apart took more memory or time than is allowed. Send it in parts.") from death
    return package
