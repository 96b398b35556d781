"""Snippets and marks in the original text."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from search.box import read_box
from search.problems import BadQuery
from search.query import AllTerms, And, Exact, Node, Not, OcrTolerant, Or, Phrase, Prefix
from search.snippets import LONGEST, SIGN_OF_WORD, best_page, marks, snippet
from search.words import HAN, fold, plain, runs, terms
from tests.search.shelves import a_page
from tests.search.test_words import pieces, stands_in


def marked(text: str, node: Node) -> list[str]:
    return [text[start:end] for start, end in marks(text, node)]


@settings(deadline=None)
@given(pieces, pieces)
def test_a_phrase_is_marked_exactly_where_the_text_has_it(phrase: str, text: str) -> None:
    if terms(phrase):
        assert bool(marks(text, Phrase(phrase))) == stands_in(phrase, text)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=6))
def test_marks_are_in_order_within_the_text_and_do_not_overlap(text: str, phrase: str) -> None:
    if runs(phrase):
        ends = [place for mark in marks(text, Phrase(phrase)) for place in mark]
        assert ends == sorted(ends)
        assert all(0 <= place <= len(text) for place in ends)


def test_the_original_signs_are_marked_with_the_blanks_between_them() -> None:
    assert marked("见裡 面及里面", Phrase("里面")) == ["裡 面", "里面"]
    assert marked("用地面积 35㎡（净）", Phrase("m2")) == []
    assert marked("共 ㎡ 计", Phrase("m2")) == ["㎡"]
    assert marked("½层 Café 防火門", And((Phrase("cafe"), Phrase("防火门")))) == ["Café", "防火門"]
    assert marked("A 座\n3层", Phrase("A座3层")) == ["A 座\n3层"]


def test_words_are_marked_whole_or_not_at_all() -> None:
    assert marked("floor floors Floor", Phrase("floor")) == ["floor", "Floor"]


def test_every_kind_of_leaf_is_marked_but_not_what_is_excluded() -> None:
    assert marked("图号 建 施—03。", Exact("建施-03")) == ["建 施—03"]
    assert marked("建施-031", Exact("建施-03")) == []
    assert marked("建施-031", Prefix("建施-03")) == ["建施-03"]
    assert marked("施工许司证", OcrTolerant("施工许可证")) == ["施工许司证"]
    assert marked("平面及立面", AllTerms("立面 平面")) == ["平面", "立面"]
    assert marked("甲 乙级", Or((Phrase("甲"), Not(Phrase("乙级"))))) == ["甲"]


def test_a_snippet_is_a_short_piece_of_the_original_with_marks_that_fit() -> None:
    text = "前言。" * 100 + "本工程防火門采用甲级。" + "附注。" * 100
    piece = snippet(text, Phrase("防火门"))
    assert piece is not None
    assert piece.text == text[piece.start : piece.start + len(piece.text)]
    assert len(piece.text) <= LONGEST
    assert piece.cut_before
    assert piece.cut_after
    assert [piece.text[start:end] for start, end in piece.marks] == ["防火門"]


def test_the_piece_where_most_stands_together_is_chosen() -> None:
    text = "甲级" + "，" * 300 + "甲级防火门" + "，" * 300 + "防火门"
    piece = snippet(text, And((Phrase("甲级"), Phrase("防火门"))))
    assert piece is not None
    assert "甲级防火门" in piece.text


def test_nothing_found_is_no_snippet() -> None:
    assert snippet("平面图", Phrase("立面图")) is None
    assert snippet("", Phrase("立面图")) is None


def test_the_page_with_most_of_the_different_words_is_best() -> None:
    node = And((Phrase("甲级"), Phrase("防火门")))
    assert best_page(["甲级甲级甲级", "甲级防火門", "防火门"], node) == 1
    assert best_page(["别的", "防火门"], node) == 1
    assert best_page(["别的"], node) is None
    assert best_page([], node) is None


@settings(deadline=None)
@given(st.text(min_size=1, max_size=40), st.integers(0, 50))
def test_whatever_the_box_gives_can_be_shown(typed: str, seed: int) -> None:
    try:
        node = read_box(typed)
    except BadQuery:
        return
    if node is not None:
        page = a_page(random.Random(seed)) + typed
        piece = snippet(page, node)
        assert piece is None or all(plain(piece.text[start:end]) != "||" for start, end in piece.marks)


@given(st.text(max_size=30))
def test_a_sign_of_a_word_is_what_is_neither_han_nor_blank_nor_edge(text: str) -> None:
    for sign in fold(text):
        assert bool(re.match(SIGN_OF_WORD, sign)) == bool(re.match(f"[^{HAN} |]", sign)), hex(ord(sign))
