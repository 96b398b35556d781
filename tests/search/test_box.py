"""The search box: every string gives a query or a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.box import read_box
from search.problems import BadQuery
from search.query import And, Exact, Node, Not, Or, Phrase, Prefix


def number(text: str) -> Or:
    return Or((Exact(text), Prefix(text), Phrase(text)))


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("", None),
        (" 　\n\t\x00", None),
        ("翠湖花园平面图", Phrase("翠湖花园平面图")),
        ("翠湖花园　平面图", And((Phrase("翠湖花园"), Phrase("平面图")))),
        ('"fire door" lobby', And((Phrase("fire door"), Phrase("lobby")))),
        ("“防火门，甲级”", Phrase("防火门，甲级")),
        ("「防火门」『大样』", And((Phrase("防火门"), Phrase("大样")))),
        ('"not closed', Phrase("not closed")),
        ("翠湖 -防火门", And((Phrase("翠湖"), Not(Phrase("防火门"))))),
        ('－"fire door"', Not(Phrase("fire door"))),
        ("翠湖 OR 碧湖 平面图", And((Or((Phrase("翠湖"), Phrase("碧湖"))), Phrase("平面图")))),
        ("甲级 或 乙级 OR 丙级", Or((Phrase("甲级"), Phrase("乙级"), Phrase("丙级")))),
        ("OR 翠湖 OR", Phrase("翠湖")),
        ("翠湖 — 平面图 - ，", And((Phrase("翠湖"), Phrase("平面图")))),
        ("S-12A", number("S-12A")),
        ("建施—03", number("建施—03")),
        ("C04-1998-0113", number("C04-1998-0113")),
        ("建字第 320623 2020 00006 号 翠湖", And((number("建字第 320623 2020 00006 号"), Phrase("翠湖")))),
        ("建施-*", Prefix("建施-*")),
        ("*", "no letter"),
        ("😀", "no letter"),
        ("，。！？", "no letter"),
        ("-", "no letter"),
        ('""', "no letter"),
        ("a" * 1_000_000, "too long"),
        ("甲 " * 40, "at most 32"),
    ],
)
def test_what_is_typed_means_what_the_table_says(typed: str, node: Node | str | None) -> None:
    if isinstance(node, str):
        with pytest.raises(BadQuery, match=node):
            read_box(typed)
    else:
        assert read_box(typed) == node


@settings(deadline=None)
@given(st.text(st.characters(), max_size=520) | st.text('甲a1-—"“”「」OR 或*号第\0\n', max_size=60))
def test_every_string_gives_a_query_or_a_sentence(typed: str) -> None:
    try:
        node = read_box(typed)
    except BadQuery:
        return
    assert node is not None or not typed.replace("\0", " ").strip()


def test_the_sentence_can_be_translated_before_its_places_are_filled() -> None:
    with pytest.raises(BadQuery) as caught:
        read_box("100%—%(text)s！" * 50)
    assert str(caught.value) == caught.value.template % caught.value.values
