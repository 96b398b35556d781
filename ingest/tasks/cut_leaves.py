"""The child's task of cutting pages into tiles that have to be unpacked or drawn first: those of PDF and JPEG 2000."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.confine import allow_seconds
from ingest.leaves import leaves
from ingest.limits import Limits
from ingest.opening import opened
from ingest.problems import Problem
from ingest.room import Pixels, settled, strips
from ingest.scan import Scan, Workbench
from ingest.sheet import Leaf
from ingest.tasks.read import Tell
from ingest.tools import pyramid, vips


def perform(task: dict[str, Any], tell: Tell) -> None:
    limits = Limits(**task["limits"])
    bench = Workbench(limits=limits)
    scan = opened(Scan(path=Path(task["path"]), name=task["name"]), bench)
    with leaves(scan, bench) as turn_to:
        for number, rotation, target in task["pages"]:
            allow_seconds(limits.page_seconds)
            with suppress(Problem):  # a page that cannot be drawn has no tiles; its neighbours have theirs
                cut_leaf(turn_to(scan.pages[number - 1]), rotation, Path(target))
                tell(cut=number)


def cut_leaf(leaf: Leaf, rotation: int, target: Path) -> None:
    if leaf.sheet is None:
        return
    sheet = leaf.sheet.turned(rotation)
    pixels = sheet.gray if sheet.all_colour is None else settled(sheet.all_colour)
    bilevel = sheet.all_colour is None and is_bilevel(pixels)
    pyramid.save(lambda: vips.image_of(pixels), target, bilevel=bilevel)


def is_bilevel(gray: Pixels) -> bool:
    """A gray scan shows itself in its first rows, so that only a bilevel one is looked through."""
    return all(((gray[rows] == 0) | (gray[rows] == 255)).all() for rows in strips(gray))
