"""When nothing was found: what would be, were a sign misread or mistyped. Marked as a guess, never counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archives.catalogue.describing import current_values
from archives.catalogue.fields import NUMBERS
from archives.finding.hits import Hit, hits_of
from archives.permissions import Actor
from search.engine import Query, SearchEngine
from search.loosening import doubted, loosened
from search.query import Fuzzy, OcrTolerant
from search.words import number_key, one_sign_apart, plain

GUESSES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """`instead` are the words as the archive has them, to be searched for with a click."""

    hits: Sequence[Hit]
    instead: Sequence[str]


def guessed(db: Session, actor: Actor, engine: SearchEngine, query: Query, typed: str) -> Guess | None:
    loose = loosened(query.node) if query.node else None
    if loose is None:
        return None
    near = replace(query, node=loose, per_page=GUESSES, first=0, counted=(), order="relevance")
    hits = hits_of(db, actor, engine.find(near).ids, loose)
    written: list[str] = []
    for leaf in doubted(loose):
        read = leaf.number if isinstance(leaf, Fuzzy) else leaf.text
        for hit in hits:
            written += [typed.replace(read, text) for text in _in_archive(db, hit, leaf) if read in typed]
    instead = {plain(text): text for text in reversed(written) if plain(text) != plain(typed)}
    return Guess(hits=hits, instead=list(instead.values())[::-1][:3]) if hits else None


def _in_archive(db: Session, hit: Hit, leaf: OcrTolerant | Fuzzy) -> Iterator[str]:
    """How the archive writes what was meant, in what this reader may see of it."""
    if isinstance(leaf, Fuzzy):
        values = current_values(db, hit.record.id)
        for name in NUMBERS:
            if name in values and one_sign_apart(number_key(values[name].value), number_key(leaf.number)):
                yield values[name].value
    elif hit.snippet is not None:
        for start, end in hit.snippet.marks:
            marked = "".join(hit.snippet.text[start:end].split())
            if len(plain(marked)) == len(plain(leaf.text)):
                yield marked
