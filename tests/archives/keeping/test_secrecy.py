"""A stamp is evidence and no right; a marked record comes out by a decision of a named authority and no other way."""

from datetime import date

import pytest

from archives.catalogue.secrecy import TERMS, Secrecy
from archives.catalogue.service import open_to
from archives.errors import InvalidInput, NotAllowed, RuleBroken
from archives.keeping import secrecy
from archives.people import Level
from archives.permissions import Actor, can
from tests.archives.keeping.conftest import TODAY, House

LATER = date(2030, 1, 1)


def test_recording_a_stamp_changes_nobodys_access(house: House) -> None:
    record = house.record(level=Level.OPEN, formed="1990")
    secrecy.stamp(house.db, house.an, record.id, Secrecy.CONFIDENTIAL, "cover of the volume")
    assert can(Actor(TODAY), record)
    assert not record.withdrawn


def test_an_unreviewed_stamp_is_not_opened_to_all(house: House) -> None:
    record = house.record(formed="1990", legacy_secrecy=Secrecy.CONFIDENTIAL)
    record.described_at = record.received_at
    with pytest.raises(RuleBroken, match="reviewed before it is opened"):
        open_to(house.db, house.an, record.id, Level.OPEN, Level.RESTRICTED)
    open_to(house.db, house.an, record.id, Level.INTERNAL, Level.RESTRICTED)
    secrecy.decide(house.db, house.an, record.id, None, "Secrecy bureau 2026-4", "term over", None)
    open_to(house.db, house.an, record.id, Level.OPEN, Level.RESTRICTED)


def test_a_mark_on_the_sheet_is_lifted_by_a_decision_alone(house: House) -> None:
    record = house.record(withdrawn=True, secrecy_mark="秘密★10年", legacy_secrecy=Secrecy.CONFIDENTIAL, formed="2001")
    record.described_at = record.received_at
    with pytest.raises(RuleBroken, match="stays withdrawn"):
        open_to(house.db, house.an, record.id, Level.INTERNAL, Level.RESTRICTED)
    for authority, reason in (("", "r"), ("a", " ")):
        with pytest.raises(InvalidInput):
            secrecy.decide(house.db, house.an, record.id, None, authority, reason, None)
    secrecy.decide(house.db, house.an, record.id, None, "Secrecy bureau 2026-4", "term over", None)
    assert record.withdrawn, "a decision shows nothing by itself"
    open_to(house.db, house.an, record.id, Level.INTERNAL, Level.RESTRICTED)
    assert not record.withdrawn
    record.secrecy_mark = "机密★20年"
    assert record.bears_secret, "another mark than the one that was reviewed"


def test_what_remains_secret_is_withdrawn_until_a_named_day_and_then_reviewed_again(house: House) -> None:
    record = house.record(legacy_secrecy=Secrecy.SECRET, formed="2001")
    with pytest.raises(InvalidInput, match="after today"):
        secrecy.decide(house.db, house.an, record.id, Secrecy.CONFIDENTIAL, "a", "r", TODAY)
    secrecy.decide(house.db, house.an, record.id, Secrecy.CONFIDENTIAL, "a", "r", LATER)
    assert record.withdrawn
    assert secrecy.to_review(house.db, house.an) == []
    assert secrecy.count_to_review(house.db, LATER) == 0
    assert secrecy.count_to_review(house.db, LATER.replace(day=2)) == 1


@pytest.mark.parametrize("degree", list(Secrecy))
def test_a_stamp_comes_up_when_it_has_outlived_its_term(house: House, degree: Secrecy) -> None:
    formed = TODAY.replace(year=TODAY.year - TERMS[degree])
    record = house.record(legacy_secrecy=degree, formed=str(formed))
    assert secrecy.count_to_review(house.db, TODAY) == (1 if degree is Secrecy.INTERNAL else 0)
    record.formed = str(formed.replace(day=1))
    house.db.flush()
    assert [found.id for found in secrecy.to_review(house.db, house.an)] == [record.id]


def test_only_archivists_review_and_only_what_is_stamped(house: House) -> None:
    record = house.record()
    for actor in (house.rao, house.shen, house.lin):
        with pytest.raises(NotAllowed):
            secrecy.decide(house.db, actor, record.id, None, "a", "r", None)
    with pytest.raises(RuleBroken, match="No stamp"):
        secrecy.decide(house.db, house.an, record.id, None, "a", "r", None)
