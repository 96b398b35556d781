"""What is missing, changed or stray is found, shown, put right from a copy where there is one, and on the trail."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from archives import audit
from archives.catalogue.keeping import changed
from archives.catalogue.model import Original, Record
from archives.db import now, today
from archives.intake.drafting import draft
from archives.intake.judging import judge
from archives.intake.model import Outcome as Came
from archives.intake.service import find_batch
from archives.jobs import Job
from archives.people import Role
from archives.safekeeping import taking_up
from archives.safekeeping.auditing import Outcome, open_faults, walk, walk_outside
from archives.safekeeping.model import FixityFault, Round
from archives.safekeeping.rounds import CHECK_STORE, ask_for_round
from archives.store import Wrong, object_id, open_store
from archives.tools import Tools
from tests.archives.intake.conftest import Desk
from tests.factories import an_account
from tests.scans import a_permit
from tests.store.stores import damage
from tests.visiting import Visitor, sign_in


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Original:
    """An original in the store, not read yet."""
    arrival = desk.take_in(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.reading() as db:
        return db.scalars(sa.select(Original).where(Original.record_id == arrival.record_id)).one()


def whole_round(tools: Tools) -> list[tuple[Wrong, str]]:
    done: list[Outcome] = [walk(tools, tools.store.place.folders()), walk_outside(tools)]
    return [(fault.kind, fault.path) for outcome in done for fault in outcome.wrong]


def faults(tools: Tools) -> list[FixityFault]:
    with tools.database.reading() as db:
        return open_faults(db)


def test_a_damaged_original_is_found_once_and_ends_when_it_is_sound_again(desk: Desk, kept: Original) -> None:
    tools, path = desk.tools, desk.tools.store.path(kept.key)
    sound = path.read_bytes()
    damage(path)
    assert whole_round(tools) == whole_round(tools) == [(Wrong.CHANGED, kept.key)]
    assert [fault.record_id for fault in faults(tools)] == [kept.record_id]
    with tools.database.reading() as db:
        told = db.scalars(sa.select(audit.Entry).where(audit.Entry.event == audit.Event.FIXITY_CHECKED)).all()
    assert [entry.detail["path"] for entry in told] == [kept.key]
    damage(path, sound)
    assert whole_round(tools) == []
    assert faults(tools) == []


def test_an_object_that_is_gone_altogether_is_missed(desk: Desk, kept: Original) -> None:
    folder = desk.tools.store.find(object_id("record", kept.record_id)).folder
    shutil.rmtree(Path(desk.tools.settings.originals) / folder.split("/")[0])
    assert whole_round(desk.tools) == [(Wrong.MISSING, f"{folder}/inventory.json")]


def test_a_file_that_nobody_knows_is_found_outside_the_objects_too(desk: Desk, kept: Original) -> None:
    (Path(desk.tools.settings.originals) / "扫描件.tif").write_bytes(b"x")
    assert whole_round(desk.tools) == [(Wrong.STRAY, "扫描件.tif")]


def test_with_a_copy_what_is_damaged_is_put_right_and_the_object_tells_of_it(
    desk: Desk, kept: Original, tmp_path: Path
) -> None:
    desk.tools = replace(desk.tools, copies=(open_store(tmp_path / "copy"),))
    tools = desk.tools
    with tools.database.transaction() as db:
        changed(db, kept.record_id)
    desk.work()
    path = tools.store.path(kept.key)
    sound = path.read_bytes()
    damage(path)
    assert whole_round(tools) == [(Wrong.CHANGED, kept.key)]
    assert path.read_bytes() == sound
    assert faults(tools) == []
    told = tools.store.events(tools.store.find(object_id("record", kept.record_id)))[-1]
    assert told["eventType"] == "recovery"
    assert told["eventOutcomeDetail"]["files"] == [{"path": kept.key, "was": "changed"}]


def test_an_object_whose_process_died_before_the_row_is_taken_up_and_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_permit(tmp_path / "permit.png")
    lost_row(desk, path)
    assert whole_round(desk.tools) == []
    with desk.tools.database.reading() as db:
        assert db.scalars(sa.select(Record)).all() == []  # its process might still be at it
    monkeypatch.setattr(taking_up, "UNDER_WAY", timedelta(0))
    whole_round(desk.tools)
    desk.work()
    with desk.tools.database.reading() as db:
        assert db.scalars(sa.select(Record.number)).all() == ["建字第330283201400046号"]
    assert desk.take_in(path).outcome is Came.ALREADY_HERE


def test_when_the_sender_has_sent_it_again_meanwhile_the_first_one_is_buried(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_permit(tmp_path / "permit.png")
    kept_as = lost_row(desk, path)
    assert desk.take_in(path).outcome is Came.KEPT
    monkeypatch.setattr(taking_up, "UNDER_WAY", timedelta(0))
    whole_round(desk.tools)
    assert desk.tools.store.find(kept_as).is_buried
    with desk.tools.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Record)) == 1


def lost_row(desk: Desk, path: Path) -> str:
    """Keep the bytes as intake does, and die before the rows. Gives the object's name."""
    batch = desk.batch()
    with desk.tools.database.reading() as db:
        judged = judge(path, path.name, 10**9)
        drafted = draft(db, desk.actor, find_batch(db, desk.actor, batch), judged)
    drafted.keep(desk.tools.store, path, desk.actor)
    return drafted.kept_as


def test_a_round_is_made_once_a_day_in_slices_and_asks_for_the_next(desk: Desk, kept: Original) -> None:
    for _ in range(2):
        with desk.tools.database.transaction() as db:
            ask_for_round(db, today())
    desk.work(only=CHECK_STORE)
    with desk.tools.database.reading() as db:
        (made,) = db.scalars(sa.select(Round))
        assert (made.objects, made.faults, made.finished_at is not None) == (1, 0, True)
        (tomorrow,) = db.scalars(sa.select(Job).where(Job.kind == CHECK_STORE, Job.state == "ready"))
        assert tomorrow.run_at > now() + timedelta(hours=23)
    with desk.tools.database.transaction() as db:
        ask_for_round(db, today())
    desk.work(only=CHECK_STORE)
    with desk.tools.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Round)) == 1


def test_a_round_goes_on_where_the_last_slice_ended(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        desk.take_in(a_permit(tmp_path / f"{number}.png", number=f"建字第33028320140004{number}号"))
    monkeypatch.setattr("archives.safekeeping.rounds.SECONDS_AT_A_TIME", 0.0)
    with desk.tools.database.transaction() as db:
        ask_for_round(db, today())
    desk.work(only=CHECK_STORE)
    with desk.tools.database.reading() as db:
        (made,) = db.scalars(sa.select(Round))
        assert (made.objects, made.finished_at is not None) == (3, True)


def test_the_page_shows_what_is_wrong_to_those_who_look_after_it(
    desk: Desk, kept: Original, client: Visitor, app: Flask
) -> None:
    damage(desk.tools.store.path(kept.key))
    sign_in(client, "an")
    client.post("/safekeeping/check")
    desk.work(only=CHECK_STORE)
    page = client.get("/safekeeping").text
    assert "1 file is not as it should be" in page
    assert kept.key in page
    with desk.tools.database.transaction() as db:
        db.add_all([an_account(Role.AUDITOR, "shen"), an_account(Role.STAFF, "wen"), an_account(Role.CITIZEN, "lin")])
    for name, status in (("shen", 200), ("wen", 403), ("lin", 403)):
        other = app.test_client()
        assert isinstance(other, Visitor)
        sign_in(other, name)
        assert other.get("/safekeeping").status_code == status
