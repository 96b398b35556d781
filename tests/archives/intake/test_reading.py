"""From kept bytes to a described record: real OCR, real child processes."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from archives.catalogue import service as catalogue
from archives.catalogue.describing import current_values
from archives.catalogue.model import FieldValue, Page, Project, Reading, Record, Source
from archives.catalogue.places import places_found
from archives.errors import RuleBroken
from archives.intake import service
from archives.intake.reading import keep_page
from archives.intake.service import READ_RECORD, READ_TEXT
from archives.jobs.model import Job, State
from archives.people import Level
from archives.permissions import audience
from ingest import scan as scanned
from ingest.tasks.read import FIRST_PAGES
from search.box import read_box
from search.engine import Query
from tests.archives.intake.conftest import Desk
from tests.ingest.samples import a_pdf, helvetica
from tests.scans import a_bundle, a_permit


def test_a_permit_tells_what_it_is_with_evidence(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"))
    assert record.reading is Reading.READ
    assert record.kind == "construction_planning_permit"
    assert record.number == "建字第330283201400046号"
    assert record.formed == "2014-03-12"
    assert record.project is not None
    assert record.project.name == "滨海市翠湖花园住宅小区二期"
    with desk.tools.database.reading() as db:
        number = current_values(db, record.id)["permit_no"]
    assert number.source is Source.OCR
    assert number.page == 1
    assert (number.confidence or 0) > 0.8
    x, y, w, h = number.x or 0, number.y or 0, number.w or 0, number.h or 0
    assert 400 < x < x + w < 875
    assert 130 < y < y + h < 200


def test_what_was_read_is_found(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png", text="一层消防平面布置图"))
    for words in ("翠湖花园", "消防平面布置图", "建字第330283201400046号"):
        found = desk.tools.engine.find(Query(node=read_box(words), audience=audience(desk.actor)))
        assert found.ids == (record.id,), words


def test_what_was_searched_for_is_shown_on_the_sheet(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.reading() as db:
        page = db.scalars(sa.select(Page).where(Page.record_id == record.id)).one()
        (place,) = places_found(page, "翠湖花园")
        assert places_found(page, "防火门") == []
        assert places_found(page, "“") == []
    # 滨海市翠湖花园住宅小区二期 begins at x = 312 and has thirteen signs of 27 pixels in the second row.
    assert abs(place.x - (312 + 3 * 27)) < 20
    assert abs(place.w - 4 * 27) < 20
    assert 285 < place.y < place.y + place.h < 365


def test_two_permits_of_one_project_stand_together(desk: Desk, tmp_path: Path) -> None:
    one = desk.read(a_permit(tmp_path / "one.png"))
    two = desk.read(a_permit(tmp_path / "two.png", number="建字第330283201500051号"))
    assert one.project_id == two.project_id
    with desk.tools.database.reading() as db:
        assert db.scalars(sa.select(Project)).one().planning_permit_nos == [
            "建字第330283201400046号",
            "建字第330283201500051号",
        ]


def test_what_a_person_said_survives_another_reading(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.transaction() as db:
        catalogue.correct_field(db, desk.actor, record.id, "location", "环湖东路130号")
        service.read_again(db, desk.actor, record.id)
    desk.work()
    with desk.tools.database.reading() as db:
        location = current_values(db, record.id)["location"]
        assert (location.value, location.source) == ("环湖东路130号", Source.HUMAN)
        earlier = sa.select(FieldValue.value).where(
            FieldValue.field == "location", FieldValue.superseded_at.is_not(None)
        )
        assert "滨海市滨江区环湖东路128号" in db.scalars(earlier).all()


def test_a_corrected_title_is_the_title_of_the_record(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.transaction() as db:
        changed = catalogue.correct_field(db, desk.actor, record.id, "title", "规划许可证（副本）")
        assert changed.title == "规划许可证（副本）"


def test_a_record_follows_the_name_of_its_project(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.transaction() as db:
        changed = catalogue.correct_field(db, desk.actor, record.id, "project_name", "滨海市翠湖花园住宅小区三期")
        assert changed.project_id not in {None, record.project_id}


def test_a_file_that_cannot_be_read_as_a_whole_is_shown_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    arrival = desk.take_in(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.reading() as db:
        original = db.get_one(Record, arrival.record_id).original
    kept = desk.tools.store.path(original.key)
    kept.chmod(0o600)
    kept.write_bytes(b"")  # as if the disk had lost it
    desk.work()
    with desk.tools.database.reading() as db:
        record = db.get_one(Record, arrival.record_id)
        assert record.reading is Reading.FAILED
        assert record.pages[0].problem == "The file is empty."


def test_a_sheet_marked_secret_is_withdrawn_and_stays_so(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "secret.png", mark="机密★10年"), level=Level.OPEN)
    assert record.secrecy_mark is not None
    assert record.withdrawn
    with desk.tools.database.transaction() as db, pytest.raises(RuleBroken, match="机密"):
        catalogue.open_to(db, desk.actor, record.id, Level.OPEN, Level.RESTRICTED)


def test_an_open_sheet_is_open_once_it_is_read(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"), level=Level.OPEN)
    assert not record.withdrawn


def test_pages_read_before_a_worker_was_lost_are_not_read_again(desk: Desk, tmp_path: Path) -> None:
    path = a_bundle(tmp_path / "bundle.pdf", "第一页 开工报告", "第二页 竣工报告")
    arrival = desk.take_in(path)
    record_id = arrival.record_id or ""
    marked = scanned.Page(number=1, text="read by the worker that was lost", width=10, height=10)
    with desk.tools.database.transaction() as db:
        keep_page(db, record_id, marked)
    desk.work()
    with desk.tools.database.reading() as db:
        texts = db.scalars(sa.select(Page.text).where(Page.record_id == record_id).order_by(Page.number)).all()
    assert texts[0] == "read by the worker that was lost"
    assert "竣工报告" in texts[1]


def test_the_engine_of_the_batch_is_used(desk: Desk, tmp_path: Path) -> None:
    batch = desk.batch(engine="tesseract")
    arrival = desk.take_in(a_permit(tmp_path / "permit.png"), batch)
    desk.work()
    with desk.tools.database.reading() as db:
        page = db.scalars(sa.select(Page).where(Page.record_id == arrival.record_id)).one()
    assert page.engine.startswith("Tesseract")
    assert "建设工程规划许可证" in page.text.replace(" ", "")


def a_volume(path: Path, pages: int) -> Path:
    """A born-digital volume, each page saying its number in words that its text layer keeps."""
    lines = [f"SHEET {number} OF THE COMPLETION RECORD OF A BRIDGE" for number in range(1, pages + 1)]
    shown = (f"BT /F 14 Tf 40 700 Td ({line}) Tj ET".encode() for line in lines)
    return a_pdf(path, *((content, {"Resources": helvetica}) for content in shown))


def test_of_a_long_volume_the_first_pages_say_what_it_is_and_the_others_follow(desk: Desk, tmp_path: Path) -> None:
    arrival = desk.take_in(a_volume(tmp_path / "volume.pdf", FIRST_PAGES + 3), level=Level.OPEN)
    desk.work(only=READ_RECORD)
    with desk.tools.database.reading() as db:
        record = db.get_one(Record, arrival.record_id)
        assert record.reading is Reading.DESCRIBED
        assert record.page_count == FIRST_PAGES + 3
        assert len(record.pages) == FIRST_PAGES
        assert record.withdrawn, "a mark of secrecy may stand on the pages not read yet"
    desk.work()
    with desk.tools.database.reading() as db:
        record = db.get_one(Record, arrival.record_id)
        assert record.reading is Reading.READ
        assert [page.number for page in record.pages] == list(range(1, FIRST_PAGES + 4))
        assert "SHEET 23" in record.pages[-1].text
        assert not record.withdrawn


def test_reading_again_while_the_text_is_still_awaited_begins_afresh(desk: Desk, tmp_path: Path) -> None:
    arrival = desk.take_in(a_volume(tmp_path / "volume.pdf", FIRST_PAGES + 1))
    desk.work(only=READ_RECORD)
    with desk.tools.database.transaction() as db:
        service.read_again(db, desk.actor, arrival.record_id or "")
    with desk.tools.database.reading() as db:
        waiting = db.scalars(sa.select(Job.kind).where(Job.state == State.READY, Job.subject_id == arrival.record_id))
        assert READ_TEXT not in waiting.all()
    desk.work()
    with desk.tools.database.reading() as db:
        assert db.get_one(Record, arrival.record_id).reading is Reading.READ
