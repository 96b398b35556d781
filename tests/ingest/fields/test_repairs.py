from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.check_digits import CREDIT_SIGNS, credit_code_fits
from ingest.fields.readings import a_number
from ingest.fields.repairs import CONFUSED, repaired
from ingest.fields.validators import Verdict, verdict

TODAY = date(2026, 11, 24)
FITS = (Verdict.PROVEN, Verdict.PLAUSIBLE)
FIELDS = st.sampled_from(("permit_no", "investment_code", "credit_code"))
SERIALS = st.integers(0, 99999).map("{:05d}".format)
PERMITS = st.builds("{}字第330283{}{}号".format, st.sampled_from("地建乡"), st.integers(2008, 2026), SERIALS)
CREDIT_CODES = st.text(CREDIT_SIGNS, min_size=17, max_size=17).map(
    lambda body: next(body + sign for sign in CREDIT_SIGNS if credit_code_fits(body + sign))
)


@pytest.mark.parametrize(
    ("field", "printed", "meant"),
    [
        ("permit_no", "建字第33O283201400046号", "建字第330283201400046号"),
        ("permit_no", "建宇第330283201400046号", "建字第330283201400046号"),
        ("permit_no", "建字第330283201400046號", "建字第330283201400046号"),
        ("permit_no", "地宇弟l30733201400013號", "地字第130733201400013号"),
        ("permit_no", "建字第33O2832025GG00l2345号", "建字第3302832025GG0012345号"),
        ("permit_no", "33O283201404l8O201", "330283201404180201"),
        ("investment_code", "2O13-330283-70-03-0l2867", "2013-330283-70-03-012867"),
        ("credit_code", "91350100MO00100Y43", "91350100M000100Y43"),
    ],
)
def test_a_misread_sign_is_put_right_where_the_number_then_is_in_order(field: str, printed: str, meant: str) -> None:
    assert repaired(field, printed, TODAY) == meant


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ("permit_no", "建字第330283201400046号"),  # in order
        ("permit_no", "建字第99O283201400046号"),  # no such region, whatever the letter was
        ("permit_no", "建字第33O28320140004号"),  # a figure is missing
        ("permit_no", "BO-2014-00I23"),  # no format with anything to prove
        ("credit_code", "9135010OMO00100Y43"),  # two signs wrong
        ("project_name", "O2栋"),
    ],
)
def test_what_nothing_proves_stays_as_it_was_read(field: str, printed: str) -> None:
    assert repaired(field, printed, TODAY) is None


@given(FIELDS, st.one_of(PERMITS, CREDIT_CODES, st.text("O0Il1S5B8建字第号-330283201", max_size=24)))
def test_a_repair_never_changes_what_is_in_order_and_always_ends_in_order(field: str, printed: str) -> None:
    meant = repaired(field, printed, TODAY)
    if meant is not None:
        assert verdict(field, printed, TODAY) not in FITS
        assert verdict(field, meant, TODAY) in FITS
        assert repaired(field, meant, TODAY) is None


@given(PERMITS, st.data())
def test_letters_among_the_figures_of_a_permit_never_change_its_number(number: str, data: st.DataObject) -> None:
    letters = {"0": "OoQD", "1": "lI|", "2": "Z", "5": "S", "8": "B"}
    misread = "".join(data.draw(st.sampled_from(letters[sign] + sign)) if sign in letters else sign for sign in number)
    reading = a_number("permit_no")(misread)
    assert reading is not None
    assert (reading.value, reading.raw) == (number, misread)


@given(CREDIT_CODES, st.data())
def test_a_code_that_two_repairs_would_fit_is_left_alone(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 17))
    alike = {other for group in CONFUSED if code[place] in group for other in group} - {code[place]}
    if alike:
        wrong = code[:place] + data.draw(st.sampled_from(sorted(alike))) + code[place + 1 :]
        assert repaired("credit_code", wrong, TODAY) in (code, None)
