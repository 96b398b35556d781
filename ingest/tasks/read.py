"""The child's task of reading pages, and of saying at the end what the whole document is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.confine import allow_seconds
from ingest.limits import Limits
from ingest.ocr.opening import open_engine
from ingest.pipeline import close, opened, read_pages
from ingest.scan import Scan, Workbench
from ingest.wire import pack_page, pack_scan, unpack_page

Tell = Callable[..., None]


def perform(task: dict[str, Any], tell: Tell) -> None:
    limits = Limits(**task["limits"])
    derived = Path(task["derived"]) if task["derived"] else None
    bench = Workbench(engine=open_engine(task["engine"]), limits=limits, derived=derived)
    scan = opened(Scan(path=Path(task["path"]), name=task["name"]), bench)
    tell(numbers=[page.number for page in scan.pages])
    pages = {page.number: page for page in map(unpack_page, task["done"])}

    def turning(number: int) -> None:
        allow_seconds(limits.page_seconds)
        tell(turning=number)

    wanted = task["numbers"] or [page.number for page in scan.pages if page.number not in pages]
    for page in read_pages(scan, wanted, bench, turning):
        pages[page.number] = page
        tell(page=pack_page(page))
    if task["closing"]:
        allow_seconds(limits.page_seconds)
        closed = close(replace(scan, pages=tuple(pages[number] for number in sorted(pages))), bench)
        tell(scan=pack_scan(replace(closed, pages=())))
