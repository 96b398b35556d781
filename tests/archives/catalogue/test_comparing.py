"""What contradicts what, by the rules alone."""

import unicodedata
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.catalogue.agreement import ALIKE, STAGES, UNITS, Sort
from archives.catalogue.comparable import Amount, Number, StoreyCount, Units, Wording, building_of, unit_name
from archives.catalogue.comparing import Contradiction, Told, contradictions

OWN, OTHER = "建字第330283201400046号", "建字第330283201500051号"
PERMIT = "construction_planning_permit"
_ids = count()


def told(
    field: str, value: str, kind: str = "drawing", documents: int = 1, trust: float = 0.99, part: str = ""
) -> Told:
    return Told(f"{next(_ids):06d}", field, value, kind, part, documents, trust)


def found(*values: Told, known_as: dict[str, str] | None = None) -> list[Contradiction]:
    return contradictions(values, known_as or {})


def pairs(*values: Told) -> list[tuple[str, str]]:
    return [(each.one.best.value, each.other.best.value) for each in found(*values)]


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("construction_unit", "滨海市鸿基房地产开发有限公司", "滨海市鸿基 房地产开发有限公司（盖章）"),
        ("design_unit", "甲设计院、乙设计院", "乙设计院"),
        ("contractor", "Hengye Construction", "滨海市恒业建设集团有限公司"),
        ("location", "滨海市滨江区环湖东路128号", "滨江区环湖东路１２８号"),
        ("project_name", "翠湖花园二期", "翠湖花园二期3#住宅楼"),
        ("investment_code", "2013-330283-70-03-012867", "2013－330283－70－03－012867"),
        ("building_area", "6912.48", "6,912.5㎡"),
        ("site_area", "2公顷", "20000平方米"),
        ("height", "18.6", "18.60米"),
        ("storeys", "地上6层，地下1层", "6"),
        ("storeys", "地上十二层", "12层"),
    ],
)
def test_the_same_said_in_another_way_is_no_contradiction(field: str, one: str, other: str) -> None:
    assert found(told(field, one), told(field, other)) == []


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("construction_unit", "滨海市鸿基房地产开发有限公司", "滨海市宏基房地产开发有限公司"),
        ("location", "环湖东路128号", "环湖东路126号"),
        ("building_area", "6912.48", "7000"),
        ("site_area", "20000", "2.1公顷"),
        ("height", "18.6", "19.1"),
        ("storeys", "地上6层，地下1层", "地上6层，地下2层"),
        ("storeys", "6层", "7层"),
    ],
)
def test_what_documents_say_differently_is_shown_with_both_sides(field: str, one: str, other: str) -> None:
    (only,) = found(told(field, one, documents=3), told(field, other))
    assert (only.sort, only.field) == (Sort.DIFFERS, field)
    assert (only.one.best.value, only.one.documents, only.other.best.value) == (one, 3, other)


def test_the_word_of_a_person_outweighs_many_documents() -> None:
    ((one, _),) = pairs(told("height", "18", documents=40), told("height", "20", trust=2.0))
    assert one == "20"


def test_buildings_of_one_project_have_areas_of_their_own() -> None:
    assert found(told("building_area", "100", part="1"), told("building_area", "900", part="2")) == []
    assert len(found(told("building_area", "100", part="1"), told("building_area", "900", part="1"))) == 1
    names = ("翠湖花园二期3#住宅楼", "滨海大厦Ａ座", "一期1-3号楼", "翠湖花园二期")
    assert [building_of(name) for name in names] == ["3", "A", "1-3", ""]


def test_a_flats_area_is_not_held_against_its_buildings() -> None:
    assert found(told("building_area", "89", "real_estate_certificate"), told("building_area", "6912")) == []


def test_former_names_of_a_unit_are_the_same_unit() -> None:
    before, now = "滨海市建筑设计院", "滨海市建筑设计研究院有限公司"
    assert len(found(told("design_unit", before), told("design_unit", now))) == 1
    assert found(told("design_unit", before), told("design_unit", now), known_as={before: now}) == []


def test_buildings_and_former_names_of_a_project_are_no_other_project() -> None:
    names = told("project_name", "翠湖花园二期2#楼"), told("project_name", "翠湖花园二期3#楼")
    assert found(*names) == []
    old = told("project_name", "滨江地块 3#楼")
    assert len(found(*names, old)) == 1
    assert contradictions([*names, old], {}, ["滨江地块"]) == []


def test_a_number_cited_is_held_against_the_permit_itself() -> None:
    cited = told("planning_permit_no", OTHER, "completion_filing")
    (only,) = found(told("permit_no", OWN, PERMIT), cited)
    assert (only.sort, only.one.best.value, only.other.best.value) == (Sort.CITED, OTHER, OWN)
    assert found(told("permit_no", OWN, PERMIT), told("permit_no", OTHER, PERMIT), cited) == []


def test_without_the_permit_only_numbers_that_are_almost_the_same_are_doubted() -> None:
    misread = OWN.replace("46", "48")
    (only,) = found(told("planning_permit_no", OWN, documents=2), told("planning_permit_no", misread))
    assert only.sort is Sort.ALMOST
    assert found(told("planning_permit_no", OWN), told("planning_permit_no", OTHER)) == []


def test_permits_follow_one_another() -> None:
    kinds = [sorted(stage)[0] for stage in STAGES]
    dates = [f"201{year}-05-01" for year in range(len(kinds))]
    assert found(*(told("date", day, kind) for day, kind in zip(dates, kinds, strict=True))) == []
    (only,) = found(told("date", "2014-04-18", "construction_permit"), told("date", "2014-05-02", PERMIT))
    assert (only.sort, only.one.best.kind, only.other.best.kind) == (Sort.ORDER, PERMIT, "construction_permit")


def test_a_second_permit_for_a_later_phase_is_in_order() -> None:
    first, later = told("date", "2013-03-01", PERMIT), told("date", "2016-03-01", PERMIT)
    assert found(first, later, told("date", "2014-04-18", "construction_permit")) == []


@pytest.mark.parametrize(("planned", "wrong"), [("2014", False), ("2014-04", False), ("2014-05", True), ("2015", True)])
def test_a_date_without_its_day_is_wrong_only_where_no_day_could_be_right(planned: str, wrong: bool) -> None:
    assert bool(found(told("date", planned, PERMIT), told("date", "2014-04-18", "construction_permit"))) is wrong


def test_a_year_alone_does_not_put_a_later_permit_before_an_earlier_one() -> None:
    assert found(told("date", "2014-05-02", PERMIT), told("date", "2014", "construction_permit")) == []
    assert len(found(told("date", "2015-05-02", PERMIT), told("date", "2014", "construction_permit"))) == 1


def test_a_document_that_says_little_does_not_hide_that_two_others_disagree() -> None:
    places = (told("location", place) for place in ("滨江区", "滨江区环湖东路128号", "滨江区环湖东路126号"))
    cellars = (told("storeys", count) for count in ("6", "地上6层，地下1层", "地上6层，地下2层"))
    assert [each.field for each in found(*places, *cellars)] == ["location", "storeys"]


def test_a_tolerance_is_the_same_from_either_side() -> None:
    area = Amount(share=0.01, least=1.0)
    for one, other, agree in ((10_000.0, 9_900.5, True), (10_000.0, 9_899.0, False), (10.0, 10.9, True)):
        assert area.agree(one, other) == area.agree(other, one) == agree


def test_dates_of_drawings_and_what_is_no_date_are_left_alone() -> None:
    assert found(told("date", "2020"), told("date", "不详", PERMIT), told("date", "2014", "construction_permit")) == []


COMPARERS = (
    (Number(), st.text(max_size=12)),
    (Wording(), st.text("翠湖花园1#楼 （）-a", max_size=8)),
    (Units(), st.text("甲乙、公司()（） ", max_size=8)),
    (Amount(0.01, 1.0), st.floats(0, 1e6).map(lambda size: f"{size:.2f}")),
    (
        StoreyCount(),
        st.tuples(st.integers(1, 60), st.integers(0, 3)).map(
            lambda s: f"地上{s[0]}层" + f"，地下{s[1]}层" * (s[1] > 0)
        ),
    ),
)


@pytest.mark.parametrize(("comparer", "texts"), COMPARERS, ids=lambda each: type(each).__name__)
@given(st.data())
def test_agreeing_is_mutual_and_every_value_agrees_with_itself(comparer, texts, data) -> None:  # type: ignore[no-untyped-def]
    one, other = comparer.read(data.draw(texts)), comparer.read(data.draw(texts))
    if one is not None and other is not None:
        assert comparer.agree(one, one)
        assert comparer.agree(one, other) == comparer.agree(other, one)


FIELDS = st.sampled_from([*(rule.field for rule in ALIKE), *UNITS])
VALUES = st.sampled_from(
    ["甲公司", "乙公司", "甲公司、乙公司", "12", "12.5", "18", "地上6层，地下1层", "地上6层", "A", "翠湖", "翠湖一"]
)


@given(
    st.lists(st.builds(told, FIELDS, VALUES, documents=st.integers(1, 9), trust=st.floats(0, 2)), max_size=12),
    st.randoms(),
)
def test_the_order_of_documents_changes_nothing_and_both_sides_always_disagree(values: list[Told], random) -> None:  # type: ignore[no-untyped-def]
    before = found(*values)
    random.shuffle(values)
    assert found(*values) == before
    comparers = {rule.field: rule.comparer for rule in ALIKE} | dict.fromkeys(UNITS, Units())
    for each in before:
        one, other = (comparers[each.field].read(side.best.value) for side in (each.one, each.other))
        assert not comparers[each.field].agree(one, other)


@given(st.lists(st.floats(1, 1e6).map(lambda size: f"{size:.2f}"), min_size=2, max_size=8))
def test_areas_contradict_exactly_when_two_of_them_are_too_far_apart(areas: list[str]) -> None:
    rule = next(rule for rule in ALIKE if rule.field == "site_area")
    sizes = [rule.comparer.read(area) for area in areas]
    apart = any(not rule.comparer.agree(one, other) for one in sizes for other in sizes)
    assert bool(found(*(told("site_area", area) for area in areas))) == apart


@given(st.text("甲乙设计院()（）【】 　Ａa", min_size=1))
def test_a_unit_is_the_same_in_full_and_half_width(name: str) -> None:
    assert unit_name(name) == unit_name(unicodedata.normalize("NFKC", name)) == unit_name(f" {name} ")
