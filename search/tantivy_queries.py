"""Our queries in tantivy's objects. No query string is ever written, so there is nothing to escape."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tantivy import FieldType, Occur
from tantivy import Query as Engine

from search.engine import Audience, Query, Way
from search.query import AllTerms, And, Exact, Fuzzy, Node, Not, OcrTolerant, Or, Phrase, Prefix, Range, Text
from search.terms import (
    EXACT_NUMBER,
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

# A value such as 2014-05-20T00:00:00Z would be taken for a date, were it not marked as words.
WORDS = "="
MOST_VALUES = 65_000
FIRST_DAY, LAST_DAY = 1, 99_991_231


def find_all(schema: Any, query: Query) -> Any:
    """What is looked for, and around it, without a score, who may see it, its facets and its days."""
    limits = [admitted(schema, query.audience)]
    for name, values in query.facets.items():
        limits.append(_any_of(schema, f"facets.{name}", (WORDS + value for value in values)))
    if query.since or query.until:
        limits.append(_days(schema, query.since, query.until))
    return _every([_node(schema, query.node), *map(inside, limits)] if query.node else [*map(inside, limits)])


def inside(limit: Any) -> Any:
    return Engine.const_score_query(limit, 0.0)


def counted_by(names: Sequence[str]) -> dict[str, Any]:
    return {
        name: {"terms": {"field": f"facets.{name}", "size": MOST_VALUES, "segment_size": MOST_VALUES}} for name in names
    }


def admitted(schema: Any, audience: Audience) -> Any:
    return _some([_way(schema, way) for way in audience])


def _way(schema: Any, way: Way) -> Any:
    conditions = [
        _term(schema, "withdrawn", withdrawn_mark(way.withdrawn)),
        _any_of(schema, "level", way.levels),
    ]
    for field, allowed in (("department", way.departments), ("project", way.projects), ("id", way.records)):
        if allowed is not None:
            conditions.append(_any_of(schema, field, allowed))
    if way.opened_by is not None:
        conditions.append(_between(schema, "opens_on", 0, day_number(way.opened_by)))
    return _every(conditions)


def _node(schema: Any, node: Node) -> Any:
    match node:
        case And(parts):
            return _every([_node(schema, part) for part in parts])
        case Or(parts):
            return _some([_node(schema, part) for part in parts])
        case Not(part):
            return Engine.boolean_query(
                [(Occur.Must, inside(Engine.all_query())), (Occur.MustNot, _node(schema, part))]
            )
        case Phrase() | AllTerms() | OcrTolerant():
            return _some([_in_text(schema, node, text) for text in node.within])
        case Exact(number):
            return _scored(_term(schema, "number", number_key(number)), EXACT_NUMBER)
        case Prefix(number):
            # A key holds letters, digits, Han signs and inner hyphens: nothing that means more in a pattern.
            return _scored(Engine.regex_query(schema, "number", number_key(number) + ".*"), NUMBER_BEGINS)
        case Fuzzy(number):
            nearly = Engine.fuzzy_term_query(schema, "number", number_key(number), 1, transposition_cost_one=False)
            return _scored(nearly, NUMBER_NEARLY)
        case Range(since, until):
            return inside(_days(schema, since, until))


def _in_text(schema: Any, leaf: Phrase | AllTerms | OcrTolerant, text: Text) -> Any:
    if isinstance(leaf, OcrTolerant):
        found = Engine.disjunction_max_query([_phrase(schema, text, one) for one in places(leaf)])
    elif sign := lone_sign(leaf):
        found = inside(_term(schema, "sign", sign_mark(text, sign)))
    elif isinstance(leaf, AllTerms):
        found = _every([_term(schema, text, term) for term in all_terms(leaf)])
    else:
        found = _phrase(schema, text, places(leaf)[0])
    return _scored(found, TIERS[text]) if TIERS[text] else found


def _phrase(schema: Any, text: str, phrase: Sequence[Place]) -> Any:
    if len(phrase) == 1:
        return _term(schema, text, phrase[0].term)
    return Engine.phrase_query(schema, text, [(offset, term) for offset, term in phrase])


def _term(schema: Any, field: str, term: str) -> Any:
    return Engine.term_query(schema, field, term)


def _any_of(schema: Any, field: str, marks: Iterable[str]) -> Any:
    return Engine.term_set_query(schema, field, sorted(marks))


def _days(schema: Any, since: date | None, until: date | None) -> Any:
    first, last = day_number(since) if since else FIRST_DAY, day_number(until) if until else LAST_DAY
    return _between(schema, "day", first, last)


def _between(schema: Any, field: str, first: int, last: int) -> Any:
    return Engine.range_query(schema, field, FieldType.Unsigned, first, last)


def _scored(found: Any, score: float) -> Any:
    return Engine.const_score_query(found, score)


def _every(parts: Sequence[Any]) -> Any:
    return Engine.boolean_query([(Occur.Must, part) for part in parts])


def _some(parts: Sequence[Any]) -> Any:
    return Engine.boolean_query([(Occur.Should, part) for part in parts]) if parts else Engine.empty_query()
