from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.directions import Directed
from ingest.ocr.geometry import rectangle
from ingest.ocr.recognise_lines import Reading
from ingest.ocr.seals import overprinted, seal_areas, widened, without_colour
from ingest.ocr.second_look import ReadLine, merged
from ingest.scan import Box
from tests.ingest.ocr.drawn import DPI, RED, Drawn, a_permit, pixels


def a_line(text: str, confidence: float, x: float = 0, w: float = 200) -> ReadLine:
    return ReadLine(rectangle(x, 0, w, 30), Directed(Reading(text, confidence), 0))


def rgb(drawn: Drawn) -> np.ndarray:
    colour = drawn.sheet(colour=True).colour
    assert colour is not None
    return colour


def test_a_seal_is_found_with_the_print_beside_it() -> None:
    drawn = a_permit()
    drawn.stamp("合同专用章", 100, 50)
    (area,) = seal_areas(rgb(drawn), DPI)
    assert area.x <= pixels(100) - pixels(40)
    assert area.x + area.w >= pixels(132)
    assert area.y <= pixels(50) <= pixels(82) <= area.y + area.h


def test_a_red_frame_and_yellowed_paper_are_no_seals() -> None:
    drawn = a_permit()
    drawn.pen.rectangle((20, 20, pixels(176), pixels(106)), outline=RED, width=pixels(1.2))
    yellowed = (rgb(drawn) * np.array((0.96, 0.92, 0.8))).astype(np.uint8)
    assert seal_areas(yellowed, DPI) == []


def test_a_seal_that_touches_the_frame_is_found() -> None:
    drawn = a_permit()
    drawn.pen.rectangle((20, 20, pixels(176), pixels(106)), outline=RED, width=pixels(1.2))
    drawn.stamp("合同专用章", 145, 60)
    assert len(seal_areas(rgb(drawn), DPI)) == 1


def test_only_lines_with_colour_in_them_are_overprinted() -> None:
    drawn = a_permit()
    drawn.stamp("合同专用章", 100, 50)
    colour = rgb(drawn)
    assert overprinted(colour, rectangle(pixels(90), pixels(60), pixels(60), pixels(8)))
    assert not overprinted(colour, rectangle(pixels(10), pixels(28), pixels(60), pixels(8)))


def test_colour_fades_and_black_stays() -> None:
    colour = np.full((10, 30, 3), 255, np.uint8)
    colour[:, :10], colour[:, 10:20] = RED, (20, 20, 20)
    pale = without_colour(colour, Box(0, 0, 30, 10))
    assert pale[0, 0] > 200
    assert pale[0, 15] == 20


def test_the_surer_reading_stays() -> None:
    first, second = a_line("发证日期200年", 0.7), a_line("发证日期：2001年", 0.98)
    assert merged([first], [second]) == [second]
    assert merged([second], [first]) == [second]


def test_what_only_the_second_look_shows_is_added() -> None:
    first, second = a_line("建设位置", 0.99), a_line("建设路289号", 0.99, x=400)
    assert merged([first], [second]) == [first, second]


def test_a_cut_piece_does_not_take_the_place_of_the_whole_line() -> None:
    whole, piece = a_line("临江市城市建设投资集团", 0.97), a_line("城市建设投资", 0.99, x=50, w=100)
    assert merged([whole], [replace(piece, cut=True)]) == [whole]


def test_a_character_of_the_seal_is_taken_off_the_print() -> None:
    glued, clean = a_line("建筑设计研究院有限公司章", 0.998), a_line("建筑设计研究院有限公司", 0.996)
    assert merged([glued], [clean]) == [clean]


def test_characters_that_the_seal_hid_come_back() -> None:
    hidden, whole = a_line("发证机", 1.0, w=150), a_line("发证机关：", 0.994)
    assert merged([hidden], [whole]) == [whole]


def test_coloured_words_beside_the_print_are_kept_as_a_line_of_their_own() -> None:
    both, clean = a_line("2001年12月2日作废", 0.97), a_line("2001年12月2日", 0.99)
    assert [line.text for line in merged([both], [clean])] == ["2001年12月2日", "作废"]


def test_the_area_of_a_seal_holds_whole_lines() -> None:
    colour = np.zeros((500, 2000, 3), np.uint8)
    area = widened(Box(800, 100, 300, 200), [rectangle(200, 150, 700, 30), rectangle(200, 400, 700, 30)], colour)
    assert (area.x, area.x + area.w) == (184, 1100)


def test_print_and_the_seal_over_it_are_both_kept_when_both_are_sure() -> None:
    seal, text = a_line("合同专用章", 0.95), a_line("2001年12月2日", 0.99)
    assert merged([seal], [text]) == [seal, text]


@given(st.lists(st.tuples(st.text("甲乙丙", min_size=1), st.floats(0, 1), st.integers(0, 900)), max_size=8))
def test_without_a_second_look_nothing_changes(lines: list[tuple[str, float, int]]) -> None:
    first = [a_line(*line) for line in lines]
    assert merged(first, []) == first
