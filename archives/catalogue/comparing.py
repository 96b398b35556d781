"""Contradictions 矛盾 between what the documents of one project tell. No database here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

from archives.catalogue.agreement import ALIKE, ALMOST, CITED, STAGES, UNITS, Alike, Sort
from archives.catalogue.comparable import Comparer, Number, Units, Wording
from archives.catalogue.formed_date import FormedDate
from archives.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Told:
    """A value that `documents` of one kind tell alike; `id` and `trust` are those of the best evidence for it.

    `part` is the building they speak of, empty for the project as a whole; `trust` is above 1 for a person's word.
    """

    id: str
    field: str
    value: str
    kind: str
    part: str = ""
    documents: int = 1
    trust: float = 1.0


@dataclass(frozen=True, slots=True)
class Side:
    best: Told
    members: tuple[Told, ...]

    @property
    def documents(self) -> int:
        return sum(told.documents for told in self.members)

    @property
    def values(self) -> frozenset[str]:
        return frozenset(told.value for told in self.members)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Of dates `one` is the document that should be the earlier; of cited numbers `other` is the document itself."""

    sort: Sort
    field: str
    one: Side
    other: Side


def contradictions(
    told: Sequence[Told], known_as: Mapping[str, str], former_names: Iterable[str] = ()
) -> list[Contradiction]:
    """`known_as` leads from names of units that mean the same to one of them; `former_names` are the project's."""
    by_field: dict[str, list[Told]] = defaultdict(list)
    for each in sorted(told, key=lambda told: (told.field, told.value, told.id)):
        by_field[each.field].append(each)
    former = set(map(Wording().read, former_names))
    by_field["project_name"] = [each for each in by_field["project_name"] if Wording().read(each.value) not in former]
    units = Units(known_as)
    found = [*_cited(by_field), *_out_of_order(by_field["date"])]
    for rule in (*ALIKE, *(Alike(field, units) for field in UNITS)):
        found += _not_alike(rule, by_field[rule.field])
    return found


def _not_alike(rule: Alike, told: Iterable[Told]) -> Iterator[Contradiction]:
    """Each camp against the one with most documents behind it, or with a person's word."""
    comparable: dict[Any, list[tuple[Any, Told]]] = defaultdict(list)
    for each in told:
        value = rule.comparer.read(each.value)
        if value is not None and each.kind not in rule.not_in:
            comparable[rule.comparer.script(value), each.part if rule.by_part else ""].append((value, each))
    for group in comparable.values():
        first, *others = sorted(_camps(rule.comparer, group), key=_weight, reverse=True)
        for other in others:
            yield Contradiction(Sort.DIFFERS, rule.field, first, other)


def _camps(comparer: Comparer, group: Iterable[tuple[Any, Told]]) -> list[Side]:
    """Values gathered about leaders no two of which agree; the evidence shown is the leader's own value."""
    camps: list[tuple[Any, list[Told], list[Told]]] = []
    for value, each in sorted(group, key=lambda pair: comparer.order(pair[0])):
        camp = next((camp for camp in camps if comparer.agree(camp[0], value)), None)
        if camp is None:
            camps.append((value, [each], [each]))
            continue
        camp[2].append(each)
        if value == camp[0]:
            camp[1].append(each)
    return [_side(leaders, members) for _, leaders, members in camps]


def _cited(by_field: Mapping[str, Sequence[Told]]) -> Iterator[Contradiction]:
    for rule in CITED:
        own = _by_number(each for each in by_field.get(rule.own_field, ()) if each.kind == rule.kind)
        cited = _by_number(each for each in by_field.get(rule.field, ()) if each.kind != rule.kind)
        for number, side in cited.items():
            if own and number not in own:
                likest = max(own, key=lambda known: (SequenceMatcher(None, number, known).ratio(), known))
                yield Contradiction(Sort.CITED, rule.field, side, own[likest])
        if not own:
            for one, other in combinations(sorted(cited), 2):
                if _almost(one, other):
                    yield Contradiction(Sort.ALMOST, rule.field, cited[one], cited[other])


def _by_number(told: Iterable[Told]) -> dict[str, Side]:
    same: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        if number := Number().read(each.value):
            same[number].append(each)
    return {number: _side(all_of_it, all_of_it) for number, all_of_it in same.items()}


def _almost(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= ALMOST


def _out_of_order(told: Iterable[Told]) -> Iterator[Contradiction]:
    """Of each two stages their first documents. A date without day or month counts where that does not matter."""
    stages: list[list[tuple[FormedDate, Told]]] = [[] for _ in STAGES]
    for each in told:
        formed = _formed(each.value)
        for stage, kinds in zip(stages, STAGES, strict=True):
            if formed and each.kind in kinds:
                stage.append((formed, each))
    for earlier, later in combinations(filter(None, stages), 2):
        began, first = min(earlier, key=lambda pair: pair[0].earliest)
        followed, second = min(later, key=lambda pair: pair[0].latest)
        if began.earliest > followed.latest:
            yield Contradiction(Sort.ORDER, "date", _side([first], [first]), _side([second], [second]))


def _formed(text: str) -> FormedDate | None:
    try:
        return FormedDate.parse(text)
    except InvalidInput:
        return None


def _side(leaders: Sequence[Told], members: Sequence[Told]) -> Side:
    return Side(max(leaders, key=lambda told: (told.trust, told.documents)), tuple(members))


def _weight(side: Side) -> Any:
    trust = max(told.trust for told in side.members)
    return trust > 1, side.documents, trust, side.best.value
