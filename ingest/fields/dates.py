"""Dates as documents print them, made ISO: year, month and day, or as much as there is."""

import re
from collections.abc import Iterator
from datetime import date

from ingest.fields.readings import Reading

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"((?:19|20)\d\d)"
_HAN_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "0": "0",
}
_HAN_DATE = re.compile(
    r"([二一][〇零○O0一二三四五六七八九]{3})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1"})
# 1999|05: the dot between figures read as a stroke.
_LOST_DOT = re.compile(r"(?<=\d)[|!·,:;](?=\d)")
# 日, and what it is misread as after a figure that a month precedes.
CLOSES_A_DAY = ("日", "号", "曰", "目", "臼")
_NUMERIC = (
    (re.compile(rf"(?<!\d){_YEAR}[年.\-/](\d{{1,2}})[月.\-/](\d{{1,2}})(?!\d)"), 0.99),
    (re.compile(rf"(?<!\d){_YEAR}(\d{{2}})(\d{{2}})(?!\d)"), 0.9),
    (re.compile(rf"(?<!\d){_YEAR}[.\-/](\d{{2}})(\d{{2}})(?!\d)"), 0.9),
    (re.compile(rf"(?<!\d){_YEAR}年(\d{{1,2}})月"), 0.98),
    (re.compile(rf"(?<!\d){_YEAR}[.\-/](\d{{1,2}})(?![\d.\-/])"), 0.97),
    (re.compile(rf"(?<!\d){_YEAR}年"), 0.85),
)


def iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """The date in ISO form, or None where the calendar has no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def a_date(text: str) -> Reading | None:
    """The first date in the text. Day and month in figures alone are taken as month/day unless that cannot be."""
    return next(_dates(text), None)


def a_day_first_date(text: str) -> Reading | None:
    """As `a_date`, but 04/05/2014 is the fourth of May, as it is written outside North America."""
    return next(_dates(text, day_first=True), None)


def a_last_date(text: str) -> Reading | None:
    """The second of two dates: 20160608 至 20160830."""
    later = re.split(r"至|到|~|—|--|(?<=\d)-(?=(?:19|20)\d{2})|(?<=[日月年])-", text, maxsplit=1)
    return a_date(later[1]) if len(later) == 2 and a_date(later[0]) else None


def _dates(text: str, day_first: bool = False) -> Iterator[Reading]:
    bare = re.sub(r"\s", "", text)
    yield from _numeric(bare, 1.0)
    yield from _in_han(bare)
    yield from _with_month_name(text)
    yield from _slashed(bare, day_first)
    repaired = _LOST_DOT.sub(".", bare).translate(_LOOKALIKES)
    if repaired != bare:
        yield from _numeric(repaired, 0.9)
    if re.fullmatch(rf"{_YEAR}", bare):
        yield Reading(bare, bare, 0.8)


def _numeric(bare: str, trust: float) -> Iterator[Reading]:
    for pattern, certainty in _NUMERIC:
        for found in pattern.finditer(bare):
            if value := iso(*(int(part) for part in found.groups())):
                closed = bare[found.end() : found.end() + 1] in CLOSES_A_DAY
                # After 年 and 月 a day without 日 may have lost its second figure.
                cut_off = "月" in found[0] and len(value) == 10 and not closed
                raw = bare[found.start() : found.end() + closed]
                yield Reading(value, raw, certainty * trust * (0.7 if cut_off else 1))


def _in_han(bare: str) -> Iterator[Reading]:
    for found in _HAN_DATE.finditer(bare):
        year = int("".join(_HAN_DIGITS[sign] for sign in found[1]))
        if value := iso(year, _counted(found[2] or ""), _counted(found[3] or "")):
            yield Reading(value, found[0], 0.97)


def _counted(text: str) -> int:
    """十一 is eleven, 二十 twenty, 三十一 thirty-one."""
    if "十" not in text:
        return int("".join(_HAN_DIGITS[sign] for sign in text)) if text else 0
    tens, ones = text.split("十", 1)
    return (int(_HAN_DIGITS[tens]) if tens else 1) * 10 + (int(_HAN_DIGITS[ones]) if ones else 0)


def _with_month_name(text: str) -> Iterator[Reading]:
    low = text.lower()
    for pattern, order in (
        (rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s)?{_MONTH}[\s,.\-/']*(\d{{4}}|\d{{2}})(?!\d)", "dmy"),
        (rf"{_MONTH}[\s\-/]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,.\-/]+(\d{{4}})(?!\d)", "mdy"),
        (rf"{_MONTH}[\s,.\-/']*(\d{{4}})(?!\d)", "my"),
    ):
        for found in re.finditer(pattern, low):
            part = dict(zip(order, found.groups(), strict=True))
            year = int(part["y"]) + (0 if len(part["y"]) == 4 else 2000 if int(part["y"]) < 60 else 1900)
            if value := iso(year, MONTHS.index(part["m"]) + 1, int(part.get("d", "0"))):
                yield Reading(value, text[found.start() : found.end()], 0.97)


def _slashed(bare: str, day_first: bool) -> Iterator[Reading]:
    for found in re.finditer(rf"(?<!\d)(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-](?:{_YEAR}|(\d\d))(?!\d)", bare):
        one, two = int(found[1]), int(found[2])
        year = int(found[3]) if found[3] else int(found[4]) + (2000 if int(found[4]) < 60 else 1900)
        if max(one, two) <= 12:
            month, day, certainty = (two, one, 0.85) if day_first else (one, two, 0.9)
        else:
            month, day, certainty = (one, two, 0.97) if two > 12 else (two, one, 0.97)
        if value := iso(year, month, day):
            yield Reading(value, found[0], certainty if found[3] else certainty - 0.05)
    for found in re.finditer(rf"(?<![\d/.\-])(\d{{1,2}})[/.\-]{_YEAR}(?![\d/.\-])", bare):
        if value := iso(int(found[2]), int(found[1])):
            yield Reading(value, found[0], 0.93)
