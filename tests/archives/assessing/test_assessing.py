"""Four-property testing of real records in a real store: asked for, carried out, kept, shown and repeated."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from archives import audit, jobs
from archives.assessing import service
from archives.assessing.model import Assessment
from archives.assessing.testing import ASSESS, assess_due, carry_out, due, report_name
from archives.catalogue.model import Record, Volume
from archives.db import now, today
from archives.errors import InvalidInput, NotAllowed, NotFound
from archives.fourfold import Link
from archives.jobs import Task, claim
from archives.people import Level, Role
from archives.permissions import actor_of
from archives.store import object_id
from tests.archives.intake.conftest import Desk, desk
from tests.archives.safekeeping.conftest import shelf
from tests.factories import an_account
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in

__all__ = ["desk", "shelf"]


def assess_now(desk: Desk, kind: str, subject_id: str, link: Link = Link.ARCHIVING) -> Assessment:
    with desk.tools.database.transaction() as db:
        asked = service.start(db, desk.actor, kind, subject_id, link).id
    desk.work()
    with desk.tools.database.reading() as db:
        return db.get_one(Assessment, asked)


def failed(assessment: Assessment) -> set[str]:
    return {finding["name"] for finding in assessment.findings if finding["result"] == "fail"}


@pytest.fixture
def record(desk: Desk, tmp_path: Path) -> Record:
    return desk.read(a_permit(tmp_path / "许可证.png"))


def test_a_sound_record_fails_nothing_but_the_missing_scanner(desk: Desk, record: Record) -> None:
    found = assess_now(desk, "record", record.id)
    assert failed(found) == {"Virus scanner there"}
    assert found.finished_at is not None
    assert found.passed + found.failed + found.not_run + found.not_applicable == len(found.findings) > 20


def test_a_changed_byte_is_found_and_the_page_says_where(desk: Desk, record: Record) -> None:
    path = desk.tools.store.path(record.original.key)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    found = assess_now(desk, "record", record.id, Link.PRESERVATION)
    assert "Fixity information: digests" in failed(found)
    (finding,) = [one for one in found.findings if one["name"] == "Fixity information: digests"]
    assert record.original.sha256 in finding["faults"][0]["seen"]["text"]


def test_a_lost_file_is_a_finding_and_no_failed_job(desk: Desk, record: Record) -> None:
    desk.tools.store.path(record.original.key).unlink()
    assert {"Fixity information: digests", "Number of records", "Opens"} <= failed(
        assess_now(desk, "record", record.id)
    )
    with desk.tools.database.reading() as db:
        assert jobs.tally(db, ASSESS)[jobs.State.DEAD] == 0


def test_damaged_inventories_are_a_finding_and_no_failed_job(desk: Desk, record: Record) -> None:
    kept = desk.tools.store.find(object_id("record", record.id))
    for inventory in (desk.tools.settings.data / "originals" / kept.folder).rglob("inventory.json"):
        inventory.chmod(0o644)
        inventory.write_text("{", encoding="utf-8")
    found = assess_now(desk, "record", record.id)
    assert {"Metadata readable", "Metadata linked with content"} <= failed(found)


def test_the_report_is_kept_with_the_record_as_a_file_and_an_event(desk: Desk, record: Record) -> None:
    found = assess_now(desk, "record", record.id)
    store = desk.tools.store
    kept = store.find(object_id("record", record.id))
    told = json.loads(store.read(kept, report_name(found.id)))
    assert told["findings"] == found.findings
    event = store.events(kept)[-1]
    assert (event["eventType"], event["eventOutcome"]) == ("validation", "fail")
    assert event["eventOutcomeDetail"]["counts"]["fail"] == 1
    with desk.tools.database.reading() as db:
        entry = db.scalars(sa.select(audit.Entry).where(audit.Entry.event == audit.Event.ASSESSED)).one()
        assert (entry.object_id, entry.name) == (record.id, desk.actor.name)


def test_a_test_that_runs_twice_has_one_report(desk: Desk, record: Record) -> None:
    """Killed between the store and the row: the second run takes the report that is there."""
    database, store = desk.tools.database, desk.tools.store
    with database.transaction() as db:
        asked = service.start(db, desk.actor, "record", record.id, Link.ARCHIVING).id
    for _ in range(2):
        with database.transaction() as db:
            held = claim(db, "w", [ASSESS], 60.0)
        if held is None:
            break
        task = Task(database, held)
        carry_out(task, desk.tools)
        with database.transaction() as db:
            db.get_one(Assessment, asked).finished_at = None
            jobs.ask_for(db, ASSESS, asked)
    kinds = [event["eventType"] for event in store.events(store.find(object_id("record", record.id)))]
    assert kinds.count("validation") == 1


def test_a_volume_is_tested_as_a_whole_and_its_gaps_are_found(shelf: Desk) -> None:
    with shelf.tools.database.transaction() as db:
        volume = db.scalars(sa.select(Volume)).one()
        bound = db.scalars(sa.select(Record).where(Record.volume_id == volume.id)).one()
        bound.serial = 2
    found = assess_now(shelf, "volume", volume.id, Link.HANDOVER)
    assert "Numbers without gaps" in failed(found)
    assert found.records == 1
    assert report_name(found.id) in shelf.tools.store.find(object_id("volume", volume.id)).names


def test_only_archivists_ask_and_only_of_what_they_may_see(desk: Desk, record: Record) -> None:
    with desk.tools.database.transaction() as db:
        low = an_account(Role.ARCHIVIST, "bo", clearance=Level.OPEN)
        auditor = an_account(Role.AUDITOR, "shen")
        db.add_all([low, auditor])
        db.flush()
        with pytest.raises(NotFound):
            service.start(db, actor_of(db, low, today()), "record", record.id, Link.ARCHIVING)
        with pytest.raises(NotAllowed):
            service.start(db, actor_of(db, auditor, today()), "record", record.id, Link.ARCHIVING)
        with pytest.raises(InvalidInput):
            service.start(db, desk.actor, "shelf", record.id, Link.ARCHIVING)
    found = assess_now(desk, "record", record.id)
    with desk.tools.database.reading() as db:
        seen = service.find_assessment(db, actor_of(db, auditor, today()), found.id)
        assert seen.title == ""
        findings = service.findings_for(db, actor_of(db, auditor, today()), found)
        assert not [fault for finding in findings for fault in finding["faults"] if fault["record"]]
        with pytest.raises(NotFound):
            service.find_assessment(db, actor_of(db, low, today()), found.id)


def test_new_records_are_due_at_once_and_tested_ones_after_so_many_days(desk: Desk, record: Record) -> None:
    database = desk.tools.database
    with database.reading() as db:
        assert due(db, 180) == [(record.id, False)]
    found = assess_now(desk, "record", record.id)
    with database.transaction() as db:
        assert due(db, 180) == []
        db.get_one(Assessment, found.id).asked_at = now() - timedelta(days=181)
    with database.reading() as db:
        assert due(db, 180) == [(record.id, True)]


def test_the_night_tests_what_is_due_and_asks_for_the_next_night(desk: Desk, record: Record) -> None:
    database = desk.tools.database
    with database.transaction() as db:
        jobs.ask_for(db, "due", "records")
    with database.transaction() as db:
        held = claim(db, "w", ["due"], 60.0)
    assert held is not None
    assess_due(Task(database, held), desk.tools)
    desk.work()
    with database.reading() as db:
        found = db.scalars(sa.select(Assessment)).one()
        assert (found.subject_id, found.link, found.asked_by) == (record.id, Link.ARCHIVING, None)
        waiting = db.scalars(sa.select(jobs.Job.payload).where(jobs.Job.kind == "assess what is due")).one()
        assert waiting == {"day": str(today() + timedelta(days=1))}


def test_the_report_is_a_page_a_json_document_and_a_printed_one(app: Flask, desk: Desk, record: Record) -> None:
    desk_client: Any = app.test_client()
    client: Visitor = desk_client
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in(client, "an")
    assert "Not tested yet" in client.get(f"/assessments/of/record/{record.id}").text
    form = {"kind": "record", "subject": record.id, "link": "archiving"}
    address = client.post("/assessments", data=form).headers["Location"]
    assert "under way" in client.get(address).text
    assert client.get(f"{address}.json").status_code == 404
    desk.work()
    page = client.get(address).text
    assert "1 failed, 4 not run" in page
    assert "No virus scanner answers" in page
    told = client.get(f"{address}.json").json
    assert told is not None
    assert told["counts"]["fail"] == 1
    assert {finding["result"] for finding in told["findings"]} == {"pass", "fail", "not run", "not applicable"}
    printed = client.get(f"{address}.pdf")
    assert (printed.status_code, printed.data[:5]) in ((200, b"%PDF-"), (404, printed.data[:5]))
    assert address.rsplit("/", 1)[1] in client.get("/assessments?result=fail").text
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    assert "1 项不通过，4 项未检测" in client.get(address).text
