"""The facts of one sheet, put together."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.ink import colours, contrast, cut_edges, is_blank
from ingest.facts.page_numbers import stamped_number
from ingest.facts.scan_quality import faults_of
from ingest.facts.sizes import paper_size
from ingest.ocr.skew import skew
from ingest.scan import Page, SheetFacts, Word
from ingest.sheet import Sheet

INCH = 25.4


def look_over(sheet: Sheet, page: Page, words: Sequence[Word]) -> SheetFacts:
    """What the upright sheet tells besides its words; `words` are needed for stamped numbers and for the contrast."""
    facts = replace(
        of_paper(page, words),
        colours=colours(sheet),
        blank=not words and not page.seals and is_blank(sheet),
        skew=skew(sheet.gray, sheet.dpi),
        contrast=contrast(sheet, words),
        cut_edges=cut_edges(sheet),
    )
    return replace(facts, faults=tuple(faults_of(facts, page, words)))


def of_paper(page: Page, words: Sequence[Word]) -> SheetFacts:
    """What holds for a page that was never scanned, too."""
    width, height = (side * INCH / max(1, page.dpi) for side in (page.width, page.height))
    size = paper_size(width, height)
    stamped = stamped_number(words, page.width, page.height, page.dpi)
    return SheetFacts(
        paper=size.name if size else "",
        width_mm=round(width),
        height_mm=round(height),
        page_number=stamped.text if stamped else "",
        page_number_box=stamped.box if stamped else None,
    )
