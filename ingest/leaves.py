"""Turns the pages of a file into leaves, one at a time; the file stays open between them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.outlined import much_is_outlined
from ingest.problems import Unreadable
from ingest.scan import Page, Scan, Workbench
from ingest.sheet import Leaf
from ingest.tools import pdf_picture, pdf_scan, pdf_structure, pdfium, tiff
from ingest.tools.pdf_letters import is_trustworthy
from ingest.tools.pillow import leaf_of_jp2
from ingest.tools.pixels import leaf_of_image

TurnTo = Callable[[Page], Leaf]
TEXT_LAYER = "text layer"
PICTURES_ASIDE = 0.3  # of the page: with more of them the page is read as a picture, or text in them would be lost


def leaves(scan: Scan, bench: Workbench) -> AbstractContextManager[TurnTo]:
    openers = {"application/pdf": leaves_of_pdf, "image/tiff": leaves_of_tiff, "image/jp2": leaves_of_jp2}
    return openers.get(scan.media_type, leaves_of_image)(scan, bench)


@contextmanager
def leaves_of_image(scan: Scan, bench: Workbench) -> Iterator[TurnTo]:
    yield lambda page: leaf_of_image(page, scan.path, 0, bench.limits)


@contextmanager
def leaves_of_jp2(scan: Scan, bench: Workbench) -> Iterator[TurnTo]:
    yield lambda page: leaf_of_jp2(page, scan.path, bench.limits)


@contextmanager
def leaves_of_tiff(scan: Scan, bench: Workbench) -> Iterator[TurnTo]:
    # Thumbnails stand between the pages, so the number of a page is not that of its directory.
    pictures = tiff.walk(scan.path, bench.limits)
    yield lambda page: leaf_of_image(page, scan.path, pictures[page.number - 1].directory, bench.limits)


@contextmanager
def leaves_of_pdf(scan: Scan, bench: Workbench) -> Iterator[TurnTo]:
    with ExitStack() as stack:
        structure = stack.enter_context(pdf_structure.opened(scan.path))
        document = stack.enter_context(drawable(scan, structure, stack))

        def turn_to(page: Page) -> Leaf:
            try:
                inner = structure.pages[page.number - 1]
                placed = pdf_picture.only_picture(inner)
                unit = float(inner.obj.get("/UserUnit", 1))
            except (TypeError, ValueError, AttributeError, KeyError, pdf_structure.Failed) as error:
                raise Unreadable("The page is damaged and cannot be drawn.") from error
            leaf = placed and pdf_scan.leaf_of_scan(page, placed, bench.limits)
            return leaf or drawn_leaf(page, document, unit, placed.dpi if placed else 0, bench)

        yield turn_to


def drawable(scan: Scan, structure: pdf_structure.Pdf, stack: ExitStack) -> AbstractContextManager[pdfium.Document]:
    """The file for pdfium, which repairs less than qpdf: where it fails, it gets what qpdf made of it."""
    try:
        with pdfium.opened(scan.path) as document:
            same = len(document) == scan.page_count
    except Unreadable:
        same = False
    if same:
        return pdfium.opened(scan.path)
    repaired = Path(stack.enter_context(TemporaryDirectory())) / "repaired.pdf"
    structure.save(repaired)
    return pdfium.opened(repaired)


def drawn_leaf(page: Page, document: pdfium.Document, unit: float, dpi: int, bench: Workbench) -> Leaf:
    """The page drawn; with its own words when they can be trusted, else fine enough to be read."""
    # A scan that only the renderer understands is as large as it is; how large a drawing becomes is ours to say.
    most = bench.limits.page_pixels if dpi else bench.limits.render_pixels
    with pdfium.turned_to(document, page.number) as drawn:
        if not dpi and pdfium.share_of_pictures(drawn) < PICTURES_ASIDE:
            leaf = pdfium.leaf_of_drawing(page, drawn, unit, pdfium.FRESHLY_DRAWN, most, bench.limits)
            words = pdfium.text_layer(drawn, leaf.page)
            if is_trustworthy(words) and leaf.sheet and not much_is_outlined(leaf.sheet.gray, words):
                return replace(leaf, page=replace(leaf.page, words=words, engine=TEXT_LAYER))
        return pdfium.leaf_of_drawing(page, drawn, unit, dpi or bench.limits.render_dpi, most, bench.limits)
