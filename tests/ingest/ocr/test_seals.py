from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.colour import colourful, without_colour
from ingest.ocr.directions import Directed
from ingest.ocr.geometry import Quad, rectangle
from ingest.ocr.recognise_lines import Reading
from ingest.ocr.seals import overprinted, seal_areas, widened
from ingest.ocr.second_look import ReadLine, merged
from ingest.ocr.signs import Sign
from ingest.scan import Box
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import DPI, RED, Drawn, a_permit, pixels

CHARACTER = 20
INKS = {
    "red": RED,
    "dark red": (150, 18, 28),
    "blue": (30, 60, 170),
    "purple": (110, 35, 140),
    "faded": (225, 140, 135),
}


def a_line(text: str, confidence: float, x: float = 0, w: float | None = None) -> ReadLine:
    """A line with one sign every 20 pixels."""
    quad = rectangle(x, 0, len(text) * CHARACTER if w is None else w, 30)
    return ReadLine(quad, Directed(Reading(text, confidence, confidence), 0))


@dataclass(frozen=True)
class OnWhite:
    """What lies beneath: every sign as sure as its line, print where the second look has a line, colour everywhere."""

    second: tuple[ReadLine, ...] = ()
    coloured: bool = True

    def signs(self, line: ReadLine) -> list[Sign]:
        count = len(line.text)
        return [Sign(sign, line.confidence, (i + 0.5) / count) for i, sign in enumerate(line.text)]

    signs_without_colour = signs

    def is_coloured(self, _: Quad) -> bool:
        return self.coloured

    def is_coloured_print(self, _: Quad) -> bool:
        return False

    def is_print(self, quad: Quad) -> bool:
        x = float(quad[:, 0].mean())
        return any(line.quad[:, 0].min() <= x <= line.quad[:, 0].max() for line in self.second)


def after(first: list[ReadLine], second: list[ReadLine], coloured: bool = True) -> list[tuple[str, str]]:
    lines = merged(first, second, OnWhite(tuple(second), coloured))
    return [(line.text, line.otherwise) for line in lines]


def coloured_sheet(drawn: Drawn) -> Sheet:
    return drawn.sheet(colour=True)


def test_a_seal_is_found_with_the_print_beside_it() -> None:
    drawn = a_permit()
    drawn.stamp("合同专用章", 100, 50)
    (area,) = seal_areas(coloured_sheet(drawn))
    assert area.x <= pixels(100) - pixels(40)
    assert area.x + area.w >= pixels(132)
    assert area.y <= pixels(50) <= pixels(82) <= area.y + area.h


def test_a_red_frame_and_yellowed_paper_are_no_seals() -> None:
    drawn = a_permit()
    drawn.pen.rectangle((20, 20, pixels(176), pixels(106)), outline=RED, width=pixels(1.2))
    sheet = coloured_sheet(drawn)
    yellowed = (sheet.colour * np.array((0.96, 0.92, 0.8))).astype(np.uint8)
    assert seal_areas(Sheet(sheet.gray, DPI, yellowed)) == []


def test_a_seal_that_touches_the_frame_is_found() -> None:
    drawn = a_permit()
    drawn.pen.rectangle((20, 20, pixels(176), pixels(106)), outline=RED, width=pixels(1.2))
    drawn.stamp("合同专用章", 145, 60)
    assert len(seal_areas(coloured_sheet(drawn))) == 1


def test_a_gray_sheet_has_no_areas_to_look_at_again() -> None:
    assert seal_areas(a_permit().sheet()) == []


def test_only_lines_with_colour_in_them_are_overprinted() -> None:
    drawn = a_permit()
    drawn.stamp("合同专用章", 100, 50)
    inked = colourful(np.asarray(drawn.image))
    assert overprinted(inked, rectangle(pixels(90), pixels(60), pixels(60), pixels(8)))
    assert not overprinted(inked, rectangle(pixels(10), pixels(28), pixels(60), pixels(8)))


@pytest.mark.parametrize("ink", INKS.values(), ids=INKS)
def test_an_ink_fades_and_the_print_beneath_it_stays(ink: tuple[int, int, int]) -> None:
    paper = np.full((60, 90, 3), 255, np.float32)
    paper[:, 40:50] = 30
    paper[20:40, 10:70] *= np.array(ink) / 255
    pale = without_colour(paper.astype(np.uint8))
    assert pale[30, 20] > 230
    assert pale[30, 45] < 60
    assert pale[5, 45] < 60


def test_of_two_readings_the_surer_stays_and_the_other_is_noted() -> None:
    first, second = a_line("发证日期200年", 0.7), a_line("发证日期：2001年", 0.98)
    assert after([first], [second]) == [("发证日期：2001年", "发证日期200年")]


def test_half_width_and_full_width_signs_are_the_same_reading() -> None:
    first, second = a_line("编号:2001", 0.99), a_line("编号：2001", 0.98)
    assert after([first], [second]) == [("编号:2001", "")]


def test_each_half_of_a_line_is_taken_from_the_reading_that_shows_it() -> None:
    first, second = a_line("临江市规划局二OO一年", 0.95, w=200), a_line("临江市规划局二〇〇一年", 0.99, w=200)
    ((text, otherwise),) = after([first], [second])
    assert (text, otherwise) == ("临江市规划局二〇〇一年", "临江市规划局二OO一年")


def test_where_there_is_no_colour_the_surer_reading_of_a_sign_stays() -> None:
    first, second = a_line("建字第2001号", 0.99), a_line("建字第200l号", 0.9)
    assert after([first], [second], coloured=False) == [("建字第2001号", "建字第200l号")]
    assert after([first], [second], coloured=True) == [("建字第200l号", "建字第2001号")]


def test_what_only_the_second_look_shows_is_added() -> None:
    first, second = a_line("建设位置", 0.99), a_line("建设路289号", 0.99, x=400)
    assert merged([first], [second], OnWhite((second,))) == [first, second]


def test_a_cut_piece_does_not_take_the_place_of_the_whole_line() -> None:
    whole, piece = a_line("临江市城市建设投资集团", 0.97), a_line("城市建设投资", 0.99, x=50, w=100)
    assert merged([whole], [replace(piece, cut=True)], OnWhite((piece,))) == [whole]


def test_a_character_of_the_seal_is_taken_off_the_print() -> None:
    glued, clean = a_line("建筑设计研究院有限公司章", 0.998), a_line("建筑设计研究院有限公司", 0.996)
    assert after([glued], [clean]) == [("建筑设计研究院有限公司", "建筑设计研究院有限公司章")]


def test_characters_that_the_seal_hid_come_back() -> None:
    hidden, whole = a_line("发证机", 1.0), a_line("发证机关：", 0.994)
    assert after([hidden], [whole]) == [("发证机关：", "发证机")]


def test_coloured_words_beside_the_print_are_kept_as_a_line_of_their_own() -> None:
    both, clean = a_line("2001年12月2日作废", 0.97), a_line("2001年12月2日", 0.99)
    assert [text for text, _ in after([both], [clean])] == ["2001年12月2日", "作废"]


def test_pieces_between_which_a_seal_lay_become_one_line() -> None:
    pieces = [a_line("临江市滨江", 0.99), a_line("中心二期", 0.99, x=140)]
    whole = a_line("临江市滨江商务中心二期", 0.99)
    assert after(pieces, [whole]) == [("临江市滨江商务中心二期", "临江市滨江 中心二期")]


def test_the_area_of_a_seal_holds_whole_lines() -> None:
    lines = [rectangle(200, 150, 700, 30), rectangle(200, 400, 700, 30)]
    area = widened(Box(800, 100, 300, 200), lines, 2000, 500)
    assert (area.x, area.x + area.w) == (184, 1100)


def test_print_and_the_seal_over_it_are_both_kept_when_both_are_sure() -> None:
    seal, text = a_line("合同专用章", 0.95), a_line("2001年12月2日", 0.99)
    assert [text for text, _ in after([seal], [text])] == ["合同专用章", "2001年12月2日"]


@given(st.lists(st.tuples(st.text("甲乙丙", min_size=1), st.floats(0, 1), st.integers(0, 900)), max_size=8))
def test_without_a_second_look_nothing_changes(lines: list[tuple[str, float, int]]) -> None:
    first = [a_line(*line) for line in lines]
    assert merged(first, [], OnWhite()) == first


@given(st.text("甲乙丙丁12", min_size=1, max_size=9), st.floats(0.5, 1), st.floats(0.5, 1))
def test_two_equal_readings_are_one_line_with_nothing_to_note(text: str, one: float, other: float) -> None:
    assert after([a_line(text, one)], [a_line(text, other)]) == [(text, "")]
