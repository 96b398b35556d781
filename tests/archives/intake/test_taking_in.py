"""What comes in is judged, kept and written down; what must not come in leaves one line and nothing else."""

import struct
from pathlib import Path

import pikepdf
import pytest
import sqlalchemy as sa

from archives.catalogue.keeping import KEEP_RECORD
from archives.catalogue.model import Original, Record
from archives.errors import NotAllowed, RuleBroken
from archives.intake import service
from archives.intake.model import Outcome
from archives.jobs import Job
from archives.people import Level, Role
from archives.permissions import Actor
from tests.archives.intake.conftest import TODAY, Desk
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in


def test_a_scan_is_kept_unchanged_and_its_reading_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = a_permit(tmp_path / "permit.png")
    arrival = desk.take_in(path)
    assert arrival.outcome is Outcome.KEPT
    with desk.tools.database.reading() as db:
        record = db.get_one(Record, arrival.record_id)
        assert desk.tools.store.path(record.original.key).read_bytes() == path.read_bytes()
        assert record.original.name == "permit.png"
        assert set(db.scalars(sa.select(Job.kind))) == {service.READ_RECORD, KEEP_RECORD}


def test_an_unread_scan_is_shown_to_archivists_only(desk: Desk, tmp_path: Path) -> None:
    arrival = desk.take_in(a_permit(tmp_path / "permit.png"), level=Level.OPEN)
    with desk.tools.database.reading() as db:
        assert db.get_one(Record, arrival.record_id).withdrawn


def test_a_file_that_is_no_scan_is_refused_and_nothing_of_it_kept(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"PK\x03\x04 not a plan")
    arrival = desk.take_in(path)
    assert arrival.outcome is Outcome.REFUSED
    assert "ZIP" in arrival.reasons[0]["template"]
    assert list(desk.tools.store.keys()) == []
    with desk.tools.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Record)) == 0


def test_a_bomb_gets_a_sentence_with_its_size_on_the_batch_page(desk: Desk, client: Visitor, tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 60_000, 60_000, 8, 0, 0, 0, 0, 0))
    batch = desk.batch()
    assert desk.take_in(path, batch).outcome is Outcome.REFUSED
    sign_in(client, "an")
    assert "60000 × 60000 pixels" in client.get(f"/batches/{batch}").text


def test_a_locked_pdf_is_kept_unopened_for_the_archivist(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path, encryption=pikepdf.Encryption(user="u", owner="o"))
    arrival = desk.take_in(path)
    assert arrival.outcome is Outcome.QUARANTINED
    assert arrival.record_id is None
    assert desk.tools.store.path(arrival.quarantine_key or "").read_bytes() == path.read_bytes()


def test_one_bad_file_stops_none_of_its_batch(desk: Desk, tmp_path: Path) -> None:
    batch = desk.batch()
    bad = tmp_path / "bad.tif"
    bad.write_bytes(b"")
    outcomes = [desk.take_in(path, batch).outcome for path in (bad, a_permit(tmp_path / "good.jpg"))]
    assert outcomes == [Outcome.REFUSED, Outcome.KEPT]


def test_the_same_file_is_not_stored_twice(desk: Desk, tmp_path: Path) -> None:
    path = a_permit(tmp_path / "permit.png")
    first, second = desk.take_in(path), desk.take_in(path)
    assert second.outcome is Outcome.ALREADY_HERE
    assert second.record_id == first.record_id
    with desk.tools.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Original)) == 1


def test_only_archivists_open_batches(desk: Desk) -> None:
    for role in (Role.CITIZEN, Role.STAFF, Role.AUDITOR, Role.ADMINISTRATOR):
        actor = Actor(TODAY, "someone", role=role, department_id=desk.department.id)
        with desk.tools.database.transaction() as db, pytest.raises(NotAllowed):
            service.open_batch(db, actor, "shelf", desk.department.id, Level.OPEN, Level.RESTRICTED)


def test_nothing_above_the_ceiling_of_the_installation_comes_in(desk: Desk) -> None:
    with desk.tools.database.transaction() as db, pytest.raises(RuleBroken, match="internal"):
        service.open_batch(db, desk.actor, "shelf", desk.department.id, Level.RESTRICTED, Level.INTERNAL)
