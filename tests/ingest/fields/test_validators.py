from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.check_digits import CREDIT_SIGNS, credit_code_fits, identity_number_fits
from ingest.fields.regions import PREFECTURES, is_prefecture
from ingest.fields.validators import Verdict, verdict

TODAY = date(2026, 11, 24)
CREDIT_BODY = st.text(CREDIT_SIGNS, min_size=17, max_size=17)


def with_check_sign(body: str) -> str:
    return next(body + sign for sign in CREDIT_SIGNS if credit_code_fits(body + sign))


def test_the_example_of_the_standard_has_the_check_sign_the_standard_gives() -> None:
    assert credit_code_fits("91350100M000100Y43")  # GB 32100-2015: the code that ends in Z is wrong, 3 is right
    assert not credit_code_fits("91350100M000100Y4Z")


@given(CREDIT_BODY, st.data())
def test_one_wrong_sign_in_a_credit_code_never_goes_unnoticed(body: str, data: st.DataObject) -> None:
    code = with_check_sign(body)
    place = data.draw(st.integers(0, 17))
    wrong = data.draw(st.sampled_from(CREDIT_SIGNS.replace(code[place], "")))
    assert not credit_code_fits(code[:place] + wrong + code[place + 1 :])


def test_an_identity_number_is_known_by_its_check_digit() -> None:
    assert identity_number_fits("11010519491231002X")  # the example of GB 11643-1999
    assert not identity_number_fits("110105194912310021")


def test_prefectures_are_those_of_the_standard() -> None:
    assert 340 < sum(map(len, PREFECTURES.values())) < 400
    for code in ("110101", "330283", "370800", "441900", "429004", "659001", "340000"):
        assert is_prefecture(code), code
    for code in ("130001", "339900", "990000", "510200"):
        assert not is_prefecture(code), code


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("permit_no", "建字第330283201400046号", Verdict.PLAUSIBLE),
        ("permit_no", "地字第130733201400013号", Verdict.PLAUSIBLE),
        ("permit_no", "建字第3302832025GG0012345号", Verdict.PLAUSIBLE),
        ("permit_no", "330283201404180201", Verdict.PLAUSIBLE),
        ("permit_no", "[2018]施[朝]建字0072号", Verdict.PLAUSIBLE),
        ("permit_no", "苏(2019)南京市不动产权第0012345号", Verdict.PLAUSIBLE),
        ("permit_no", "建字第990283201400046号", Verdict.CONTRADICTED),
        ("permit_no", "建字第330283209900046号", Verdict.CONTRADICTED),
        ("permit_no", "330283201413180201", Verdict.CONTRADICTED),
        ("permit_no", "330283201402300201", Verdict.CONTRADICTED),
        ("permit_no", "建字第32058320250012号", Verdict.UNTESTED),
        ("permit_no", "BP-2014-00123", Verdict.UNTESTED),
        ("investment_code", "2013-330283-70-03-012867", Verdict.PLAUSIBLE),
        ("investment_code", "2020-000000-70-03-012867", Verdict.PLAUSIBLE),
        ("investment_code", "2013-990283-70-03-012867", Verdict.CONTRADICTED),
        ("credit_code", "91350100M000100Y43", Verdict.PROVEN),
        ("credit_code", "91350100M000100Y48", Verdict.CONTRADICTED),
        ("date", "2014-03-12", Verdict.PLAUSIBLE),
        ("date", "2014-03", Verdict.PLAUSIBLE),
        ("date", "2014", Verdict.PLAUSIBLE),
        ("date", "2026-12-01", Verdict.CONTRADICTED),
        ("date", "1814-03-12", Verdict.CONTRADICTED),
        ("date", "2014-02-30", Verdict.CONTRADICTED),
        ("scale", "1:100", Verdict.PLAUSIBLE),
        ("scale", "1:1250", Verdict.PLAUSIBLE),
        ("scale", "1:137", Verdict.CONTRADICTED),
        ("scale", "NTS", Verdict.UNTESTED),
        ("building_area", "6912.48", Verdict.PLAUSIBLE),
        ("building_area", "69124800000", Verdict.CONTRADICTED),
        ("storeys", "地上18层,地下2层", Verdict.PLAUSIBLE),
        ("storeys", "33/2", Verdict.PLAUSIBLE),
        ("storeys", "地上1800层", Verdict.CONTRADICTED),
        ("project_name", "翠湖花园", Verdict.UNTESTED),
    ],
)
def test_a_value_is_held_against_what_is_known(field: str, value: str, said: Verdict) -> None:
    assert verdict(field, value, TODAY) is said
