import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.han import joined, tidy
from ingest.ocr.lines import lean, visual_lines
from ingest.ocr.recognise_lines import BATCH_WIDTH, batches
from ingest.recognise import text_of
from ingest.scan import Box, Word


def a_word(text: str, x: int, y: int, w: int = 200, h: int = 30, direction: int = 0) -> Word:
    return Word(text, Box(x, y, w, h), 0.9, direction)


def in_lines(words: list[Word]) -> list[str]:
    return ["|".join(word.text for word in line) for line in visual_lines(words)]


def test_words_side_by_side_are_one_line() -> None:
    assert in_lines([a_word("b", 400, 103), a_word("c", 0, 200), a_word("a", 0, 100)]) == ["a|b", "c"]


def test_a_label_beside_two_lines_joins_neither() -> None:
    assert in_lines([a_word("label", 0, 118), a_word("above", 300, 100), a_word("below", 300, 138)]) == [
        "above",
        "label",
        "below",
    ]


def test_standing_text_is_a_line_of_its_own() -> None:
    assert in_lines([a_word("a", 0, 100), a_word("up", 250, 20, 30, 190, 270), a_word("b", 400, 100)]) == ["a|b", "up"]


def test_no_words_make_no_lines() -> None:
    assert visual_lines([]) == []


@pytest.mark.parametrize("degrees", [-5.0, -2.5, 0.0, 1.0, 3.0, 5.0])
def test_the_lean_of_a_page_is_found(degrees: float) -> None:
    slope = math.tan(math.radians(degrees))
    words = [
        a_word(f"{row}{column}", 300 * column, round(100 + 60 * row + slope * (300 * column + 100)))
        for row in range(8)
        for column in range(4)
    ]
    assert abs(lean(words) - degrees) <= 0.5
    assert in_lines(words) == ["|".join(f"{row}{column}" for column in range(4)) for row in range(8)]


@given(st.lists(st.builds(a_word, st.text("ab"), *[st.integers(0, 5000)] * 2, *[st.integers(1, 900)] * 2)))
def test_every_word_is_in_one_line(words: list[Word]) -> None:
    found = [word for line in visual_lines(words) for word in line]
    assert sorted(found, key=id) == sorted(words, key=id)


@given(st.lists(st.integers(1, 4000)))
def test_every_strip_is_in_one_batch(widths: list[int]) -> None:
    found = list(batches(widths))
    assert sorted(i for batch in found for i in batch) == list(range(len(widths)))
    assert all(len(batch) == 1 or len(batch) * max(widths[i] for i in batch) <= BATCH_WIDTH for batch in found)


@pytest.mark.parametrize(
    ("read", "tidied"),
    [
        ("建 设 单 位", "建设单位"),
        ("建设单位 （个人）", "建设单位（个人）"),
        ("Permit  No. 12", "Permit No. 12"),
        ("厚 200 mm", "厚 200 mm"),
        (" ", ""),
    ],
)
def test_han_characters_are_not_parted_by_blanks(read: str, tidied: str) -> None:
    assert tidy(read) == tidied


def test_words_that_touch_are_joined_and_words_apart_keep_a_blank() -> None:
    assert joined("建设", "单位", apart=False) == "建设单位"
    assert joined("建设单位", "教育局", apart=True) == "建设单位 教育局"
    assert joined("Permit", "No.", apart=False) == "Permit No."


def test_the_text_of_a_line_follows_its_gaps() -> None:
    assert text_of([a_word("建设", 0, 0, 60), a_word("单位", 64, 0, 60), a_word("教育局", 300, 0)]) == "建设单位 教育局"
