"""A line that begins too late, behind the thin round signs of a year, is read once more with what stands before it."""

import pytest

from ingest.ocr.directions import ACROSS, Directed
from ingest.ocr.geometry import rectangle
from ingest.ocr.han_years import completed
from ingest.ocr.recognise_lines import Reading, Recogniser
from ingest.ocr.second_look import ReadLine
from tests.ingest.ocr.drawn import Drawn, pixels

DATE = "二〇〇三年四月十六日"


def reread(printed: str, missed: int, text: str) -> ReadLine:
    """The line as it comes back when so many signs at its beginning were overlooked and this was read."""
    drawn = Drawn()
    drawn.write(printed, 60, 50)
    x, y, w, h = drawn.boxes[printed]
    before = w * missed // len(printed)
    line = ReadLine(rectangle(x + before, y - 2, w - before, h + 4), Directed(Reading(text, 0.99, 0.98), ACROSS))
    return completed([line], drawn.sheet().gray, Recogniser())[0]


@pytest.mark.parametrize("missed", [1, 3])
def test_figures_before_the_line_are_found(missed: int) -> None:
    line = reread(DATE, missed, DATE[missed:])
    assert line.text == DATE
    assert line.otherwise == DATE[missed:]
    assert line.quad[0, 0] < pixels(61)


def test_a_figure_that_was_skipped_within_the_line_is_found() -> None:
    assert reread(DATE, 0, "二〇三年四月十六日").text == DATE


def test_a_year_of_an_era_stays_as_it_was_read() -> None:
    assert reread("民国三年四月", 0, "民国三年四月").text == "民国三年四月"


def test_a_whole_year_is_not_read_again() -> None:
    assert reread(DATE, 0, DATE).otherwise == ""
