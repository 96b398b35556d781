"""The search box: every string gives a query or a sentence."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.box import read_box, understand
from search.loosening import doubted, loosened
from search.problems import BadQuery
from search.query import And, Exact, Fuzzy, Node, Not, OcrTolerant, Or, Phrase, Prefix, Range


def number(text: str) -> Or:
    return Or((Exact(text), Prefix(text), Phrase(text)))


def dated(text: str, since: date, until: date) -> Or:
    return Or((*number(text).parts, Range(since, until)))


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
        ("2014", dated("2014", date(2014, 1, 1), date(2014, 12, 31))),
        ("2014年5月", dated("2014年5月", date(2014, 5, 1), date(2014, 5, 31))),
        ("2014-05-20", dated("2014-05-20", date(2014, 5, 20), date(2014, 5, 20))),
        ("20140520", dated("20140520", date(2014, 5, 20), date(2014, 5, 20))),
        ("2010-2014", dated("2010-2014", date(2010, 1, 1), date(2014, 12, 31))),
        ("-2014年", Not(dated("2014年", date(2014, 1, 1), date(2014, 12, 31)))),
        ("2014-02-30", number("2014-02-30")),
        ("1234", number("1234")),
        ("“2014”", Phrase("2014")),
        ("桥", Phrase("桥", ("title", "described"))),
        ("A", Phrase("A", ("title", "described"))),
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


def test_another_name_is_looked_for_too_but_not_when_quoted_or_asked_literally() -> None:
    def names(text: str) -> list[str]:
        return [text.replace("南后街", "杨桥巷")] if "南后街" in text else []

    understood = understand("南后街12号 桥梁", names)
    assert understood.node == And((Or((*number("南后街12号").parts, Phrase("杨桥巷12号"))), Phrase("桥梁")))
    assert understood.names == (("南后街12号", "杨桥巷12号"),)
    for typed, literally in (("“南后街”", False), ("南后街", True)):
        assert understand(typed, names, literally=literally).node == Phrase("南后街")


def test_with_doubt_long_words_may_be_misread_and_numbers_one_sign_wrong() -> None:
    node = read_box("施工许可证 平面 建施-03 -防火门")
    assert node is not None
    loose = loosened(node)
    assert loose == And(
        (
            OcrTolerant("施工许可证"),
            Phrase("平面"),
            Or((Fuzzy("建施-03"), Phrase("建施-03"))),
            Not(Phrase("防火门")),
        )
    )
    assert list(doubted(loose)) == [OcrTolerant("施工许可证"), Fuzzy("建施-03")]
    assert loosened(Phrase("平面")) is None
