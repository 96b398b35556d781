"""The queues and counts speak the SQL of both databases."""

from archives.catalogue import looking
from archives.catalogue.model import Retention
from archives.catalogue.secrecy import Secrecy
from archives.db import Database
from archives.keeping import card, disposals, holds, opening, secrecy
from archives.keeping.opening import Said
from archives.keeping.reviews import Outcome, Side
from archives.people import Level
from archives.permissions import Actor
from archives.trail import anchors
from tests.archives.keeping.conftest import TODAY, a_house


def test_every_queue_is_counted_and_listed(either_database: Database) -> None:
    with either_database.transaction() as db:
        house = a_house(db)
        old = house.record(retention=Retention.TEN_YEARS, formed="1999-05", legacy_secrecy=Secrecy.CONFIDENTIAL)
        opened = house.record(level=Level.OPEN, formed="2020")
        holds.place(db, house.an, project_id=house.town.bridge.id, reason="r", authority="a")
        opening.give_opinion(db, house.an, old.id, Side.ARCHIVE, Said(outcome=Outcome.OPEN, reason="r"))
        counts = card.counts(db, house.shen)
        assert dict(counts) == {"ending": 1, "disposals": 0, "holds": 1, "openings": 1, "secrecy": 1}
        assert [record.id for record in opening.to_review(db, house.rao)] == [old.id]
        assert [record.id for record in secrecy.to_review(db, house.an)] == [old.id]
        assert disposals.every_disposal(db, house.shen) == []
        anchors.note_head(db, TODAY)
        anchors.note_head(db, TODAY)
        assert len(anchors.every_anchor(db)) == 1
    for _ in range(2):
        looking.note_view(either_database, Actor(TODAY), opened, counted=True)
        looking.note_search(either_database, house.an, {"words": ["总图"]}, 1)
    with either_database.reading() as db:
        assert db.query(looking.ViewCount).one().views == 2
