"""Text and rendering of PDF pages through pdfium. One process, one thread: it is not safe for more."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from ingest.limits import Limits
from ingest.paper import resolution
from ingest.problems import Unreadable
from ingest.room import Pixels, room
from ingest.scan import Page, Word
from ingest.sheet import Leaf
from ingest.tools.pdf_letters import Letter, words_of
from ingest.tools.pixels import leaf_of_pixels

POINTS_PER_INCH = 72
FINEST = 2400
FRESHLY_DRAWN = 150  # dots per inch for pages whose text needs no OCR: enough to show

BAND = 30_000_000  # pixels drawn together
FLAGS = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
HIDDEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)

Document = Any
PdfPage = Any


@contextmanager
def opened(path: Path) -> Iterator[Document]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("The PDF cannot be opened for reading.") from error
    try:
        if document.get_formtype():
            document.init_forms()
        yield document
    finally:
        document.close()


@contextmanager
def turned_to(document: Document, number: int) -> Iterator[PdfPage]:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("The page is damaged and cannot be drawn.") from error
    try:
        yield page
    finally:
        page.close()


def leaf_of_drawing(page: Page, drawn: PdfPage, unit: float, dpi: int, most: int, limits: Limits) -> Leaf:
    """The page drawn at `dpi`, or as fine as `most` pixels let it."""
    width, height = (max(1.0, side) * unit / POINTS_PER_INCH for side in drawn.get_size())
    dots = min(dpi, FINEST, (most / (width * height)) ** 0.5)
    pixels = rendered(drawn, max(1, math.ceil(width * dots)), max(1, math.ceil(height * dots)))
    return leaf_of_pixels(page, pixels, resolution(pixels.shape[1], pixels.shape[0], round(dots)), limits)


def rendered(drawn: PdfPage, width: int, height: int) -> Pixels:
    """The page in RGB, a band at a time: what pdfium sets aside beside the picture grows with the band."""
    pixels = room(height, width, 3)
    rows = max(1, BAND // width)
    for top in range(0, height, rows):
        render_band(drawn, pixels, slice(top, min(height, top + rows)))
    return pixels


def render_band(drawn: PdfPage, pixels: Pixels, rows: slice) -> None:
    height, width = pixels.shape[:2]
    band = pixels[rows]
    band[:] = 255
    # pdfium writes into our own array, so that a page is never in memory twice.
    bitmap = raw.FPDFBitmap_CreateEx(
        width, len(band), raw.FPDFBitmap_BGR, band.ctypes.data_as(ctypes.c_void_p), width * 3
    )
    if not bitmap:
        raise Unreadable("The page cannot be drawn.")
    try:
        place = (bitmap, drawn, 0, -rows.start, width, height, 0, FLAGS)
        raw.FPDF_RenderPageBitmap(*place)
        if drawn.formenv:
            raw.FPDF_FFLDraw(drawn.formenv, *place)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def share_of_pictures(drawn: PdfPage) -> float:
    """How much of the page pictures cover; they may hold text that the layer does not."""
    left, bottom, right, top = drawn.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    try:
        bounds = [each.get_bounds() for each in drawn.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=5)]
    except pypdfium2.PdfiumError:
        return 1.0
    covered = sum(abs((box[2] - box[0]) * (box[3] - box[1])) for box in bounds)
    return float(covered / area)


def text_layer(drawn: PdfPage, page: Page) -> tuple[Word, ...]:
    """The words the page itself holds, with boxes in the pixels of `page`."""
    layer = drawn.get_textpage()
    try:
        return words_of(tuple(letters(layer, drawn, page)), page)
    finally:
        layer.close()


def letters(layer: Any, drawn: PdfPage, page: Page) -> Iterator[Letter]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    here = Ruler(drawn, page)
    for index in range(layer.count_chars()):
        if is_hidden(layer, index):
            continue  # what another program read from the scan above it
        sign = chr(raw.FPDFText_GetUnicode(layer, index) or 0xFFFD)
        known = raw.FPDFText_HasUnicodeMapError(layer, index) != 1
        implied = raw.FPDFText_IsGenerated(layer, index) == 1
        placed = not implied and raw.FPDFText_GetCharBox(layer, index, left, right, bottom, top)
        box = here.box(left.value, bottom.value, right.value, top.value) if placed else None
        angle = raw.FPDFText_GetCharAngle(layer, index) if box else 0.0
        yield Letter(sign if known else "\ufffd", box, here.direction(angle))


def is_hidden(layer: Any, index: int) -> bool:
    text = raw.FPDFText_GetTextObject(layer, index)
    return bool(text) and raw.FPDFTextObj_GetTextRenderMode(text) in HIDDEN


class Ruler:
    """From the points of the page, which know nothing of /Rotate and /CropBox, to pixels as displayed."""

    def __init__(self, drawn: PdfPage, page: Page) -> None:
        self.origin = self.pixel(drawn, page, 0, 0)
        self.across = self.step(drawn, page, 1000, 0)
        self.up = self.step(drawn, page, 0, 1000)
        self.rotated: int = drawn.get_rotation()

    def pixel(self, drawn: PdfPage, page: Page, x: float, y: float) -> tuple[float, float]:
        # A hundred times finer than pixels, because the answer is a whole number.
        right, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(drawn, 0, 0, page.width * 100, page.height * 100, 0, x, y, right, down)
        return right.value / 100, down.value / 100

    def step(self, drawn: PdfPage, page: Page, x: float, y: float) -> tuple[float, float]:
        right, down = self.pixel(drawn, page, x, y)
        return (right - self.origin[0]) / 1000, (down - self.origin[1]) / 1000

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        xs = [self.origin[0] + x * self.across[0] + y * self.up[0] for x in (left, right) for y in (bottom, top)]
        ys = [self.origin[1] + x * self.across[1] + y * self.up[1] for x in (left, right) for y in (bottom, top)]
        return min(xs), min(ys), max(xs), max(ys)

    def direction(self, angle: float) -> int:
        """pdfium's angle is in radians, clockwise as the page lies unrotated."""
        return (round(angle * 180 / math.pi / 90) * 90 + self.rotated) % 360
