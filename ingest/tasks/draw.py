"""The child's task of drawing the pictures of pages that were read before, with what their reading found."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.confine import allow_seconds
from ingest.derive import cut_out_seals, derive
from ingest.leaves import leaves
from ingest.limits import Limits
from ingest.opening import opened
from ingest.problems import Problem
from ingest.scan import Page, Scan, Workbench
from ingest.sheet import Leaf
from ingest.tasks.read import Tell
from ingest.wire import unpack_page


def perform(task: dict[str, Any], tell: Tell) -> None:
    limits = Limits(**task["limits"])
    bench = Workbench(limits=limits, derived=Path(task["derived"]))
    scan = opened(Scan(path=Path(task["path"]), name=task["name"]), bench)
    known = {page.number: page for page in map(unpack_page, task["pages"])}
    with leaves(scan, bench) as turn_to:
        for page in scan.pages:
            if page.number not in known:
                continue
            allow_seconds(limits.page_seconds)
            with suppress(Problem):  # a page that could not be read has no picture; its neighbours have theirs
                cut_out_seals(derive(upright(turn_to(page), known[page.number]), bench), bench)
                tell(drawn=page.number)


def upright(leaf: Leaf, known: Page) -> Leaf:
    leaf = replace(leaf, page=replace(leaf.page, rotation=known.rotation, seals=known.seals))
    if leaf.sheet is None or not known.rotation:
        return leaf
    return replace(leaf, sheet=leaf.sheet.turned(known.rotation))
