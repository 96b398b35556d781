"""Sheets to be scanned again are listed with what is wrong, settled once, and taken along as a table."""

import csv
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from archives.catalogue.model import Page, Record
from archives.checking.scan_quality import Rescan, as_csv, every_one, leave_faults, to_scan_again
from archives.db import Database
from archives.errors import NotAllowed, NotFound
from archives.intake.reading import keep_page
from archives.people import Level, Role
from archives.permissions import Actor
from ingest import scan as read
from ingest.facts.scan_quality import ASKEW, FAINT
from ingest.facts.sequence import MISSING
from tests.archives.catalogue.told import Shelf
from tests.archives.intake.conftest import TODAY
from tests.visiting import Visitor, sign_in

GAP = {"template": MISSING, "values": {"last": 3, "first": 6, "before": 3, "after": 4, "missing": 2}}


@pytest.fixture
def shelf(either_database: Database) -> Iterator[Shelf]:
    with either_database.reading() as db:
        yield Shelf.made(db)


def scan_badly(db: Session, record: Record, number: int = 1, *faults: read.Fault) -> None:
    facts = read.SheetFacts(
        paper="A1 × 1051", width_mm=1051, height_mm=594, colours="gray", faults=faults or ((FAINT, {}),)
    )
    keep_page(db, record.id, read.Page(number=number, width=100, height=100, dpi=300, facts=facts))
    db.flush()


def listed(shelf: Shelf, number: int = 1) -> list[Rescan]:
    return list(to_scan_again(shelf.db, shelf.actor, number).items)


def test_a_page_is_listed_with_its_faults_until_someone_leaves_it(shelf: Shelf) -> None:
    record, good = shelf.record("drawing"), shelf.record("drawing")
    scan_badly(shelf.db, record, 1, (FAINT, {}), (ASKEW, {"degrees": 1.4}))
    (only,) = listed(shelf)
    assert (only.record.id, only.faults) == (record.id, [(FAINT, {}), (ASKEW, {"degrees": 1.4})])
    leave_faults(shelf.db, shelf.actor, record.id, 1)
    assert listed(shelf) == []
    with pytest.raises(NotFound):
        leave_faults(shelf.db, shelf.actor, good.id, 1)


def test_missing_sheets_are_listed_before_bad_ones_and_asked_about_anew_when_they_change(shelf: Shelf) -> None:
    record = shelf.record("drawing")
    scan_badly(shelf.db, record)
    record.find_faults([GAP])
    shelf.db.flush()
    assert [each.page is None for each in listed(shelf)] == [True, False]
    leave_faults(shelf.db, shelf.actor, record.id, None)
    record.find_faults([GAP])
    shelf.db.flush()
    assert [each.page is None for each in listed(shelf)] == [False]
    record.find_faults([GAP, GAP])
    shelf.db.flush()
    assert [each.page is None for each in listed(shelf)] == [True, False]


def test_pages_of_the_list_hold_everything_once(shelf: Shelf) -> None:
    for place in range(15):
        record = shelf.record("drawing")
        for number in (1, 2):
            scan_badly(shelf.db, record, number)
        record.find_faults([GAP] if place % 2 else [])
    shelf.db.flush()
    pages = [to_scan_again(shelf.db, shelf.actor, number) for number in (1, 2, 3)]
    assert [page.more for page in pages] == [True, False, False]
    found = [(each.record.id, each.page and each.page.number) for page in pages for each in page.items]
    assert len(found) == len(set(found)) == 37
    assert len(list(every_one(shelf.db, shelf.actor))) == 37


def test_the_list_keeps_to_what_its_archivist_may_see(shelf: Shelf) -> None:
    for level in Level:
        scan_badly(shelf.db, shelf.record("drawing", level))
    low = Actor(TODAY, "a", "A", Role.ARCHIVIST, clearance=Level.INTERNAL)
    assert {each.record.level for each in to_scan_again(shelf.db, low, 1).items} == {Level.OPEN, Level.INTERNAL}
    assert len(list(every_one(shelf.db, low))) == 2
    staff = Actor(TODAY, "s", "S", Role.STAFF, shelf.department.id, Level.RESTRICTED)
    for attempt in (lambda: to_scan_again(shelf.db, staff, 1), lambda: next(every_one(shelf.db, staff))):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_stays_text(shelf: Shelf) -> None:
    record = shelf.record("drawing")
    record.title, record.number = '=HYPERLINK("x")', "建施-03,A"
    scan_badly(shelf.db, record)
    lines = "".join(as_csv(every_one(shelf.db, shelf.actor), str, lambda template, values: template % values))
    heading, row = csv.reader(lines.removeprefix("\ufeff").splitlines())
    told = dict(zip(heading, row, strict=True))
    assert told["Record"] == '\'=HYPERLINK("x")'
    assert (told["Number"], told["Paper"], told["What to do"]) == ("建施-03,A", "A1 × 1051", FAINT)


def test_facts_and_faults_are_shown_on_record_and_worklist(database: Database, client: Visitor) -> None:
    with database.transaction() as db:
        shelf = Shelf.made(db)
        record = shelf.record("drawing", scale="1:100")
        scan_badly(db, record)
        record.find_faults([GAP])
    sign_in(client, "an")
    page = client.get(f"/records/{record.id}").text
    assert "A1 lengthened (1051 × 594 mm) · 1:100 · 300 dpi · in shades of gray" in page
    assert "Print and paper are hardly apart." in page
    assert "2 numbers are missing" in page
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh"
    assert "缺 2 个号" in client.get("/to-check/scan-quality").text
    assert "扫描" in client.get("/to-check/scan-quality.csv").text
    for data in ({}, {"number": "1"}):
        assert client.post(f"/to-check/scan-quality/{record.id}", data=data).status_code == 302
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert "No sheet needs to be scanned again" in client.get("/to-check/scan-quality").text
    with database.reading() as db:
        assert db.get_one(Record, record.id).faults_left_by == shelf.archivist.id
        assert all(page.faults_left_at for page in db.query(Page))
