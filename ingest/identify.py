"""What a file is inside: its headers are walked by our own code, and judged before a decoder sees them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ingest.limits import Limits
from ingest.scan import Scan, Workbench
from ingest.tools import jp2, jpeg, pdf_about, pdf_structure, png, tiff
from ingest.tools.headers import Picture, warnings_on

Findings = tuple[int, tuple[str, ...]]
"""The number of pages and the warnings."""


def identify(scan: Scan, bench: Workbench) -> Scan:
    count, warnings = WALKERS[scan.media_type](scan.path, bench.limits)
    about = pdf_about.about(scan.path) if scan.media_type == "application/pdf" else {}
    return replace(scan, page_count=count, warnings=(*scan.warnings, *warnings), about=about)


def tiff_findings(path: Path, limits: Limits) -> Findings:
    return findings(tiff.walk(path, limits), ())


def jpeg_findings(path: Path, limits: Limits) -> Findings:
    return findings(*jpeg.walk(path, limits))


def png_findings(path: Path, limits: Limits) -> Findings:
    return findings(*png.walk(path, limits))


def jp2_findings(path: Path, limits: Limits) -> Findings:
    return findings(jp2.walk(path, limits), ())


def findings(pictures: tuple[Picture, ...], warnings: tuple[str, ...]) -> Findings:
    return len(pictures), (*warnings, *warnings_on(pictures))


WALKERS: dict[str, Callable[[Path, Limits], Findings]] = {
    "application/pdf": pdf_structure.walk,
    "image/tiff": tiff_findings,
    "image/jpeg": jpeg_findings,
    "image/png": png_findings,
    "image/jp2": jp2_findings,
}
