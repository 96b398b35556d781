"""The child's task of reading a stranger's table, row by row."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.tools.tables import rows


def perform(task: dict[str, Any], tell: Callable[..., None]) -> None:
    for row in islice(rows(Path(task["path"])), task["most"]):
        tell(row=row[: task["columns"]])
