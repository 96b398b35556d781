"""The child's task of looking at a file without reading it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.limits import Limits
from ingest.opening import opened
from ingest.scan import Scan, Workbench


def perform(task: dict[str, Any], tell: Callable[..., None]) -> None:
    bench = Workbench(limits=Limits(**task["limits"]))
    scan = opened(Scan(path=Path(task["path"]), name=task["name"]), bench)
    tell(media_type=scan.media_type, page_count=scan.page_count, warnings=scan.warnings, about=scan.about)
