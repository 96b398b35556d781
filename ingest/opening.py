"""What is done to a file before any page of it is read. Apart from the pipeline because it loads no OCR and no numpy:
the child that only looks at a file stays small enough to be held tight."""

from collections.abc import Callable

from ingest.gate import gate
from ingest.identify import identify
from ingest.paginate import paginate
from ingest.scan import Scan, Workbench

Stage = Callable[[Scan, Workbench], Scan]

OPENING: tuple[Stage, ...] = (gate, identify, paginate)


def opened(scan: Scan, bench: Workbench, stages: tuple[Stage, ...] = OPENING) -> Scan:
    for stage in stages:
        scan = stage(scan, bench)
    return scan
