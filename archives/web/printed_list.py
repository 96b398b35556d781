"""A list as a PDF, with the letters embedded: certificates and reports; the page prints where there is no font."""

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "printed"
# TrueType outlines only: the PDF library cannot embed those of Noto CJK.
FACES = (("uming.ttc", 3), ("ukai.ttc", 0), ("wqy-zenhei.ttc", 0), ("wqy-microhei.ttc", 0), ("simsun.ttc", 0))
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
MARGIN = 12 * mm


@cache
def has_font() -> bool:
    """Loads the first one there is; without any, the page itself is printed."""
    for name, index in FACES:
        for path in (path for folder in FOLDERS if folder.is_dir() for path in folder.rglob(name)):
            try:
                pdfmetrics.registerFont(TTFont(FONT, str(path), subfontIndex=index))
            except TTFError:
                continue
            return True
    return False


def as_pdf(
    title: str,
    facts: Sequence[tuple[str, str]],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> bytes:
    """`rows` in the order of `headings`, `widths` in millimetres, 270 in all; long lists run over several sheets."""
    target = BytesIO()
    plain = ParagraphStyle("plain", fontName=FONT, fontSize=8, leading=10.5, wordWrap="CJK")
    large = ParagraphStyle("large", parent=plain, fontSize=15, leading=20, spaceAfter=4 * mm)
    document = SimpleDocTemplate(
        target, pagesize=landscape(A4), title=title, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN
    )
    parts = [
        Paragraph(_safe(title), large),
        _facts(facts, plain),
        Spacer(1, 5 * mm),
        _list([headings, *rows], widths, plain),
    ]
    document.build(parts, onFirstPage=_numbered, onLaterPages=_numbered)
    return target.getvalue()


def _facts(facts: Sequence[tuple[str, str]], style: ParagraphStyle) -> Table:
    cells = [[Paragraph(_safe(name), style), Paragraph(_safe(value), style)] for name, value in facts]
    return Table(cells, colWidths=(45 * mm, 225 * mm), style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _list(rows: Sequence[Sequence[str]], widths: Sequence[int], style: ParagraphStyle) -> Table:
    lines = [("GRID", (0, 0), (-1, -1), 0.4, "#777777"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    cells = list(_cells(rows, style))
    return Table(cells, colWidths=[width * mm for width in widths], repeatRows=1, style=lines)


def _cells(rows: Sequence[Sequence[str]], style: ParagraphStyle) -> Iterator[list[Paragraph]]:
    for row in rows:
        yield [Paragraph(_safe(cell), style) for cell in row]


def _safe(text: str) -> str:
    """A title is not markup of the PDF library's."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _numbered(canvas: Any, _document: Any) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawRightString(landscape(A4)[0] - MARGIN, 7 * mm, str(canvas.getPageNumber()))
