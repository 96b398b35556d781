"""Who looked at what stands on the trail once; who reads what is open to all is only counted."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from archives import audit
from archives.catalogue import looking
from archives.catalogue.model import Page, Record
from archives.db import Database
from archives.people import Level
from archives.permissions import Actor
from tests.archives.sharing.shelf import Town, a_town
from tests.visiting import Visitor, sign_in


@pytest.fixture
def town(database: Database) -> Town:
    with database.transaction() as db:
        return a_town(db)


@pytest.fixture
def records(database: Database, town: Town) -> dict[Level, Record]:
    with database.transaction() as db:
        town.db = db
        found = {level: town.record(town.roads, level=level, title=f"{level} 总图") for level in Level}
        db.add_all([Page(record_id=record.id, number=number) for record in found.values() for number in (1, 2)])
        return found


def visitor(app: Flask, username: str = "") -> Visitor:
    client: Visitor = app.test_client()  # type: ignore[assignment]
    if username:
        sign_in(client, username)
    return client


def noted(database: Database, event: audit.Event) -> list[tuple[str, str]]:
    with database.reading() as db:
        found = sa.select(audit.Entry.name, audit.Entry.object_id).where(audit.Entry.event == event)
        return [tuple(row) for row in db.execute(found.order_by(audit.Entry.seq))]


def test_paging_through_a_record_is_one_view(app: Flask, database: Database, records: dict[Level, Record]) -> None:
    record = records[Level.INTERNAL]
    rao, an = visitor(app, "rao"), visitor(app, "an")
    for client in (rao, an):
        for number in (1, 2, 1):
            assert client.get(f"/records/{record.id}?page={number}").status_code == 200
            client.get(f"/records/{record.id}/pages/{number}.jpg")
    assert noted(database, audit.Event.VIEWED) == [("Rao", record.id), ("An", record.id)]


def test_a_view_ten_minutes_later_is_another(
    database: Database, town: Town, records: dict[Level, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as db:
        town.db = db
        an = town.actor(town.an)
    for _ in range(2):
        looking.note_view(database, an, records[Level.OPEN])
    later = audit.now() + looking.ONE_LOOK + timedelta(seconds=1)
    monkeypatch.setattr(looking, "now", lambda: later)
    looking.note_view(database, an, records[Level.OPEN])
    assert len(noted(database, audit.Event.VIEWED)) == 2


def test_public_reading_is_counted_and_followed_by_nobody(
    app: Flask, database: Database, records: dict[Level, Record]
) -> None:
    record = records[Level.OPEN]
    for client in (visitor(app), visitor(app), visitor(app, "lin")):
        assert client.get(f"/records/{record.id}").status_code == 200
        client.get(f"/records/{record.id}/pages/1.jpg")
    assert noted(database, audit.Event.VIEWED) == []
    with database.reading() as db:
        assert db.scalars(sa.select(looking.ViewCount.views)).one() == 3


def test_what_a_citizen_sees_by_a_grant_stands_on_the_trail(
    database: Database, town: Town, records: dict[Level, Record]
) -> None:
    with database.transaction() as db:
        town.db = db
        lin = town.actor(town.lin)
    looking.note_view(database, lin, records[Level.INTERNAL])
    assert noted(database, audit.Event.VIEWED) == [("Lin", records[Level.INTERNAL].id)]
    later = Record(id="x", level=Level.OPEN, opens_on=lin.today + timedelta(days=1))
    looking.note_view(database, lin, later)
    assert len(noted(database, audit.Event.VIEWED)) == 2


def test_a_hidden_record_leaves_no_view(app: Flask, database: Database, records: dict[Level, Record]) -> None:
    assert visitor(app, "wang").get(f"/records/{records[Level.INTERNAL].id}").status_code == 404
    assert noted(database, audit.Event.VIEWED) == []


def test_turning_the_pages_of_a_search_is_one_search_with_its_words(
    app: Flask, database: Database, records: dict[Level, Record]
) -> None:
    assert records
    an = visitor(app, "an")
    for query in ("words=总图", "words=总图&page=2", "words=总图&order=newest", "", "page=2"):
        assert an.get(f"/search?{query}").status_code == 200
    an.get("/search?words=总图&level=open")
    visitor(app).get("/search?words=总图")
    visitor(app, "lin").get("/search?words=总图")
    assert [name for name, _ in noted(database, audit.Event.SEARCHED)] == ["An", "An"]
    with database.reading() as db:
        first = db.scalars(sa.select(audit.Entry).where(audit.Entry.event == audit.Event.SEARCHED)).first()
        assert first is not None
        assert first.detail["asked"] == {"words": ["总图"]}
        assert audit.verify(db) is None


def test_a_search_that_asks_for_nothing_is_not_noted(database: Database) -> None:
    looking.note_search(database, Actor(date(2026, 3, 2), "an"), {"page": ["2"], "words": []}, 0)
    assert noted(database, audit.Event.SEARCHED) == []
