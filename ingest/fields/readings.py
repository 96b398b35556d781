"""What a value must look like: each reader takes the printed text and gives the normalised value, or None.

`certainty` says how surely the text is such a value; a repaired reading (0 for O, 1 for l) is made only where the
repaired text passes the test and the text as read does not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.fields import scales
from ingest.fields.bleeding import without_foreign_tail, without_mirrored_tail
from ingest.fields.lettering import HAN, simplified
from ingest.fields.numbers import formats
from ingest.fields.repairs import repaired


@dataclass(frozen=True, slots=True)
class Reading:
    value: str
    raw: str
    certainty: float = 1.0


Reader = Callable[[str], Reading | None]

EDGES = " :;,.|_[]{}<>=~*'\"-、。·"
LONGEST_NAME = 90
UNIT_ENDS = (
    "公司|集团|局|委员会|厅|院|所|中心|学校|大学|学院|中学|小学|幼儿园|医院|厂|处|站|办公室|指挥部|政府|街道办事处|银行|"
    "部|队|社|馆|协会|基金会|事务所|分公司|总公司|工程队|合作社|村民委员会|居民委员会|开发区|管委会|管理会"
)
_ENDS_AS_UNIT = re.compile(rf"(?:{UNIT_ENDS})(?:\([{HAN}A-Za-z0-9]{{1,12}}\))?$")
_SEAL = re.compile(r"(?:合同|行政审批|行政|财务|出图|审批|公章|发票|资质)*专用章?$|[★☆*]+")
_UNIT_THEN_REST = re.compile(r"^(.{2,60}?(?:有限责任公司|有限公司|股份公司|委员会|设计研究院|研究院|设计院))(.*)$")
_LOST_LAST_SIGN = re.compile(r"(有限公|有限责任公)$")  # no other word begins so
# After these endings one or two more signs are a seal's; after 院 or 部 they may well be a part of the name.
_UNIT_THEN_SIGN = re.compile(r"^(.{3,60}(?:公司|局|委员会|研究院|事务所|人民政府))([^长里分内总)(]{1,2})$")
_BARE_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "S": "5",
                              "Z": "2", "B": "8", "〇": "0", "○": "0"})  # fmt: skip


def trimmed(text: str) -> str:
    text = text.strip(EDGES)
    if text.count("(") < text.count(")"):
        text = text.rstrip(")")
    return text.rstrip("(").strip(EDGES)


def a_name(text: str) -> Reading | None:
    """Any words: a project, a place, a title."""
    value = without_foreign_tail(without_mirrored_tail(trimmed(text)))
    if not value or len(value) > LONGEST_NAME or not re.search(rf"[{HAN}A-Za-z]", value):
        return None
    sentence = "。" in value or value.count(",") > 2
    return Reading(value, text, 0.6 if sentence else 0.95 if len(value) > 1 else 0.5)


def a_short_name(text: str) -> Reading | None:
    """A few words or one sign: a group of occupancy, a class of use."""
    value = trimmed(text)
    return Reading(value, text, 0.9) if 0 < len(value) <= 40 else None


def a_unit(text: str) -> Reading | None:
    """A company, an office, a person: a seal's words that were read together with it are left out."""
    value = without_foreign_tail(without_mirrored_tail(trimmed(_SEAL.sub("", trimmed(text)))))
    value = _LOST_LAST_SIGN.sub(r"\1司", value)
    plain = simplified(value)
    found = _UNIT_THEN_REST.match(plain)
    if (found and found[2] and not _ENDS_AS_UNIT.search(plain) and len(found[2]) <= 8 and found[2][0] not in "(第") or (
        (found := _UNIT_THEN_SIGN.match(plain)) and not _ENDS_AS_UNIT.search(plain)
    ):
        value = value[: found.end(1)]
    if not value or len(value) > 60 or not re.search(rf"[{HAN}A-Za-z]", value) or re.search("[。《》?!]", value):
        return None
    if re.search(f"[{HAN}]", value):
        return Reading(value, text, 0.99 if is_complete_unit(value) else 0.8 if len(value) > 1 else 0.4)
    return Reading(value, text, 0.95 if len(value) > 3 else 0.6)


def is_complete_unit(text: str) -> bool:
    return bool(_ENDS_AS_UNIT.search(simplified(trimmed(text))))


def a_scale(text: str) -> Reading | None:
    bare = re.sub(r"\s+(?=\D)|(?<=\D)\s+|(?<=\d)\s(?=\d{3}(?!\d))", "", text)  # 1 : 2 000, but not 1:250 0
    found = re.search(r"(?<![\d.])([1lI|])[:;/.]([\dOolI]{1,6})(?![\d'\"])", bare)
    if found:
        below = found[2].translate(_BARE_DIGITS)
        if below.isdigit() and int(below) > 0:
            proven = int(below) in scales.COMMON
            repaired = below != found[2] or found[1] != "1" or found[0][1] in ";."
            if proven or not repaired:
                return Reading(f"1:{int(below)}", found[0], 0.99 if proven and not repaired else 0.9 if proven else 0.7)
        return None
    found = re.search(r"(?:\d+[- ])?\d+(?:/\d+)?\s?\"\s?=\s?\d+\s?'(?:\s?-?\s?\d+\s?\"?)?", text)
    if found:
        return Reading(re.sub(r"\s", "", found[0]), found[0], 0.97)
    found = re.search(
        r"\bN\.?\s?T\.?\s?S\b\.?|not to scale|as (?:shown|noted|indicated)|见图|详图|如图|无比例", text, re.I
    )
    return Reading(found[0], found[0], 0.9) if found else None


def a_person(text: str) -> Reading | None:
    """A Chinese name of two to four signs, or one in Latin letters."""
    value = re.sub(r"\(?(?:签字|签名|签章|盖章|章)\)?", "", trimmed(text))
    value = trimmed(value.split("年")[0]) if re.search(r"年.*月", value) else trimmed(value)
    if re.fullmatch(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{2,8}})?", value.replace(" ", "")):
        return Reading(value.replace(" ", ""), text, 0.95)
    return Reading(value, text, 0.85) if re.fullmatch(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){1,3}", value) else None


def a_term(text: str) -> Reading | None:
    """A length of time or its two ends, as printed."""
    value = trimmed(text)
    return Reading(value, text, 0.93) if re.search(r"\d+(?:日历)?[天日年月]|永久|长期|\d{4}", value) else None


def a_number(field: str) -> Reader:
    """A number in one of the known formats of the field; else anything with enough digits, less surely."""

    def read(text: str) -> Reading | None:
        bare = text.replace(" ", "")
        for each in formats(field):
            if found := each.pattern.search(simplified(bare)):
                whole = len(found[0]) >= 0.7 * len(bare)
                return Reading(found[0], found[0], (0.98 if each.confirmed else 0.92) if whole else 0.8)
        if meant := repaired(field, bare.strip(EDGES)):
            return Reading(meant, text, 0.93)
        found = re.search(rf"[A-Za-z0-9{HAN}()\[\]〔〕.#/-]*\d[A-Za-z0-9{HAN}()\[\]〔〕.#/-]*", bare)
        value = found[0].strip(EDGES.replace("]", "")) if found else ""
        digits = sum(sign.isdigit() for sign in value)
        return Reading(value, found[0], 0.85 if digits >= 5 else 0.6) if found and digits >= 3 else None

    return read


def a_storey_count(text: str) -> Reading | None:
    value = trimmed(text)
    found = re.search(r"\d|[一二三四五六七八九十]层", value)
    return (
        Reading(value, text, 0.95 if "层" in value or value.isdigit() else 0.7) if found and len(value) < 30 else None
    )


def one_of(*words: str, otherwise: float = 0.6, longest: int = 12) -> Reader:
    """One of the usual words; another short one less surely, or not at all when `otherwise` is 0."""
    usual = sorted(words, key=len, reverse=True)

    def read(text: str) -> Reading | None:
        value = trimmed(text)
        said = simplified(value).lower()
        if any(said == word.lower() for word in usual):
            return Reading(value, text, 0.99)
        if any(said.startswith(word.lower()) for word in usual) and len(value) <= longest:
            return Reading(value, text, 0.9)
        if otherwise and 1 < len(value) <= longest and not re.search(r"\d{3}", value):
            return Reading(value, text, otherwise)
        return None

    return read


def a_revision(text: str) -> Reading | None:
    value = trimmed(text)
    fits = re.fullmatch(r"(?:第?[\dA-Za-z一二三四五]{1,3}[版次]?|V?\d\.\d|[A-Z]\d{1,2}|[PTC]\d{1,2})", value)
    return Reading(value, text, 0.95) if fits else None


a_discipline = one_of(
    "建筑", "结构", "给排水", "给水排水", "电气", "暖通", "暖通空调", "通风空调", "智能化", "弱电", "强电", "总图",
    "规划",
    "景观", "园林", "装饰", "室内", "幕墙", "钢结构", "消防", "燃气", "热力", "道路", "桥梁", "隧道", "管线", "人防",
    "通信",
    "建施", "结施", "水施", "电施", "暖施", "设施", "总施", "建竣", "结竣", "水竣", "电竣", "暖竣",
    "Architectural", "Structural", "Mechanical", "Electrical", "Plumbing", "Civil", "Landscape", "Architecture",
)  # fmt: skip
a_stage = one_of(
    "施工图", "施工图设计", "竣工图", "初步设计", "扩初", "扩大初步设计", "方案", "方案设计", "招标图", "变更",
    "审查版",
    "Planning", "Tender", "Construction", "As Built", "As-Built", "Preliminary", "Concept", "Schematic Design",
    "Design Development", "Construction Documents", "For Construction", "Existing", "Proposed",
)  # fmt: skip
_a_usual_structure = one_of(
    "框架", "框剪", "框架剪力墙", "剪力墙", "框架-剪力墙", "砖混", "砌体", "钢结构", "钢筋混凝土", "框支", "筒体",
    "框筒", "排架",
    "砖木", "木结构", "混合", "钢混", "Type I", "Type II", "Type III", "Type IV", "Type V", longest=30,
)  # fmt: skip
# The types of the International Building Code, 602.1, whose Roman figures are read as Arabic ones or as letters.
_TYPE = re.compile(r"(type)\s*([1lI|]{1,3}|[1lI|]?V)[-\s]*([AB]?)", re.I)


def a_structure(text: str) -> Reading | None:
    if found := _TYPE.fullmatch(trimmed(text)):
        figure = re.sub(r"[1lI|]", "I", found[2]).upper()
        return Reading(f"{found[1]} {figure}{'-' + found[3].upper() if found[3] else ''}", text, 0.97)
    return _a_usual_structure(text)
