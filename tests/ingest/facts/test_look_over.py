"""Sheets drawn for the purpose: what they are, and what is wrong with how they were scanned."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ingest.facts.look_over import look_over
from ingest.facts.page_numbers import Corner, stamped_number
from ingest.facts.scan_quality import ASKEW, CUT, FAINT, NO_COLOUR, TOO_COARSE
from ingest.scan import Box, Page, SheetFacts, Word
from ingest.sheet import Sheet

DPI = 200
WIDTH, HEIGHT = 1654, 2339  # A4


def a_page(ink: int = 20, paper: int = 245, lines: int = 20, left: int = 200) -> Image.Image:
    page = Image.new("L", (WIDTH, HEIGHT), paper)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(30)
    for line in range(lines):
        draw.text((left, 250 + 80 * line), "MINUTES OF THE SITE MEETING HELD ON THE", font=font, fill=ink)
    return page


def words_of(lines: int = 20) -> list[Word]:
    return [
        Word("MINUTES OF THE SITE MEETING HELD ON THE", Box(200, 250 + 80 * line, 800, 30), 0.99)
        for line in range(lines)
    ]


def facts_of(page: Image.Image, words: list[Word] | None = None, *, colour: bool = True, dpi: int = DPI) -> SheetFacts:
    gray = np.array(page.convert("L"))
    sheet = Sheet(gray, dpi, np.array(page.convert("RGB")) if colour else None)
    return look_over(sheet, Page(number=1, width=gray.shape[1], height=gray.shape[0], dpi=dpi), words or [])


def test_a_good_scan_has_its_paper_and_no_fault() -> None:
    facts = facts_of(a_page(), words_of())
    assert (facts.paper, facts.width_mm, facts.height_mm, facts.colours, facts.blank) == (
        "A4",
        210,
        297,
        "colour",
        False,
    )
    assert facts.contrast > 0.8
    assert facts.faults == ()


def test_an_empty_page_is_blank_with_holes_and_shadows_too() -> None:
    page = Image.new("L", (WIDTH, HEIGHT), 240)
    draw = ImageDraw.Draw(page)
    for y in (800, 1500):
        draw.ellipse((40, y, 90, y + 50), fill=10)
    draw.rectangle((0, 0, 25, HEIGHT), fill=60)
    assert facts_of(page).blank


def test_what_shines_through_is_blank_and_pale_pencil_is_not() -> None:
    through = a_page(ink=205).transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2))
    assert facts_of(through).blank
    assert not facts_of(a_page(ink=150, lines=3)).blank


def test_faint_print_is_told() -> None:
    facts = facts_of(a_page(ink=200), words_of())
    assert FAINT in dict(facts.faults)


@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_a_sheet_askew_is_told_with_its_lean(degrees: float) -> None:
    facts = facts_of(a_page().rotate(-degrees, fillcolor=245), words_of())
    assert facts.skew == pytest.approx(degrees, abs=0.15)
    assert dict(facts.faults)[ASKEW] == {"degrees": pytest.approx(abs(degrees), abs=0.15)}


def test_print_that_runs_into_an_edge_is_told_with_its_side() -> None:
    facts = facts_of(a_page(left=-14), words_of())
    assert facts.cut_edges == ("left",)
    assert CUT["left"] in dict(facts.faults)


def test_a_shadow_along_the_edge_cuts_nothing_off() -> None:
    page = a_page()
    ImageDraw.Draw(page).rectangle((0, 0, 30, HEIGHT), fill=30)
    assert facts_of(page, words_of()).cut_edges == ()


def test_a_coarse_scan_is_told() -> None:
    facts = facts_of(a_page(), words_of(), dpi=150)
    assert dict(facts.faults)[TOO_COARSE] == {"dpi": 150, "least": 200}


def test_a_seal_without_colour_is_told_by_the_place_for_it() -> None:
    words = [*words_of(), Word("建设单位（盖章）", Box(900, 2000, 300, 40), 0.98)]
    assert NO_COLOUR in dict(facts_of(a_page(), words, colour=False).faults)
    assert NO_COLOUR not in dict(facts_of(a_page(), words).faults)
    assert NO_COLOUR not in dict(facts_of(a_page(), words_of(), colour=False).faults)


def test_bilevel_and_gray_scans_are_told_apart() -> None:
    assert facts_of(a_page().convert("1"), colour=False).colours == "bilevel"
    assert facts_of(a_page().filter(ImageFilter.GaussianBlur(1)), colour=False).colours == "gray"


@pytest.mark.parametrize(
    ("text", "box", "expected"),
    [
        ("0127", Box(1500, 2230, 80, 36), ("0127", Corner.LOWER_RIGHT)),
        ("- 12 -", Box(790, 2240, 80, 30), ("12", Corner.LOWER_MIDDLE)),
        ("第3页", Box(80, 2240, 90, 30), ("3", Corner.LOWER_LEFT)),
        ("第 3 页 共 12 页", Box(1380, 60, 200, 30), ("3", Corner.UPPER_RIGHT)),
        ("3/12", Box(1500, 60, 80, 30), ("3", Corner.UPPER_RIGHT)),
        ("12", Box(800, 1200, 60, 30), None),
        ("建施-03", Box(1480, 2230, 120, 36), None),
        ("12000", Box(1500, 2230, 80, 36), None),
    ],
)
def test_a_number_in_its_corner_is_the_number_of_the_sheet(
    text: str, box: Box, expected: tuple[str, Corner] | None
) -> None:
    found = stamped_number([*words_of(), Word(text, box, 0.95)], WIDTH, HEIGHT, DPI)
    assert (None if found is None else (found.text, found.corner)) == expected


def test_a_number_beside_other_print_is_not_that_of_the_sheet() -> None:
    words = [Word("0127", Box(1500, 2230, 80, 36), 0.95), Word("No. of copies:", Box(1290, 2230, 190, 36), 0.95)]
    assert stamped_number(words, WIDTH, HEIGHT, DPI) is None
