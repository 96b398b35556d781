from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from archives import audit
from archives.audit import Event, Head
from archives.db import Database, now
from archives.errors import RuleBroken


@pytest.fixture
def database(either_database: Database) -> Database:
    return either_database


def note(
    database: Database, event: Event = Event.READ, object_id: str = "r1", who: str = "lin", **detail: object
) -> None:
    with database.transaction() as db:
        audit.write(db, who, who.title(), event, "record", object_id, **detail)


def first_broken(database: Database, known: Head | None = None) -> int | None:
    with database.reading() as db:
        return audit.verify(db, [known] if known else [])


def tamper(database: Database, *statements: str) -> None:
    """As someone with all the rights of the database's owner can."""
    unlocking = {
        "sqlite": ["DROP TRIGGER trail_no_update", "DROP TRIGGER trail_no_delete"],
        "postgresql": ["SET LOCAL session_replication_role = replica"],
    }
    with database.transaction() as db:
        for statement in [*unlocking[database.engine.dialect.name], *statements]:
            db.execute(sa.text(statement))


def test_the_trail_tells_who_did_what_to_which_thing(database: Database) -> None:
    note(database, Event.ACCESS_GRANTED, purpose="修缮", until=date(2027, 1, 31), levels=["open", "internal"])
    with database.reading() as db:
        (entry,) = db.scalars(sa.select(audit.Entry))
    assert (entry.seq, entry.account_id, entry.name, entry.event) == (1, "lin", "Lin", Event.ACCESS_GRANTED)
    assert (entry.object_kind, entry.object_id) == ("record", "r1")
    assert entry.detail == {"purpose": "修缮", "until": "2027-01-31", "levels": ["open", "internal"]}
    assert abs(entry.at - now()) < timedelta(minutes=1)


def test_what_is_rolled_back_leaves_no_trace_and_no_gap(database: Database) -> None:
    note(database)

    def write_and_stumble() -> None:
        with database.transaction() as db:
            audit.write(db, "lin", "Lin", Event.READ, "record", "r2")
            raise RuleBroken("no")

    with pytest.raises(RuleBroken):
        write_and_stumble()
    note(database)
    assert first_broken(database) is None
    with database.reading() as db:
        assert list(db.scalars(sa.select(audit.Entry.seq).order_by(audit.Entry.seq))) == [1, 2]


def test_several_entries_in_one_transaction_are_chained(database: Database) -> None:
    with database.transaction() as db:
        for number in range(3):
            audit.write(db, None, "nobody", Event.SIGN_IN_REFUSED, "account", str(number))
    assert first_broken(database) is None


def test_an_event_that_is_not_in_the_vocabulary_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="looked over the shoulder"), database.transaction() as db:
        audit.write(db, "lin", "Lin", "looked over the shoulder", "record", "r1")


@pytest.mark.parametrize("change", ["UPDATE trail SET name = 'Wang'", "DELETE FROM trail"])
def test_the_database_itself_refuses_to_change_or_remove_entries(database: Database, change: str) -> None:
    note(database)
    with pytest.raises(sa.exc.DBAPIError, match="append only"), database.engine.begin() as connection:
        connection.execute(sa.text(change))
    assert first_broken(database) is None


@pytest.mark.parametrize(
    "change",
    [
        "name = 'Wang'",
        "account_id = NULL",
        "event = 'downloaded'",
        "object_id = 'r9'",
        "object_kind = 'volume'",
        "at = '2020-01-01 00:00:00.000000'",
        'detail = \'{"purpose": "other"}\'',
        f"hash = '{'0' * 64}'",
        f"previous = '{'0' * 64}'",
    ],
)
def test_whatever_is_changed_in_an_entry_shows(database: Database, change: str) -> None:
    for _ in range(3):
        note(database, purpose="repair")
    tamper(database, f"UPDATE trail SET {change} WHERE seq = 2")  # noqa: S608 - our own words
    assert first_broken(database) == 2


def test_an_entry_taken_out_shows_even_when_the_others_are_renumbered(database: Database) -> None:
    for _ in range(4):
        note(database)
    tamper(database, "DELETE FROM trail WHERE seq = 2", "UPDATE trail SET seq = 2 WHERE seq = 3")
    assert first_broken(database) == 2


def test_an_entry_taken_out_shows_as_a_gap(database: Database) -> None:
    for _ in range(3):
        note(database)
    tamper(database, "DELETE FROM trail WHERE seq = 1")
    assert first_broken(database) == 1


def test_a_trail_cut_short_or_written_anew_shows_against_a_head_noted_elsewhere(database: Database) -> None:
    for _ in range(3):
        note(database)
    with database.reading() as db:
        known = audit.head(db)
    assert first_broken(database, known) is None
    tamper(database, "DELETE FROM trail WHERE seq = 3")
    assert first_broken(database) is None
    assert first_broken(database, known) == 3
    note(database, object_id="another")
    assert first_broken(database, known) == 3


def test_many_writers_make_one_unbroken_chain(database: Database) -> None:
    def write_ten(who: str) -> None:
        for number in range(10):
            note(database, object_id=str(number), who=who)

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write_ten, ["lin", "wang", "zhao", "chen"]))
    assert first_broken(database) is None
    with database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(audit.Entry)) == 40
