"""The images of a page that people look at: the page upright, and a thumbnail. Re-encoded pixels and nothing else."""

import os
from pathlib import Path

from ingest.scan import Workbench
from ingest.sheet import Leaf
from ingest.tools.vips import jpeg

DISPLAY_SIDE, DISPLAY_QUALITY = 2400, 82
THUMB_SIDE, THUMB_QUALITY = 320, 75


def derive(leaf: Leaf, bench: Workbench) -> Leaf:
    if bench.derived is None or leaf.sheet is None:
        return leaf
    pixels = next(each for each in (leaf.sheet.colour, leaf.picture, leaf.sheet.gray) if each is not None)
    keep(bench.derived / f"{leaf.page.number}.jpg", jpeg(pixels, DISPLAY_SIDE, DISPLAY_QUALITY))
    keep(bench.derived / f"{leaf.page.number}.thumb.jpg", jpeg(pixels, THUMB_SIDE, THUMB_QUALITY))
    return leaf


def keep(path: Path, content: bytes) -> None:
    """In one step, so that nobody is ever shown half an image."""
    arriving = path.with_name(f".{path.name}.{os.getpid()}")
    arriving.write_bytes(content)
    arriving.replace(path)
