"""What can be held against a value besides how it looks: check digits, region codes, the calendar, the standards.

Each test is data: the field it judges and the source it rests on. A verdict is a ground of the field's confidence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from ingest.fields import scales
from ingest.fields.check_digits import credit_code_fits
from ingest.fields.numbers import Format, formats
from ingest.fields.regions import is_prefecture, is_province


class Verdict(StrEnum):
    """PROVEN: a check digit fits. PLAUSIBLE: all that can be tested is in order. UNTESTED: there is no test for it."""

    PROVEN = "proven"
    PLAUSIBLE = "plausible"
    UNTESTED = "untested"
    CONTRADICTED = "contradicted"


Test = Callable[[str, date], Verdict]

EARLIEST_YEAR = 1900
LARGEST_AREA = 5_000_000  # square metres; the largest buildings of the world have under two million
MOST_STOREYS, MOST_CELLARS = 170, 12


def verdict(field_name: str, value: str, today: date | None = None) -> Verdict:
    """What the tests say of a normalised value; `today` is the last day on which it can have been written."""
    test = TESTS.get(field_name)
    return test(value, today or datetime.now(UTC).date() + timedelta(days=1)) if test and value else Verdict.UNTESTED


# The shapes of numbers whose inside can be tested: a number of the shape that has no such inside is contradicted.
@dataclass(frozen=True, slots=True)
class Shape:
    field: str
    pattern: re.Pattern[str]


SHAPES = (
    Shape("permit_no", re.compile(r"[选地建乡用]字第\d{15}号")),
    Shape("permit_no", re.compile(r"[选地建乡用]字第\d{10}[A-Z]{2}\d{7}号")),
    Shape("permit_no", re.compile(r"\d{18}(?:-?[SJZA]\d*)?")),
    Shape("investment_code", re.compile(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}")),
    Shape("property_unit_no", re.compile(r"\d{12}[A-Z]{2}\d{5}[A-Z]\d{8}")),
)


def _number_of(field: str) -> Test:
    def test(value: str, today: date) -> Verdict:
        bare = value.replace(" ", "")
        told = [found for each in formats(field) if (found := _inside(each, bare, today)) is not Verdict.UNTESTED]
        if Verdict.PLAUSIBLE in told:
            return Verdict.PLAUSIBLE
        shaped = any(shape.field == field and shape.pattern.fullmatch(bare) for shape in SHAPES)
        return Verdict.CONTRADICTED if shaped or told else Verdict.UNTESTED

    return test


def _inside(each: Format, bare: str, today: date) -> Verdict:
    """Region, year and day within a number; untested where the format has none of them."""
    found = each.pattern.fullmatch(bare)
    parts = {name: part for name, part in (found.groupdict() if found else {}).items() if part}
    if not parts:
        return Verdict.UNTESTED
    if "region" in parts and not is_prefecture(parts["region"]):
        return Verdict.UNTESTED if is_province(parts["region"]) else Verdict.CONTRADICTED
    if "year" in parts and not EARLIEST_YEAR <= int(parts["year"]) <= today.year:
        return Verdict.CONTRADICTED
    if "day" in parts and _day(parts["day"], today) is Verdict.CONTRADICTED:
        return Verdict.CONTRADICTED
    return Verdict.PLAUSIBLE


def _day(eight: str, today: date) -> Verdict:
    return _a_date(f"{eight[:4]}-{eight[4:6]}-{eight[6:]}", today)


def _a_date(value: str, today: date) -> Verdict:
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", value):
        return Verdict.UNTESTED
    year, month, day = (int(part) for part in f"{value}-01-01".split("-")[:3])
    try:
        first = date(year, month, day)
    except ValueError:
        return Verdict.CONTRADICTED
    return Verdict.PLAUSIBLE if year >= EARLIEST_YEAR and first <= today else Verdict.CONTRADICTED


def _a_scale(value: str, _: date) -> Verdict:
    found = re.fullmatch(r"1:(\d{1,7})", value)
    if not found:
        return Verdict.UNTESTED
    return Verdict.PLAUSIBLE if int(found[1]) in scales.COMMON else Verdict.CONTRADICTED


def _an_area(value: str, _: date) -> Verdict:
    if not re.fullmatch(r"\d+(?:\.\d+)?", value):
        return Verdict.UNTESTED
    return Verdict.PLAUSIBLE if 1 <= float(value) <= LARGEST_AREA else Verdict.CONTRADICTED


def _storeys(value: str, _: date) -> Verdict:
    counts = [int(number) for number in re.findall(r"\d+", value)]
    if not counts:
        return Verdict.UNTESTED
    below = re.search(r"(?:地下|[-/]|B)(\d+)", value)
    too_deep = below is not None and int(below[1]) > MOST_CELLARS and "地下" in value
    return Verdict.CONTRADICTED if too_deep or max(counts) > MOST_STOREYS else Verdict.PLAUSIBLE


def _a_credit_code(value: str, _: date) -> Verdict:
    return Verdict.PROVEN if credit_code_fits(value) else Verdict.CONTRADICTED


TESTS: dict[str, Test] = {
    "credit_code": _a_credit_code,
    "permit_no": _number_of("permit_no"),
    "planning_permit_no": _number_of("permit_no"),
    "construction_permit_no": _number_of("permit_no"),
    "investment_code": _number_of("investment_code"),
    "property_unit_no": _number_of("property_unit_no"),
    "date": _a_date,
    "filing_date": _a_date,
    "start_date": _a_date,
    "completion_date": _a_date,
    "last_date": _a_date,
    "scale": _a_scale,
    "building_area": _an_area,
    "site_area": _an_area,
    "storeys": _storeys,
}
