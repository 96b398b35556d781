"""Chains of revisions: proposed from what is described, confirmed by an archivist, shown as far as one may see."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.catalogue import relations, revisions
from archives.catalogue.model import FieldValue, Record, Source
from archives.catalogue.natural import natural_key
from archives.catalogue.relations import RelationKind
from archives.errors import NotAllowed, NotFound, RuleBroken
from archives.people import Level
from archives.permissions import Actor
from tests.archives.sharing.conftest import town
from tests.archives.sharing.shelf import TODAY, Town, a_project

__all__ = ["town"]
VISITOR = Actor(TODAY)


def a_drawing(town: Town, number: str = "建施-06", formed: str = "2014-02", **said: str) -> Record:
    more = {name: said.pop(name) for name in ("level", "project") if name in said}
    record = town.record(town.roads, title=f"{number} {said}", **more)
    record.kind, record.number, record.formed = "drawing", number, formed
    for field, value in {"drawing_no": number, **said}.items():
        town.db.add(FieldValue(record_id=record.id, field=field, value=value, source=Source.OCR))
    town.db.flush()
    return record


def proposed(town: Town, *records: Record) -> list[tuple[str, str, RelationKind]]:
    found = revisions.proposals(town.db, town.actor(town.an), records)
    return [(proposal.later.id, proposal.earlier.id, proposal.kind) for proposal in found]


def test_a_later_revision_is_proposed_to_replace_the_one_before_it(town: Town) -> None:
    a, b, c = (a_drawing(town, revision=revision) for revision in ("A", "B", "C"))
    kind = RelationKind.SUPERSEDES
    assert proposed(town, c, a, b) == [(b.id, a.id, kind), (c.id, b.id, kind)]


def test_an_as_built_drawing_comes_after_every_revision(town: Town) -> None:
    built = a_drawing(town, formed="2013", stage="竣工图")
    drawn = a_drawing(town, formed="2014", stage="施工图", revision="B")
    assert proposed(town, built, drawn) == [(built.id, drawn.id, RelationKind.AS_BUILT_OF)]


def test_without_revision_the_date_decides_and_without_either_nothing_is_proposed(town: Town) -> None:
    first, second = a_drawing(town, formed="2014-02"), a_drawing(town, formed="2014-06-01")
    assert proposed(town, second, first) == [(second.id, first.id, RelationKind.SUPERSEDES)]
    assert proposed(town, first, a_drawing(town, formed="2014-02")) == []


def test_other_numbers_names_and_projects_keep_drawings_apart(town: Town) -> None:
    other = a_project("另一工程", 2)
    town.db.add(other)
    town.db.flush()
    first = a_drawing(town, revision="A", drawing_name="一层平面图")
    others = [
        a_drawing(town, "建施-07", revision="B"),
        a_drawing(town, revision="B", drawing_name="立面图"),
        a_drawing(town, revision="B", project=other),  # type: ignore[arg-type]
    ]
    assert proposed(town, first, *others) == []


def test_what_a_person_decided_is_not_proposed_again(town: Town) -> None:
    archivist = town.actor(town.an)
    a, b, c = (a_drawing(town, revision=revision) for revision in ("A", "B", "C"))
    relations.relate(town.db, archivist, b.id, a.id, RelationKind.SUPERSEDES, confirmed=True)
    relations.relate(town.db, archivist, c.id, b.id, RelationKind.SUPERSEDES, confirmed=False)
    assert proposed(town, a, b, c) == []
    assert [[link.record.id for link in chain] for chain in relations.chains(town.db, [c, b, a])] == [[a.id, b.id]]


def test_a_chain_is_shown_as_far_as_the_reader_may_see(town: Town) -> None:
    archivist = town.actor(town.an)
    a, c, d = (a_drawing(town, revision=revision, level=Level.OPEN) for revision in "ACD")
    b = a_drawing(town, revision="B", level=Level.RESTRICTED)
    for later, earlier in ((b, a), (c, b), (d, c)):
        relations.relate(town.db, archivist, later.id, earlier.id, RelationKind.SUPERSEDES, confirmed=True)
    whole = relations.chains_of(town.db, archivist, a)
    assert [[link.record.id for link in chain] for chain in whole] == [[a.id, b.id, c.id, d.id]]
    assert relations.chains_of(town.db, VISITOR, a) == []
    assert [[link.record.id for link in chain] for chain in relations.chains_of(town.db, VISITOR, d)] == [[c.id, d.id]]


def test_a_chain_never_bites_its_tail(town: Town) -> None:
    archivist = town.actor(town.an)
    records = [a_drawing(town, revision=revision) for revision in "ABC"]
    for earlier, later in pairwise(records):
        relations.relate(town.db, archivist, later.id, earlier.id, RelationKind.SUPERSEDES, confirmed=True)
    for later, earlier in ((records[0], records[2]), (records[0], records[0])):
        with pytest.raises(RuleBroken):
            relations.relate(town.db, archivist, later.id, earlier.id, RelationKind.SUPERSEDES, confirmed=True)


def test_only_archivists_propose_and_decide(town: Town) -> None:
    a, b = a_drawing(town, revision="A"), a_drawing(town, revision="B")
    with pytest.raises(NotAllowed):
        revisions.proposals(town.db, town.actor(town.rao), [a, b])
    with pytest.raises(NotAllowed):
        relations.relate(town.db, town.actor(town.rao), b.id, a.id, RelationKind.SUPERSEDES, confirmed=True)
    with pytest.raises(NotFound):
        relations.relate(town.db, town.actor(town.an), b.id, "nosuch", RelationKind.SUPERSEDES, confirmed=True)


def test_numbers_stand_in_natural_order() -> None:
    numbers = ["建施-10", "建施-2", "结施-1", "建施-02a", "S-12A", "s-2", "建施"]
    assert sorted(numbers, key=natural_key) == ["s-2", "S-12A", "建施", "建施-2", "建施-02a", "建施-10", "结施-1"]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_texts_can_be_ordered(texts: list[str]) -> None:
    sorted(texts, key=natural_key)
