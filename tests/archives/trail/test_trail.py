import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from archives import audit
from archives.audit import Event
from archives.db import Database
from archives.errors import InvalidInput, NotAllowed
from archives.people import Role
from archives.permissions import Actor
from archives.trail import service
from archives.trail.asked import Asked
from archives.trail.table import FORMULA_SIGNS, HEADINGS, csv_lines, inert
from archives.trail.words import EVENTS, KINDS

TODAY = date(2026, 3, 2)
CHINA = timezone(timedelta(hours=8))
SHEN = Actor(TODAY, "shen", "Shen", Role.AUDITOR)


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.transaction() as db:
        yield db


def told(db: Session, asked: Asked = Asked(), page: int = 1) -> list[str]:  # noqa: B008 - frozen
    return [entry.object_id for entry in service.read_trail(db, SHEN, asked, CHINA, page).entries]


def write(db: Session, name: str = "Lin", event: Event = Event.READ, kind: str = "record", thing: str = "r1") -> None:
    audit.write(db, name.lower(), name, event, kind, thing)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_only_auditors_read_the_trail(db: Session, role: Role) -> None:
    actor = Actor(TODAY, "x", "X", role, department_id="d")
    for act in (
        lambda: service.read_trail(db, actor, Asked(), CHINA),
        lambda: service.check_chain(db, actor),
        lambda: service.note_export(db, actor, {}),
        lambda: list(service.export(db, actor, Asked(), CHINA)),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert audit.head(db).seq == 0


def test_reading_the_trail_is_written_down_with_what_was_looked_for(db: Session) -> None:
    write(db)
    service.read_trail(db, SHEN, Asked(name="Lin"), CHINA)
    newest = service.read_trail(db, SHEN, Asked(), CHINA).entries[0]
    assert (newest.name, newest.event, newest.object_kind) == ("Shen", Event.READ, "trail")
    assert newest.detail["asked"] == {"name": "Lin"}


def test_the_trail_is_filtered_by_name_event_and_thing(db: Session) -> None:
    write(db, "Lin", Event.READ, "record", "r1")
    write(db, "Lin", Event.DOWNLOADED, "record", "r2")
    write(db, "Wang_", Event.READ, "page", "r3")
    assert told(db, Asked(name="li")) == ["r2", "r1"]
    assert told(db, Asked(name="_")) == ["r3"]
    assert told(db, Asked(event=Event.DOWNLOADED)) == ["r2"]
    assert told(db, Asked(thing="r3")) == ["r3"]
    assert told(db, Asked(thing="record")) == ["r2", "r1"]
    assert told(db, Asked(name="Lin", event=Event.READ)) == ["r1"]


def at(db: Session, moment: datetime, thing: str) -> None:
    seq = audit.head(db).seq + 1
    db.add(
        audit.Entry(
            seq=seq, at=moment, account_id=None, name="", event=Event.READ, object_kind="record", object_id=thing,
            detail={}, previous="", hash=str(seq),
        )
    )  # fmt: skip
    db.flush()


def test_days_are_whole_days_in_the_readers_zone(db: Session) -> None:
    at(db, datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), "the evening before")
    at(db, datetime(2026, 3, 1, 16, 0, tzinfo=UTC), "its first moment")
    at(db, datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC), "its last moment")
    at(db, datetime(2026, 3, 2, 16, 0, tzinfo=UTC), "the next day")
    assert told(db, Asked(since=TODAY, until=TODAY)) == ["its last moment", "its first moment"]


def test_the_trail_comes_in_pages_the_newest_first(db: Session) -> None:
    for number in range(service.PER_PAGE + 1):
        write(db, thing=f"r{number}")
    only = Asked(thing="record")
    assert told(db, only)[0] == f"r{service.PER_PAGE}"
    assert told(db, only, 2) == ["r0"]
    assert told(db, only, -3)[0] == f"r{service.PER_PAGE}"


def test_a_whole_chain_is_said_to_hold(db: Session) -> None:
    write(db)
    write(db)
    assert service.read_trail(db, SHEN, Asked(), CHINA).checked is None
    service.note_check(db, SHEN, service.check_chain(db, SHEN))
    checked = service.read_trail(db, SHEN, Asked(), CHINA).checked
    assert checked is not None
    assert (checked.last, checked.broken) == (3, None)


def test_the_first_changed_entry_is_named(db: Session) -> None:
    for thing in ("r1", "r2", "r3"):
        write(db, thing=thing)
    db.execute(sa.text("DROP TRIGGER trail_no_update"))
    db.execute(sa.text("UPDATE trail SET name = 'Nobody' WHERE seq = 2"))
    db.expire_all()
    service.note_check(db, SHEN, service.check_chain(db, SHEN))
    checked = service.read_trail(db, SHEN, Asked(), CHINA).checked
    assert checked is not None
    assert checked.broken == 2


@pytest.mark.parametrize(
    "typed", [{"event": "stole"}, {"since": "yesterday"}, {"until": "2026-02-30"}, {"until": "9999-12-31"}]
)
def test_what_cannot_be_looked_for_is_said(typed: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        Asked.read(typed)


def test_an_empty_form_asks_for_everything() -> None:
    assert Asked.read({"name": " ", "event": "", "thing": "", "since": "", "until": ""}) == Asked()


def test_what_was_asked_for_can_be_asked_again() -> None:
    asked = Asked(name="Lin", event=Event.READ, thing="r1", since=TODAY, until=TODAY)
    assert Asked.read(asked.told()) == asked


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = inert(text)
    assert not cell.lstrip(" \u3000").startswith(FORMULA_SIGNS)
    assert cell in {text, f"'{text}"}


def test_the_table_holds_the_whole_trail_in_order_and_nothing_that_runs(db: Session) -> None:
    write(db, name='=HYPERLINK("http://x","y")', thing="r1")
    write(db, name="林,\n“小”", thing="r2")
    text = "".join(csv_lines(service.export(db, SHEN, Asked(), CHINA)))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert tuple(rows[0]) == HEADINGS
    assert [row["object_id"] for row in rows] == ["r1", "r2"]
    assert [row["name"] for row in rows] == ['\'=HYPERLINK("http://x","y")', "林,\n“小”"]


def test_every_event_has_a_name_for_people() -> None:
    assert set(EVENTS) == set(Event)
    assert len(set(EVENTS.values())) == len(EVENTS)
    assert all(KINDS.values())
