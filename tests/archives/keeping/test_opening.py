"""Nothing whose closure was asked for opens by itself; what was decided opens on its day, to everyone."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archives.catalogue.describing import set_clock, summarise
from archives.catalogue.indexing import entries_of
from archives.catalogue.model import Record
from archives.catalogue.secrecy import Secrecy
from archives.catalogue.service import open_to
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.keeping import opening
from archives.keeping.opening import Said
from archives.keeping.reviews import UNTIL_DECIDED, Outcome, Side
from archives.people import Level
from archives.permissions import Actor, can
from tests.archives.keeping.conftest import TODAY, House

LATER = date(2040, 1, 1)
OPEN = Said(outcome=Outcome.OPEN, reason="nothing stands against it")
EXTEND = Said(outcome=Outcome.EXTEND, reason="a waterworks", legal_basis="档案法 Art. 27", until=LATER)
FAR = date(2400, 1, 1)


def about_to_open(house: House) -> Record:
    """Open to all, and its twenty-five years are over in a month."""
    record = house.record(level=Level.OPEN, opens_by_law=True, formed=str(TODAY.replace(year=2001, month=4)))
    set_clock(record)
    return record


def citizen(on: date) -> Actor:
    return Actor(on)


def give(house: House, record: Record, side: Side, said: Said) -> None:
    who = house.an if side is Side.ARCHIVE else house.rao
    opening.give_opinion(house.db, who, record.id, side, said)


def test_without_a_review_the_clock_of_the_law_opens_it(house: House) -> None:
    record = about_to_open(house)
    assert not can(citizen(TODAY), record)
    assert can(citizen(TODAY + timedelta(days=31)), record)


@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    said=st.lists(st.tuples(st.sampled_from(Side), st.sampled_from([OPEN, EXTEND])), min_size=1, max_size=5),
    on=st.dates(TODAY, FAR),
)
def test_one_voice_for_keeping_it_closed_is_enough_until_somebody_decides(
    house: House, said: list[tuple[Side, Said]], on: date
) -> None:
    record = about_to_open(house)
    for side, opinion in said:
        give(house, record, side, opinion)
    last = dict(said)
    asked_to_extend = EXTEND in last.values()
    by_law = date(2026, 4, 2)
    assert can(citizen(on), record) == (not asked_to_extend and on >= by_law)
    assert (entries_of(house.db, [record.id])[0].opens_on == UNTIL_DECIDED) == asked_to_extend


def test_an_extension_needs_both_opinions_a_basis_an_authority_and_a_later_day(house: House) -> None:
    record = about_to_open(house)
    with pytest.raises(RuleBroken, match="Nobody has given"):
        opening.decide(house.db, house.an, record.id, EXTEND, "City archives 2026-12")
    give(house, record, Side.ARCHIVE, EXTEND)
    with pytest.raises(RuleBroken, match="Both"):
        opening.decide(house.db, house.an, record.id, EXTEND, "City archives 2026-12")
    give(house, record, Side.DEPARTMENT, OPEN)
    for said, authority in (
        (EXTEND, ""),
        (Said(outcome=Outcome.EXTEND, reason="r", legal_basis="", until=LATER), "a"),
        (Said(outcome=Outcome.EXTEND, reason="", legal_basis="b", until=LATER), "a"),
        (Said(outcome=Outcome.EXTEND, reason="r", legal_basis="b", until=TODAY), "a"),
        (Said(outcome=Outcome.PARTLY, reason="r", legal_basis="b", until=date(2026, 4, 2)), "a"),
    ):
        with pytest.raises(InvalidInput):
            opening.decide(house.db, house.an, record.id, said, authority)
    opening.decide(house.db, house.an, record.id, EXTEND, "City archives 2026-12")
    assert record.opens_on == LATER
    assert not can(citizen(LATER - timedelta(days=1)), record)
    assert can(citizen(LATER), record)


def test_reading_it_again_or_setting_its_level_does_not_undo_an_extension(house: House) -> None:
    record = about_to_open(house)
    give(house, record, Side.DEPARTMENT, EXTEND)
    give(house, record, Side.ARCHIVE, EXTEND)
    opening.decide(house.db, house.an, record.id, EXTEND, "City archives 2026-12")
    summarise(house.db, record, "scan.pdf")
    assert record.opens_on is not None
    assert record.opens_on >= LATER
    record.described_at = record.received_at
    for by_law in (True, False):
        open_to(house.db, house.an, record.id, Level.OPEN, Level.RESTRICTED, by_law=by_law)
        assert not can(citizen(LATER - timedelta(days=1)), record)


def test_what_both_let_go_opens_to_all_whatever_its_level_was(house: House) -> None:
    record = house.record(level=Level.INTERNAL, formed="1999-05-20")
    give(house, record, Side.ARCHIVE, OPEN)
    give(house, record, Side.DEPARTMENT, OPEN)
    assert not can(citizen(FAR), record)
    opening.decide(house.db, house.an, record.id, OPEN, "")
    assert can(citizen(TODAY), record)
    assert opening.to_review(house.db, house.an) == []


def test_a_stamp_of_secrecy_is_reviewed_before_anything_opens(house: House) -> None:
    record = house.record(level=Level.INTERNAL, formed="1999", legacy_secrecy=Secrecy.CONFIDENTIAL)
    give(house, record, Side.ARCHIVE, OPEN)
    give(house, record, Side.DEPARTMENT, OPEN)
    with pytest.raises(RuleBroken, match="secret"):
        opening.decide(house.db, house.an, record.id, OPEN, "")


def test_a_department_speaks_for_its_own_records_and_only_for_itself(house: House) -> None:
    record = about_to_open(house)
    with pytest.raises(RuleBroken, match="your own department"):
        opening.give_opinion(house.db, house.rao, record.id, Side.ARCHIVE, OPEN)
    with pytest.raises(NotFound):
        opening.give_opinion(house.db, house.wang, record.id, Side.DEPARTMENT, OPEN)
    with pytest.raises(NotAllowed):
        opening.give_opinion(house.db, house.lin, record.id, Side.DEPARTMENT, OPEN)
    with pytest.raises(NotAllowed):
        opening.decide(house.db, house.rao, record.id, OPEN, "")
    with pytest.raises(InvalidInput, match="document"):
        opening.give_opinion(house.db, house.an, record.id, Side.DEPARTMENT, OPEN)
    opening.give_opinion(house.db, house.an, record.id, Side.DEPARTMENT, OPEN, "交运函 2026-8")


def test_the_queue_holds_what_opens_within_a_year_and_what_should_have(house: House) -> None:
    soon, overdue = about_to_open(house), house.record(formed="1998")
    house.record(formed="2010-01-01")
    extended = house.record(formed="1990", closed_until=TODAY + timedelta(days=100))
    house.record(formed="1990", closed_until=LATER)
    house.record(formed="1990", level=Level.OPEN)
    found = [record.id for record in opening.to_review(house.db, house.an)]
    assert found == [extended.id, overdue.id, soon.id]
    assert opening.count_to_review(house.db, TODAY) == 3
    assert [record.id for record in opening.to_review(house.db, house.rao)] == found
    assert opening.to_review(house.db, house.wang) == []
    assert opening.to_review(house.db, house.shen) == []
