"""A sheet on paper: at its size, whole or in part, from pieces that together are the part."""

import re
from pathlib import Path

import pytest

from archives.catalogue.measuring import measure_of
from archives.catalogue.model import FieldValue, Page
from archives.errors import InvalidInput
from archives.people import Level
from archives.viewing.printing import MOST_PIXELS, Printed
from tests.archives.viewing.a_sheet import Shelf, a_drawing, shelf
from tests.visiting import Visitor

__all__ = ["shelf"]


def a_page(width: int, height: int, dpi: int = 300) -> Page:
    return Page(number=1, width=width, height=height, dpi=dpi)


def test_an_a0_sheet_is_printed_at_its_size_in_pieces_that_cover_it_once() -> None:
    printed = Printed.of(a_page(14043, 9933), "")
    assert (printed.width_mm, printed.height_mm) == (1189.0, 841.0)
    assert printed.dpi == 150
    assert sum(piece.box.w * piece.box.h for piece in printed.pieces) == 14043 * 9933
    shown = (tuple(map(int, piece.size.split(","))) for piece in printed.pieces)
    assert sum(width * height for width, height in shown) <= MOST_PIXELS


def test_a_part_is_printed_at_its_own_size() -> None:
    printed = Printed.of(a_page(14043, 9933), "1000,1000,3000,1500")
    assert (printed.width_mm, printed.height_mm, printed.dpi) == (254.0, 127.0, 300)


@pytest.mark.parametrize("wanted", ["a", "1,2,3", "0,0,0,5", "99999,0,5,5", "0,0,-5,5"])
def test_what_is_no_part_is_refused(wanted: str) -> None:
    with pytest.raises(InvalidInput):
        Printed.of(a_page(1000, 1000), wanted)


def test_the_page_lays_the_pieces_together_and_asks_for_paper_of_the_size(
    client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    record = shelf.cut(a_drawing(tmp_path / "sheet.tif"), level=Level.OPEN)
    page = client.get(f"/records/{record.id}/pages/1/print?xywh=100,200,400,300").text
    assert 'width="101.6mm" height="76.2mm" viewBox="100 200 400 300"' in page
    (piece,) = re.findall(r'<image href="([^"]+)"', page)
    assert client.get(piece).status_code == 200
    (paper,) = re.findall(r'href="([^"]+paper.css[^"]+)"', page)
    assert client.get(paper).text == "@page { size: 101.6mm 76.2mm; margin: 0 }\n"
    assert client.get(f"/records/{record.id}/pages/1/print?xywh=5000,0,5,5").status_code == 400


@pytest.mark.parametrize(
    ("said", "scale"),
    [("1:100", 100), ("1：50", 50), ("1:100 1:50", 0), ("1:100 (1:100)", 100), ("见图", 0), (None, 0)],
)
def test_lengths_are_measured_by_the_one_scale_a_sheet_names(said: str | None, scale: int) -> None:
    found = measure_of(a_page(100, 100), FieldValue(value=said) if said else None)
    assert found is not None
    assert found.scale == scale
    assert found.mm_per_pixel == pytest.approx(25.4 / 300)
    assert measure_of(a_page(100, 100, 0), None) is None
