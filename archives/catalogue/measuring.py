"""Lengths on a sheet: by the resolution of the scan on the paper, and by the drawing's scale on the site."""

import re
from dataclasses import dataclass

from archives.catalogue.model import FieldValue, Page

MM_PER_INCH = 25.4
SCALE = re.compile(r"1\s*[:：/∶]\s*(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Measure:
    """`scale` is 100 for 1:100, and 0 where the sheet names none, or several."""

    mm_per_pixel: float
    scale: int


def measure_of(page: Page, scale: FieldValue | None) -> Measure | None:
    """None where the resolution of the scan is not known."""
    if not page.dpi:
        return None
    found = {int(each) for each in SCALE.findall(scale.value)} if scale else set()
    return Measure(MM_PER_INCH / page.dpi, found.pop() if len(found) == 1 else 0)
