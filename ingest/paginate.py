"""The pages a file has, numbered and not yet read."""

from dataclasses import replace

from ingest.scan import Page, Scan, Workbench
from ingest.tools import tiff, vips

DECODED_BY_VIPS = frozenset({"image/tiff", "image/jpeg", "image/png"})


def paginate(scan: Scan, bench: Workbench) -> Scan:
    # Of many pages a damaged one is only itself lost, when its turn comes.
    if scan.media_type in DECODED_BY_VIPS and scan.page_count == 1:
        first = tiff.walk(scan.path, bench.limits)[0].directory if scan.media_type == "image/tiff" else 0
        vips.try_top(scan.path, first)
    return replace(scan, pages=tuple(Page(number=number) for number in range(1, scan.page_count + 1)))
