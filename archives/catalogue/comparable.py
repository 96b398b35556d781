"""When two readings of the same thing agree, whatever their width, blanks and brackets. No database here."""

import re
import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

HAN = re.compile(r"[\u3400-\u9fff]")
BRACKETS = str.maketrans("[]{}<>【】〔〕〖〗《》", "()()()()()()()")
MARKS = re.compile(r"[\s·・.,:;'\"“”_]+")
SEALED = re.compile(r"\((?:盖?公?章|签章|盖章处)\)$")
LISTED = re.compile(r"[、;/]|以及")
DASHES = re.compile(r"[-‐‑‒–—―−~]+")
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(万|公顷|hm2|ha|亩)?")
TIMES = {"": 1.0, "万": 10_000.0, "公顷": 10_000.0, "hm2": 10_000.0, "ha": 10_000.0, "亩": 2000 / 3}
FIGURES = "零一二三四五六七八九"
COUNT = r"(\d{1,3}|[一二三四五六七八九十]{1,3})"
BELOW = re.compile(rf"(?:地下(?:室)?|B|(?<!\d)-){COUNT}层?")
ABOVE = re.compile(rf"[,、;/]*(?:地上|共)?{COUNT}(?:层|F|[,、;/]|$)")
BUILDING = re.compile(
    r"([0-9A-Z一二三四五六七八九十][0-9A-Z一二三四五六七八九十、~-]*)[#号]?(?:住宅|商业|办公|综合|教学|大)?[楼栋幢座]"
)


class Comparer(Protocol):
    """Reads values of one kind and says which agree. Only values alike in `script` are held against each other."""

    def read(self, text: str) -> Any | None: ...
    def agree(self, one: Any, other: Any) -> bool: ...
    def order(self, value: Any) -> Any: ...
    def script(self, value: Any) -> Hashable: ...


def plain(text: str) -> str:
    """Without differences of width, case, blanks and brackets."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(BRACKETS).casefold()


def building_of(name: str) -> str:
    """3 of 翠湖花园二期3#住宅楼: which building a name speaks of; empty for the project as a whole."""
    found = BUILDING.search(unicodedata.normalize("NFKC", name).replace(" ", ""))
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Number:
    """Agrees when the same signs stand in it; every kind of dash is one."""

    def read(self, text: str) -> str | None:
        return DASHES.sub("-", plain(text)) or None

    def agree(self, one: str, other: str) -> bool:
        return one == other

    def order(self, value: str) -> str:
        return value

    def script(self, value: str) -> Hashable:  # noqa: ARG002 - one script for all
        return ""


@dataclass(frozen=True, slots=True)
class Wording(Number):
    """Names of projects and places, up to the building: the longer may say more than the shorter."""

    def read(self, text: str) -> str | None:
        whole = unicodedata.normalize("NFKC", text).replace(" ", "")
        return self._bare(BUILDING.split(whole)[0]) or self._bare(whole) or None

    def _bare(self, text: str) -> str:
        return MARKS.sub("", DASHES.sub("-", plain(text)))

    def agree(self, one: str, other: str) -> bool:
        return one in other or other in one

    def order(self, value: str) -> Any:
        return -len(value), value

    def script(self, value: str) -> Hashable:
        return bool(HAN.search(value))


@dataclass(frozen=True, slots=True)
class Units:
    """Names of units 单位; several may stand in one value. `known_as` leads from former names to the present one."""

    known_as: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str) -> frozenset[str] | None:
        names = {unit_name(part) for part in LISTED.split(text)}
        return frozenset(self.known_as.get(name, name) for name in names if name) or None

    def agree(self, one: frozenset[str], other: frozenset[str]) -> bool:
        return not one.isdisjoint(other)

    def order(self, value: frozenset[str]) -> Any:
        return -len(value), sorted(value)

    def script(self, value: frozenset[str]) -> Hashable:
        return any(HAN.search(name) for name in value)


def unit_name(text: str) -> str:
    return MARKS.sub("", SEALED.sub("", plain(text)))


@dataclass(frozen=True, slots=True)
class Amount:
    """Square metres or metres: agrees within `share` of the larger one, and always within `least`."""

    share: float
    least: float

    def read(self, text: str) -> float | None:
        found = AMOUNT.search(plain(text).replace(",", ""))
        return float(found[1]) * TIMES[found[2] or ""] if found else None

    def agree(self, one: float, other: float) -> bool:
        return abs(one - other) <= max(self.least, self.share * max(one, other))

    def order(self, value: float) -> float:
        return value

    def script(self, value: float) -> Hashable:  # noqa: ARG002 - one script for all
        return ""


class Storeys(NamedTuple):
    above: int
    below: int | None


@dataclass(frozen=True, slots=True)
class StoreyCount:
    """地上6层，地下1层 and 6 agree: who does not speak of cellars does not deny them."""

    def read(self, text: str) -> Storeys | None:
        bare = plain(text).upper()
        below = BELOW.search(bare)
        above = ABOVE.match(BELOW.sub("", bare))
        return Storeys(_count(above[1]), _count(below[1]) if below else None) if above else None

    def agree(self, one: Storeys, other: Storeys) -> bool:
        return one.above == other.above and (None in (one.below, other.below) or one.below == other.below)

    def order(self, value: Storeys) -> Any:
        return value.below is None, value.above, value.below or 0

    def script(self, value: Storeys) -> Hashable:  # noqa: ARG002 - one script for all
        return ""


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (FIGURES.find(tens) if tens else 1) * 10 * bool(ten) + (FIGURES.find(ones) if ones else 0)
