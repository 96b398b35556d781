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

FIRST_PAGES = 20
"""So many pages are read first to say what a document is; a volume says it on its first ones."""


def perform(task: dict[str, Any], tell: Tell) -> None:
    limits = Limits(**task["limits"])
    derived = Path(task["derived"]) if task["derived"] else None
    first = task["fields_first"]
    glimpses = {page.number: page for page in map(unpack_page, task["glimpses"])}
    bench = Workbench(
        engine=open_engine(task["engine"]),
        fields_first=first,
        turns={number: page.rotation for number, page in glimpses.items()},
        limits=limits,
        derived=derived,
    )
    scan = opened(Scan(path=Path(task["path"]), name=task["name"]), bench)
    numbers = [page.number for page in scan.pages][: FIRST_PAGES if first else None]
    tell(numbers=numbers, page_count=len(scan.pages))
    pages = {page.number: page for page in map(unpack_page, task["done"])}

    def turning(number: int) -> None:
        allow_seconds(limits.page_seconds)
        tell(turning=number)

    wanted = task["numbers"] or [number for number in numbers if number not in pages]
    for page in read_pages(scan, wanted, bench, turning):
        pages[page.number] = page.or_glimpse(glimpses.get(page.number))
        tell(page=pack_page(pages[page.number]))
    if task["closing"]:
        allow_seconds(limits.page_seconds)
        closed = close(replace(scan, pages=tuple(pages[number] for number in sorted(pages))), bench)
        tell(scan=pack_scan(replace(closed, pages=())))
