"""Formats of the numbers that documents carry, as data, each with where it comes from.

`confirmed` tells a format seen in real data or a standard from one only heard of; the finder trusts the latter less.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    field: str
    pattern: re.Pattern[str]
    source: str
    confirmed: bool = True
    only: frozenset[str] = frozenset()  # kinds of document on which alone it means this field; empty: on all


def _format(field: str, pattern: str, source: str, confirmed: bool = True, only: Iterable[str] = ()) -> Format:
    return Format(field, re.compile(pattern), source, confirmed, frozenset(only))


# Region codes begin with the province: 11–15 north, 21–23, 31–37, 41–46, 50–54, 61–65, 71, 81, 82 (GB/T 2260).
# The named parts of a pattern are what validators.py tests.
REGION = r"(?P<region>(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4})"
YEAR = r"(?P<year>(?:19|20)\d{2})"
DAY = r"(?P<day>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁"

FORMATS: tuple[Format, ...] = (
    # Before the permits: a verification names the permit it verifies, a permit no verification.
    _format(
        "permit_no",
        r"(?:规?核字|规核字?|核验|验字)第?[\[(〔]?\d{4}[\])〕]?-?\d{2,14}号",
        "planning verification",
        False,
    ),
    _format("permit_no", rf"[选地建乡用]字第{REGION}{YEAR}\d{{5}}号", "planning permits of 2008: region, year, serial"),
    _format("permit_no", rf"[用地建乡]字第{REGION}{YEAR}(?:XS|YG|GG|XG)\d{{7}}号", "natural resources, 2023", False),
    _format("permit_no", r"[选地建乡用规]字第?\d{8,18}号", "local variants of the planning permits"),
    _format(
        "permit_no",
        rf"(?<!\d){REGION}{DAY}\d{{4}}(?:-?[SJZA]\d*)?(?!\d)",
        "national number of construction permits: region, day, serial, trade",
    ),
    _format("permit_no", rf"\[{YEAR}\]施\[[\u4e00-\u9fa5]{{1,3}}\]建字\d{{4}}号", "Beijing construction permits"),
    _format(
        "permit_no",
        rf"[{PROVINCES}]\({YEAR}\)[\u4e00-\u9fa5]{{2,10}}不动产权第\d{{6,8}}号",
        "real estate certificates",
        False,
    ),
    _format(
        "permit_no",
        r"[\u4e00-\u9fa5]{0,6}房权证[\u4e00-\u9fa5]{0,10}字?第?[A-Z]?\d{4,16}号",
        "house ownership to 2015",
        False,
    ),
    _format(
        "permit_no",
        rf"[\u4e00-\u9fa5]{{1,4}}国用\({YEAR}\)(?:字)?第?[A-Z\d-]{{2,14}}号",
        "land use certificates to 2015",
        False,
    ),
    _format(
        "permit_no",
        rf"\(?[\[〔(]?{YEAR}[\]〕)]?[\u4e00-\u9fa5]{{1,6}}字第?\d{{1,6}}号",
        "local numbers before 2008",
        False,
    ),
    _format("permit_no", r"(?<![A-Z0-9])[A-Z]{1,6}-(?:19|20)\d{2}-\d{3,6}(?!\d)", "North American building permits"),
    _format("permit_no", r"(?<![A-Z0-9])[A-Z]{0,4}\d{2,4}/\d{4,6}/[A-Z]{2,5}(?![A-Z])", "United Kingdom applications"),
    _format("investment_code", rf"(?<!\d){YEAR}-(?P<region>\d{{6}})-\d{{2}}-\d{{2}}-\d{{6}}(?!\d)", "GB/T 40058-2021"),
    _format(
        "credit_code",
        r"(?<![0-9A-Z])[1-9A-HJ-NP-RT-UWXY][0-9A-HJ-NP-RT-UWXY]\d{6}[0-9A-HJ-NP-RT-UWXY]{10}(?![0-9A-Z])",
        "GB 32100-2015",
    ),
    _format(
        "property_unit_no",
        r"(?<!\d)(?P<region>\d{6})\d{6}[GJZ][A-Z]\d{5}[FLQW]\d{8}(?!\d)",
        "real-estate unit code, GB/T 37346-2019",
    ),
    _format(
        "drawing_no",
        r"(?:建|结|水|暖|电|设|总|装|景|园|道|桥|通|空|智|幕|消|动|热|气|人防)(?:施|竣|初|方|扩|修|变)?-?\d{1,3}(?:[-.]\d{1,3})?[a-zA-Z]?",
        "GB/T 50001 and practice of the design institutes",
    ),
    _format(
        "drawing_no",
        r"(?<![A-Z0-9])[A-Z]{1,3}[-.]?\d{1,4}(?:[.-]\d{1,3})?[A-Z]?(?![A-Z0-9])",
        "discipline letter and sheet number, international practice",
    ),
)


def formats(field: str, kind: str = "") -> Iterator[Format]:
    for each in FORMATS:
        if each.field == field and (not each.only or kind in each.only):
            yield each
