"""Readings kept for later: what the engine read of each sheet and what the sheet truly says, one JSON file for each.

So that the rules for fields can be changed, and their confidence fitted, without reading the sheets again.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.sheets import Sheet
from ingest.ocr.engine import OcrEngine
from ingest.pipeline import opened, read_pages
from ingest.scan import Page, Scan, Workbench
from ingest.wire import pack_page, unpack_page

KEPT = Path(__file__).parent / "out" / "readings"


def reading_of(sheet: Sheet, engine: OcrEngine) -> Page:
    """The first page of the sheet's file, as the product reads it."""
    bench = Workbench(engine=engine)
    scan = opened(Scan(path=sheet.path, name=sheet.path.name), bench)
    return next(read_pages(scan, [1], bench, lambda _: None))


def keep(sheet: Sheet, page: Page, folder: Path = KEPT) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    told = {"truth": asdict(sheet) | {"path": sheet.path.name}, "page": pack_page(page)}
    (folder / f"{sheet.name}.json").write_text(json.dumps(told, ensure_ascii=False))


def is_kept(name: str, folder: Path = KEPT) -> bool:
    return (folder / f"{name}.json").is_file()


def kept(folder: Path = KEPT) -> list[tuple[Sheet, Page]]:
    """All that were kept, in the order of their names."""
    return [_unpacked(json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]


def _unpacked(told: dict[str, Any]) -> tuple[Sheet, Page]:
    truth = told["truth"] | {"path": Path(told["truth"]["path"])}
    lists = {name: tuple(truth[name]) for name in ("lines", "block")}
    return Sheet(**truth | lists), unpack_page(told["page"])
