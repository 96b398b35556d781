"""A query worked out with plain sets over an engine's postings, for engines that have no good planner of their own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import log
from typing import Protocol

from search.engine import Audience, Query, Way
from search.query import AllTerms, And, Exact, Fuzzy, Node, Not, OcrTolerant, Or, Phrase, Prefix, Range, Text
from search.terms import (
    EXACT_NUMBER,
    JOINT,
    NUMBER_BEGINS,
    NUMBER_NEARLY,
    TIERS,
    Place,
    all_terms,
    day_number,
    lone_sign,
    places,
    sign_mark,
    withdrawn_mark,
)
from search.words import number_key

Ids = frozenset[int]
Scores = dict[int, float]

K1, B = 1.2, 0.75


class Postings(Protocol):
    """One state of an index. Entries are known by a number of the engine's own."""

    def every(self) -> Ids: ...

    def having(self, field: str, term: str) -> Ids: ...

    def beginning(self, field: str, prefix: str) -> Iterable[str]:
        """The terms of a field that begin like this, in order."""
        ...

    def near(self, field: str, term: str) -> Iterable[str]:
        """The terms of a field with at most one sign wrong, missing or too many."""
        ...

    def positions(self, field: str, term: str, among: Ids) -> Mapping[int, Sequence[int]]: ...

    def length(self, field: Text, entry: int) -> float:
        """How long this entry's text is, as a multiple of the average."""
        ...


def admitted(audience: Audience, postings: Postings) -> Ids:
    return frozenset().union(*(_by(way, postings) for way in audience))


def _by(way: Way, postings: Postings) -> Ids:
    conditions: list[Iterable[Ids]] = [
        [postings.having("withdrawn", withdrawn_mark(way.withdrawn))],
        _each("level", way.levels, postings),
    ]
    for field, allowed in (("department", way.departments), ("project", way.projects), ("id", way.records)):
        if allowed is not None:
            conditions.append(_each(field, allowed, postings))
    if way.opened_by is not None:
        conditions.append(_days("opens_on", 0, day_number(way.opened_by), postings))
    return frozenset.intersection(*(frozenset().union(*sets) for sets in conditions))


def _each(field: str, marks: Iterable[str], postings: Postings) -> Iterator[Ids]:
    return (postings.having(field, mark) for mark in marks)


def _days(field: str, first: int, last: int, postings: Postings) -> Iterator[Ids]:
    return (postings.having(field, term) for term in postings.beginning(field, "") if first <= int(term) <= last)


def narrowed(query: Query, postings: Postings) -> Ids:
    """What the reader may see, within the facets and days asked for."""
    left = admitted(query.audience, postings)
    for name, values in query.facets.items():
        marks = (f"{name}{JOINT}{value}" for value in values)
        left &= frozenset().union(*_each("facet", marks, postings))
    if query.since or query.until:
        left = frozenset(evaluate(Range(query.since, query.until), postings, left))
    return left


def evaluate(node: Node, postings: Postings, among: Ids) -> Scores:
    """The entries of `among` that the node finds, each with its score."""
    match node:
        case And(parts):
            return _all(parts, postings, among)
        case Or(parts):
            return _sum(evaluate(part, postings, among) for part in parts)
        case Not(part):
            return dict.fromkeys(among - evaluate(part, postings, among).keys(), 0.0)
        case Phrase() | AllTerms() | OcrTolerant():
            return _sum(_in_text(node, text, postings, among) for text in node.within)
        case Exact(number):
            return dict.fromkeys(postings.having("number", number_key(number)) & among, EXACT_NUMBER)
        case Prefix(number):
            return _numbered(postings.beginning("number", number_key(number)), NUMBER_BEGINS, postings, among)
        case Fuzzy(number):
            return _numbered(postings.near("number", number_key(number)), NUMBER_NEARLY, postings, among)
        case Range(since, until):
            first, last = day_number(since) if since else 0, day_number(until) if until else 99_991_231
            found = frozenset[int]().union(*_days("day", first, last, postings))
            return dict.fromkeys(found & among, 0.0)


def _all(parts: Sequence[Node], postings: Postings, among: Ids) -> Scores:
    total = dict.fromkeys(among, 0.0)
    for part in parts:
        found = evaluate(part, postings, frozenset(total))
        total = {entry: total[entry] + score for entry, score in found.items()}
    return total


def _sum(each: Iterable[Scores]) -> Scores:
    def both(total: Scores, more: Scores) -> Scores:
        for entry, score in more.items():
            total[entry] = total.get(entry, 0.0) + score
        return total

    return reduce(both, each, {})


def _numbered(keys: Iterable[str], score: float, postings: Postings, among: Ids) -> Scores:
    found = frozenset[int]().union(*_each("number", keys, postings))
    return dict.fromkeys(found & among, score)


def _in_text(leaf: Phrase | AllTerms | OcrTolerant, text: Text, postings: Postings, among: Ids) -> Scores:
    if isinstance(leaf, OcrTolerant):
        found = _best(_phrase(text, one, postings, among) for one in places(leaf))
    elif sign := lone_sign(leaf):
        found = dict.fromkeys(postings.having("sign", sign_mark(text, sign)) & among, 0.0)
    elif isinstance(leaf, AllTerms):
        found = _all_terms(text, all_terms(leaf), postings, among)
    else:
        found = _phrase(text, places(leaf)[0], postings, among)
    tier = TIERS[text]
    return dict.fromkeys(found, tier) if tier else found


def _best(each: Iterable[Scores]) -> Scores:
    best: Scores = {}
    for found in each:
        best.update({entry: score for entry, score in found.items() if score > best.get(entry, 0.0)})
    return best


def _all_terms(text: Text, wanted: Sequence[str], postings: Postings, among: Ids) -> Scores:
    each = [_phrase(text, [Place(0, term)], postings, among) for term in wanted]
    return {entry: sum(scores[entry] for scores in each) for entry in set(each[0]).intersection(*each[1:])}


def _phrase(text: Text, phrase: Sequence[Place], postings: Postings, among: Ids) -> Scores:
    """The rarest term first, and positions only of entries that still can have the phrase."""
    having = {term: postings.having(text, term) for _, term in phrase}
    left = reduce(frozenset.__and__, sorted(having.values(), key=len), among)
    starts: dict[int, set[int]] = {}
    for at, (offset, term) in enumerate(sorted(phrase, key=lambda place: len(having[place.term]))):
        found = postings.positions(text, term, left)
        if at:
            starts = {
                entry: both
                for entry, places in found.items()
                if (both := starts[entry].intersection([place - offset for place in places]))
            }
        else:
            starts = {entry: {place - offset for place in places} for entry, places in found.items()}
        left = frozenset(starts)
    every = len(postings.every())
    rarity = sum(log(1 + (every - len(ids) + 0.5) / (len(ids) + 0.5)) for ids in having.values())
    return {entry: _bm25(rarity, len(at), postings.length(text, entry)) for entry, at in starts.items()}


def _bm25(rarity: float, often: int, length: float) -> float:
    return rarity * often * (K1 + 1) / (often + K1 * (1 - B + B * length))
