"""A stranger's table as rows of text, read in a child process with limits."""

from collections.abc import Iterator
from pathlib import Path

from ingest.child import Bounds, ChildDied
from ingest.limits import MIB, Limits
from ingest.problems import Unreadable
from ingest.reader import watched

COLUMNS = 40
TABLE_MEMORY = 512 * MIB
TABLE_SECONDS = 20


def read_table(path: Path, most: int) -> Iterator[list[str]]:
    """At most so many rows of the first sheet, the headings among them. Raises Unreadable."""
    task = {"task": "table", "path": str(path.resolve()), "most": most, "columns": COLUMNS}
    bounds = Bounds(
        address_space=TABLE_MEMORY * 2,
        memory=TABLE_MEMORY,
        seconds=TABLE_SECONDS,
        wall=TABLE_SECONDS * 2,
        written=MIB,
        files=Limits().open_files,
    )
    try:
        for message in watched(task, bounds):
            yield message["row"]
    except ChildDied as death:
        raise Unreadable(
            "Reading this table took more memory or time than is allowed. Send fewer rows, without pictures."
        ) from death
