"""The analyzer: what is the same, what is not, and that phrases over its terms are exact."""

import sys

from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.words import EDGE, FOLD, SIGN, fold, is_word, number_key, plain, runs, signs, spaced_pages, terms
from tests.search.shelves import WORDS

pieces = st.lists(st.sampled_from([*WORDS, " ", "\n", "\n\n", "，", "-"]), max_size=12).map("".join)
texts = st.one_of(pieces, st.text(max_size=40))


def stands_in(phrase: str, text: str) -> bool:
    """A plain substring scan over the normal form, as the docstring of `search.words` defines it."""
    found = runs(phrase)
    needle = plain(phrase).strip(EDGE)
    needle = f"{EDGE if is_word(found[0]) else ''}{needle}{EDGE if is_word(found[-1]) else ''}"
    return needle in plain(text)


def is_run_of(part: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


@settings(deadline=None)
@given(texts, texts)
@example("A座", "A座楼")
@example("第3", "见第3层")
@example("框架，结构", "框架好，结构")
@example("a b", "a、座 b")
def test_terms_follow_each_other_exactly_where_the_phrase_stands_in_the_text(phrase: str, text: str) -> None:
    if terms(phrase):
        assert is_run_of(terms(phrase), terms(text)) == stands_in(phrase, text)


@settings(deadline=None)
@given(pieces, st.integers(0, 40), st.integers(2, 12))
def test_whatever_is_cut_from_a_text_at_its_words_is_found_in_it(text: str, start: int, length: int) -> None:
    whole = runs(text)
    cut = " ，".join(whole[start : start + length])
    if terms(cut):
        assert is_run_of(terms(cut), terms("，".join(whole)))


@settings(deadline=None)
@given(st.lists(pieces, max_size=4), pieces)
def test_no_phrase_runs_from_one_page_to_the_next(pages: list[str], phrase: str) -> None:
    if wanted := terms(phrase):
        assert is_run_of(wanted, spaced_pages(pages).split()) == any(is_run_of(wanted, terms(page)) for page in pages)


def test_folding_a_folded_sign_changes_nothing_for_any_sign_of_unicode() -> None:
    wrong = [code for code in range(0, sys.maxunicode + 1, 7) if FOLD[code].translate(FOLD) != FOLD[code]]
    assert wrong == []


def test_every_folded_sign_is_han_or_part_of_a_word_or_a_blank_or_an_edge() -> None:
    for code in range(0, sys.maxunicode + 1, 11):
        assert all(sign in " |" or SIGN.match(sign) or sign.isalnum() for sign in FOLD[code]), hex(code)


def test_the_same_thing_written_differently_is_the_same() -> None:
    for one, other in (
        ("裡面", "里面"),
        ("臺灣後檔號", "台湾后档号"),
        ("平 面　图", "平面图"),
        ("规划许\n可证", "规划许可证"),
        ("ＧＢ５００１０", "gb50010"),
        ("㎡", "m2"),
        ("二○一四", "二〇一四"),
        ("Café", "cafe\u0301"),
        ("A座", "A 座"),
        ("建施—03", "建施-03"),
        ("soft\u00adhyphen", "softhyphen"),
    ):
        assert plain(one) == plain(other), (one, other)


def test_what_only_looks_alike_is_not_the_same() -> None:
    for one, other in (("框架，结构", "框架结构"), ("图名\n\n平面", "图名平面"), ("DN100", "DN 100"), ("かな", "がな")):
        assert plain(one) != plain(other), (one, other)


def test_terms_are_words_pairs_of_han_signs_and_edges() -> None:
    assert terms("A座，2层平面 DN100") == ["a", "|座", "座|", "2", "|层", "层平", "平面", "面|", "dn100"]
    assert terms("桥") == []
    assert signs("桥、樑 A") == {"桥", "梁"}


def test_a_word_without_end_is_known_by_its_beginning() -> None:
    assert terms("x" * 100_000) == ["x" * 64]


def test_half_a_surrogate_pair_and_nul_and_control_signs_do_no_harm() -> None:
    assert fold("\ud800平\x00面\x07") == "|平 面|"


def test_a_number_is_the_same_however_it_is_written() -> None:
    for key, *written in (
        ("建施03", "建施-03", "建施—03", "建施－０３", "建 施 03", "建施03"),
        ("s12a", "S-12A", "s12a", "S–12 A"),
        ("2018施朝建字0072号", "[2018]施[朝]建字0072号", "〔2018〕施〔朝〕建字0072號"),
        ("c04-1998-0113", "C04-1998-0113", "Ｃ04—1998—0113"),
        ("建字第320623202000006号", "建字第 320623 2020 00006 号"),
    ):
        assert {number_key(number) for number in written} == {key}
    assert number_key("结施-1-11") != number_key("结施-11-1")
