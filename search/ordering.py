"""The order of hits, for engines that leave it to us, and of the values of a facet."""

from collections.abc import Iterable, Mapping, Sequence

from search.engine import Query


def ordered(scores: Mapping[int, float], days: Mapping[int, str], query: Query) -> Sequence[int]:
    """The hits of the page asked for. Entries without a day come last, by whichever day the others are ordered."""
    entries = sorted(scores)
    if query.by_day:
        dated = [entry for entry in entries if entry in days]
        dated.sort(key=lambda entry: days[entry], reverse=query.order != "oldest")
        entries = dated + [entry for entry in entries if entry not in days]
    else:
        entries.sort(key=lambda entry: -scores[entry])
    return entries[query.first : query.first + query.per_page]


def most_first(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    return dict(sorted(counts, key=lambda count: (-count[1], count[0])))
