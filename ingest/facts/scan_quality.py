"""What DA/T 31-2017 纸质档案数字化规范 asks of a scan, and what to do where it falls short.

The limits for lean and contrast are this archive's own: the standard asks for images that look straight and clear.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ingest.problems import N_
from ingest.scan import Fault, Page, SheetFacts, Word

INCH = 25.4
LEAST_DPI, SMALL_PRINT_DPI = 200, 300
SMALL_PRINT = 2.0  # millimetres, half of the lines being lower
LEAST_CONTRAST = 0.25
MOST_SKEW = 1.0  # degrees

TOO_COARSE = N_("Scanned at %(dpi)d dpi; DA/T 31-2017 asks for at least %(least)d. Scan this sheet again.")
SMALL_AND_COARSE = N_(
    "The print is small and was scanned at %(dpi)d dpi; DA/T 31-2017 asks for %(least)d for small print. "
    "Scan this sheet again if it is hard to read."
)
FAINT = N_("Print and paper are hardly apart. Scan this sheet again with more contrast.")
ASKEW = N_("The sheet lies %(degrees).1f degrees askew. Straighten it, or scan it again.")
CUT = {
    "left": N_("Print runs into the left edge of the picture. Scan the sheet again with its margin."),
    "top": N_("Print runs into the upper edge of the picture. Scan the sheet again with its margin."),
    "right": N_("Print runs into the right edge of the picture. Scan the sheet again with its margin."),
    "bottom": N_("Print runs into the lower edge of the picture. Scan the sheet again with its margin."),
}
NO_COLOUR = N_(
    "This sheet seems to bear a seal but was scanned without colour; DA/T 31-2017 asks for colour. Scan it in colour."
)
# A place for a seal, or a document that is not valid without one.
SEALED = re.compile(
    r"盖\s*章|公\s*章|签\s*章|专\s*用\s*章|许\s*可\s*证$|合\s*格\s*证$|备\s*案\s*表$|选\s*址\s*意\s*见\s*书$"
)


def faults_of(facts: SheetFacts, page: Page, words: Sequence[Word]) -> Iterator[Fault]:
    if facts.blank:
        return
    if page.dpi < LEAST_DPI:
        yield TOO_COARSE, {"dpi": page.dpi, "least": LEAST_DPI}
    elif page.dpi < SMALL_PRINT_DPI and is_small(words, page.dpi):
        yield SMALL_AND_COARSE, {"dpi": page.dpi, "least": SMALL_PRINT_DPI}
    if facts.contrast < LEAST_CONTRAST:
        yield FAINT, {}
    if abs(facts.skew) > MOST_SKEW:
        yield ASKEW, {"degrees": abs(facts.skew)}
    for side in facts.cut_edges:
        yield CUT[side], {}
    if facts.colours != "colour" and any(SEALED.search(word.text) for word in words):
        yield NO_COLOUR, {}


def is_small(words: Sequence[Word], dpi: int) -> bool:
    heights = [word.box.h for word in words if not word.direction % 180]
    return bool(heights) and float(np.median(heights)) * INCH / dpi < SMALL_PRINT
