"""Amounts with their units: areas, storeys, heights, money."""

import re

from ingest.fields.readings import EDGES, Reading

_SQUARE_METRES = {"万平": 10_000.0, "公顷": 10_000.0, "亩": 2000 / 3, "平": 1.0}
_UNITS = (
    (re.compile(r"万(?:平方米|平米|㎡|m2|m²|M2|m\?)"), "万平"),
    (re.compile(r"公顷|hm2|hm²|(?<=\d)ha\b"), "公顷"),
    (re.compile(r"平方米|平米|㎡|m2|m²|M2|(?<=\d)m\?|sqm|sq\.?m"), "平"),
)


def an_area(text: str) -> Reading | None:
    """Square metres of a building as a plain number; the total where several are named."""
    return _area_of(text, r"(?:总?建筑面积|总面积)")


def a_site_area(text: str) -> Reading | None:
    """Square metres of land, of the whole site where parts are named too."""
    return _area_of(text, r"(?:总用地面积|用地面积|土地使用权面积|使用权面积|宗地面积|土地面积|共有宗地面积)")


def _area_of(text: str, name: str) -> Reading | None:
    bare = re.sub(r"(?<=\d),(?=\d{3})", "", text.replace(" ", ""))
    for pattern, short in _UNITS:
        bare = pattern.sub(short, bare)
    number, unit = r"(\d{1,9}(?:\.\d{1,4})?)", r"(万平|公顷|亩|平)"
    found = (
        re.search(rf"{name}(?:\(.{{1,6}}?\))?[为约:]{{0,2}}{number}{unit}?", bare)
        or re.search(rf"{number}{unit}", bare)
        or re.fullmatch(rf"{number}(万)?(?:方米?|米)?", bare.strip(EDGES))
    )
    if not found:
        return None
    times = _SQUARE_METRES.get(found[2] + "平" if found[2] == "万" else found[2] or "平", 1.0)
    value = found[1] if times == 1 else f"{float(found[1]) * times:.2f}".rstrip("0").rstrip(".")
    return Reading(value, found[0] if found[0] in text else text, 0.98 if found[2] else 0.8)


def storeys_within(text: str) -> Reading | None:
    """The storeys that a longer description of the works names: 地上18层, 地下2层."""
    bare = text.replace(" ", "")
    number = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
    found = re.search(rf"(?:地上)?{number}层(?:[,、;/及和+]?(?:局部{number}层[,、]?)?地下(?:室)?{number}层)?", bare)
    return Reading(found[0], found[0], 0.93) if found else None


def some_money(text: str) -> Reading | None:
    """An amount with its currency and unit as printed, without blanks."""
    bare = text.replace(" ", "")
    found = re.search(
        r"(?:人民币|RMB|CNY|HKD|HK\$|US\$|USD|[¥￥$£€])?:?\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?(?:万?元|万)?"
        r"|(?:人民币|RMB|CNY|HKD|HK\$|US\$|USD|[¥￥$£€])?:?\d+(?:\.\d{1,6})?(?:万?元|万|亿元)?",
        bare,
    )
    if not found:
        return None
    marked = re.search(r"[元万$£€¥￥]|RMB|CNY|USD|HKD", found[0])
    return Reading(found[0], found[0], 0.96 if marked else 0.85 if found[0] == bare.strip(EDGES) else 0.5)


def a_height(text: str) -> Reading | None:
    """Metres as a plain number."""
    found = re.search(r"(\d{1,3}(?:\.\d{1,3})?)(?:m|米|$)", text.replace(" ", ""))
    return Reading(found[1], found[0], 0.95) if found else None
