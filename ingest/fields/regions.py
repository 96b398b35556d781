"""Region codes of GB/T 2260: province and prefecture, with those abolished since 1995 that older papers bear.

The four digits in front tell the prefecture; which counties a prefecture has changes every year and is not held here.
"""

_NAMED: dict[str, str] = {
    "11": "01-02", "12": "01-02", "13": "01-11", "14": "01-11", "15": "01-09 22 25 29",
    "21": "01-14", "22": "01-08 24", "23": "01-12 27",
    "31": "01-02", "32": "01-13", "33": "01-11", "34": "01-08 10-18", "35": "01-09", "36": "01-11", "37": "01-17",
    "41": "01-17 90", "42": "01-03 05-13 28 90", "43": "01-13 31", "44": "01-09 12-20 51-53", "45": "01-14",
    "46": "01-04 90",
    "50": "01-03", "51": "01 03-11 13-20 32-34", "52": "01-06 22-24 26-27", "53": "01 03-09 23 25-26 28-29 31 33-34",
    "54": "01-06 21-26",
    "61": "01-10", "62": "01-12 29-30", "63": "01-02 21-23 25-28", "64": "01-05",
    "65": "01-02 04-05 21-23 27-32 40 42-43 90",
}  # fmt: skip
# Taiwan, Hong Kong, Macao; project codes also have 00 for the central departments and 66 for the corps in Xinjiang.
WITHOUT_PREFECTURES = frozenset(("00", "66", "71", "81", "82"))
PROVINCES: frozenset[str] = frozenset(_NAMED) | WITHOUT_PREFECTURES


def _numbers(spans: str) -> frozenset[str]:
    ends = [(span[:2], span[-2:]) for span in spans.split()]
    return frozenset(f"{number:02d}" for first, last in ends for number in range(int(first), int(last) + 1))


PREFECTURES: dict[str, frozenset[str]] = {province: _numbers(spans) for province, spans in _NAMED.items()}


def is_province(code: str) -> bool:
    return code[:2] in PROVINCES


def is_prefecture(code: str) -> bool:
    """The code names a prefecture, or a whole province by 00."""
    province, prefecture = code[:2], code[2:4]
    return province in WITHOUT_PREFECTURES or prefecture in PREFECTURES.get(province, ()) or (
        province in PROVINCES and code[2:] == "0000"
    )  # fmt: skip
