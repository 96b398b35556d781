"""The images of a page that people look at: the page upright, a thumbnail, each seal.

Re-encoded pixels and nothing else.
"""

import os
from pathlib import Path

from ingest.ocr.seal_text import cut_seal
from ingest.scan import Workbench
from ingest.sheet import Leaf
from ingest.tools.vips import jpeg

DISPLAY_SIDE, DISPLAY_QUALITY = 2400, 82
THUMB_SIDE, THUMB_QUALITY = 320, 75
SEAL_SIDE = 600


def derive(leaf: Leaf, bench: Workbench) -> Leaf:
    if bench.derived is None or leaf.sheet is None or leaf.page.number in bench.turns:
        return leaf  # a second look finds what the first one has drawn
    # Not smaller than twice what is shown, so that the last step can be the sharper one.
    pixels = leaf.sheet.seen(2 * DISPLAY_SIDE)
    keep(bench.derived / f"{leaf.page.number}.jpg", jpeg(pixels, DISPLAY_SIDE, DISPLAY_QUALITY))
    keep(bench.derived / f"{leaf.page.number}.thumb.jpg", jpeg(pixels, THUMB_SIDE, THUMB_QUALITY))
    return leaf


def cut_out_seals(leaf: Leaf, bench: Workbench) -> Leaf:
    """Evidence of what was stamped 印章."""
    if bench.derived is None or leaf.sheet is None:
        return leaf
    for number, seal in enumerate(leaf.page.seals, 1):
        cut_out = cut_seal(leaf.sheet, seal)
        if cut_out is not None:
            keep(bench.derived / f"{leaf.page.number}.seal-{number}.jpg", jpeg(cut_out, SEAL_SIDE, DISPLAY_QUALITY))
    return leaf


def keep(path: Path, content: bytes) -> None:
    """In one step, so that nobody is ever shown half an image."""
    arriving = path.with_name(f".{path.name}.{os.getpid()}")
    arriving.write_bytes(content)
    arriving.replace(path)
