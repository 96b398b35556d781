import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.standing import HIGHEST, laid_out, standing_lines, stood_up
from ingest.scan import Box, Word
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import DPI, a_permit

SHEET = Sheet(np.full((2000, 2000), 255, np.uint8), DPI)


def standing() -> tuple[Sheet, Box]:
    drawn = a_permit()
    drawn.write("临江市档案馆", 6, 40, direction=270)
    return drawn.sheet(), drawn.boxes["临江市档案馆"]


def holds(line: Box, written: Box) -> bool:
    across = line.x <= written.x <= written.x + written.w <= line.x + line.w
    return across and line.y <= written.y <= written.y + written.h <= line.y + line.h


def test_a_standing_line_is_found_whole_among_few_others() -> None:
    sheet, written = standing()
    lines = standing_lines(sheet, known=[])
    assert [holds(line, written) for line in lines].count(True) == 1
    assert len(lines) < 8


def test_what_is_known_is_not_looked_for_again() -> None:
    sheet, written = standing()
    line = next(line for line in standing_lines(sheet, known=[]) if holds(line, written))
    assert line not in standing_lines(sheet, known=[Word("临江市档案馆", line, 0.9, 270)])


@given(st.lists(st.tuples(st.integers(8, 90), st.integers(10, 900)), max_size=300))
def test_every_line_is_laid_out_both_ways_on_pictures_that_are_not_too_high(sizes: list[tuple[int, int]]) -> None:
    lines = [Box(i, i, w, h) for i, (w, h) in enumerate(sizes)]
    pictures = list(laid_out(SHEET, lines))
    assert all(picture.pixels.shape[0] <= HIGHEST + 200 for picture in pictures)
    rows = [(line, direction) for picture in pictures for line, direction, _ in picture.rows]
    assert rows == [(line, direction) for line in lines for direction in (270, 90)]


def test_the_better_of_both_ways_is_set_back_where_it_stood() -> None:
    (picture,) = laid_out(SHEET, [Box(50, 60, 30, 200)])
    (_, _, up), (_, _, down) = picture.rows
    words = [Word("3600", Box(up.x + 5, up.y + 4, 80, 20), 0.9), Word("0098", Box(down.x + 5, down.y + 4, 80, 20), 0.7)]
    assert stood_up(picture, words, 0.5) == [Word("3600", Box(50, 60, 30, 200), 0.9, 270)]
    assert stood_up(picture, words, 0.95) == []
