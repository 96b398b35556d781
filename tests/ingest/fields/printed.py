"""Pages as an engine would give them: words with boxes, from text placed in millimetres."""

from pathlib import Path

from ingest.extract import extract
from ingest.fields.lettering import printed_width
from ingest.scan import Box, Page, Scan, Word

DPI = 254  # ten pixels to the millimetre
Placed = tuple[float, float, str] | tuple[float, float, str, float]


def page(*texts: Placed, number: int = 1, width: float = 210, height: float = 297, direction: int = 0) -> Page:
    """Each text with its left end, the middle of its line, and the height of its letters (4 mm unless said)."""
    words = tuple(_word(text, width, height, direction) for text in texts)
    return Page(number=number, width=round(width * 10), height=round(height * 10), dpi=DPI, words=words)


def _word(placed: Placed, width: float, height: float, direction: int) -> Word:
    x, y, text = placed[:3]
    size = placed[3] if len(placed) == 4 else 4.0
    long = printed_width(text) * size
    left, top = x, y - size / 2
    if direction == 270:  # reads upwards: what is right on the text's own sheet is up on the page
        box = (top, height - left - long, size, long)
    elif direction == 90:
        box = (width - top - size, left, size, long)
    else:
        box = (left, top, long, size)
    return Word(text, Box(*(round(10 * side) for side in box)), 0.99, direction)


def read(*pages: Page) -> Scan:
    return extract(Scan(path=Path("sheet.png"), name="sheet.png", pages=pages))


def values(scan: Scan) -> dict[str, str]:
    return {name: field.value for name, field in scan.fields.items()}
