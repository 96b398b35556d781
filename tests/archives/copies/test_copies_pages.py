"""A citizen asks for a copy, an archivist decides, the citizen downloads it: over the real pages, with real bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from archives.catalogue.model import Original, Record
from archives.copies.model import CopyRequest
from archives.db import Database, new_id
from archives.people import Level
from archives.tools import Tools
from tests.archives.sharing.shelf import Town, a_town
from tests.store import stores
from tests.visiting import Visitor, sign_in

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 40
NAME = "滨江大桥 总平面图 “竣工”.pdf"


@pytest.fixture
def town(database: Database) -> Town:
    with database.transaction() as db:
        return a_town(db)


@pytest.fixture
def keep(town: Town, tools: Tools, tmp_path: Path) -> Callable[..., Record]:
    """A record whose original is really in the store."""

    def keep(title: str, level: Level = Level.INTERNAL) -> Record:
        scan = tmp_path / "scan.pdf"
        scan.write_bytes(CONTENT)
        receipt = stores.keep(tools.store, scan, NAME, new_id())
        with tools.database.transaction() as db:
            town.db = db
            record = town.record(town.roads, title=title, level=level)
            original = db.query(Original).filter_by(record_id=record.id).one()
            original.key, original.name, original.size = receipt.key, NAME, receipt.size
        return record

    return keep


def visitor(app: Flask, username: str) -> Visitor:
    client: Visitor = app.test_client()  # type: ignore[assignment]
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in(client, username)
    return client


def newest(database: Database) -> CopyRequest:
    with database.reading() as db:
        return db.query(CopyRequest).order_by(CopyRequest.number.desc()).first()  # type: ignore[return-value]


def test_a_citizen_describes_follows_and_downloads(app: Flask, database: Database, keep: Callable[..., Record]) -> None:
    record = keep("滨江大桥总平面图")
    lin, an = visitor(app, "lin"), visitor(app, "an")
    asked = lin.post("/copies/new", data={"description": "滨江大桥，约 1998 年", "purpose": "renovation"})
    page = asked.headers["Location"]
    assert page == f"/copies/{newest(database).id}"
    assert newest(database).number in lin.get(page).text
    assert "20 working days. Public holidays are not yet counted" in lin.get(page).text
    assert lin.get(f"{page}/original").status_code == 409

    assert newest(database).number in an.get("/copies").text
    found = an.get(page, query_string={"find": "总平面"}).text
    assert f'value="{record.id}"' in found
    assert an.post(f"{page}/approval").status_code == 409
    assert an.post(f"{page}/record", data={"record_id": record.id}).headers["Location"] == page
    assert "滨江大桥总平面图" not in lin.get(page).text
    assert an.post(f"{page}/approval").headers["Location"] == "/copies"

    assert "Your copy is ready" in lin.get(page).text
    with lin.get(f"{page}/original") as got:
        assert got.data == CONTENT
    assert got.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''%E6%BB%A8%E6%B1%9F" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert got.headers["Cache-Control"] == "private, no-store"
    assert "Collected" in lin.get("/copies").text

    for username in ("hua", "wang"):
        other = visitor(app, username)
        assert other.get(page).status_code == 404
        assert other.get(f"{page}/original").status_code == 404
    assert an.get(f"{page}/original").status_code == 404


def test_a_citizen_asks_on_the_page_of_an_open_record(
    app: Flask, database: Database, keep: Callable[..., Record]
) -> None:
    opened, closed = keep("公开的图", Level.OPEN), keep("内部的图")
    lin = visitor(app, "lin")
    assert "公开的图" in lin.get(f"/records/{opened.id}/copies").text
    assert lin.post(f"/records/{opened.id}/copies", data={"purpose": ""}).status_code == 400
    assert lin.post(f"/records/{opened.id}/copies", data={"purpose": "sale of the flat"}).status_code == 302
    again = lin.post(f"/records/{opened.id}/copies", data={"purpose": "sale of the flat"})
    assert again.status_code == 409
    assert "asked for a copy of this already" in again.text
    assert lin.get(f"/records/{closed.id}/copies").status_code == 404
    assert lin.post(f"/records/{closed.id}/copies", data={"purpose": "sale of the flat"}).status_code == 404
    page = f"/copies/{newest(database).id}"
    assert lin.post(f"{page}/withdrawal").status_code == 302
    assert "Withdrawn" in lin.get(page).text


def test_a_restricted_record_is_refused_to_be_approved_and_nothing_changes(
    app: Flask, database: Database, keep: Callable[..., Record]
) -> None:
    record = keep("银行金库", Level.RESTRICTED)
    lin, an = visitor(app, "lin"), visitor(app, "an")
    page = lin.post("/copies/new", data={"description": "银行大楼图纸", "purpose": "renovation"}).headers["Location"]
    an.post(f"{page}/record", data={"record_id": record.id})
    answer = an.post(f"{page}/approval")
    assert answer.status_code == 409
    assert "cannot be given out as a copy here" in answer.text
    assert newest(database).state == "asked"
    assert lin.get(f"{page}/original").status_code == 409

    assert an.post(f"{page}/refusal", data={"reason": ""}).status_code == 400
    assert an.post(f"{page}/refusal", data={"reason": "security-sensitive building"}).status_code == 302
    assert "security-sensitive building" in lin.get(page).text
    assert "银行金库" not in lin.get(page).text


def test_what_the_store_has_lost_is_not_marked_as_collected(
    app: Flask, database: Database, tools: Tools, keep: Callable[..., Record]
) -> None:
    record = keep("滨江大桥总平面图")
    lin, an = visitor(app, "lin"), visitor(app, "an")
    page = lin.post("/copies/new", data={"description": "滨江大桥", "purpose": "renovation"}).headers["Location"]
    an.post(f"{page}/record", data={"record_id": record.id})
    an.post(f"{page}/approval")
    with database.reading() as db:
        tools.store.path(db.query(Original).filter_by(record_id=record.id).one().key).unlink()
    assert lin.get(f"{page}/original").status_code == 404
    assert newest(database).state == "approved"


def test_only_archivists_find_the_queue_and_its_buttons(app: Flask, database: Database, town: Town) -> None:
    lin = visitor(app, "lin")
    page = lin.post("/copies/new", data={"description": "滨江大桥", "purpose": "renovation"}).headers["Location"]
    assert "To decide" not in lin.get("/copies").text
    assert lin.get("/copies?list=waiting").status_code == 403
    for step in ("record", "approval", "refusal"):
        assert f"{page}/{step}" not in lin.get(page).text
        assert lin.post(f"{page}/{step}", data={"reason": "x", "record_id": "x"}).status_code == 403
    assert newest(database).state == "asked"


def test_every_change_needs_the_token_of_the_page(app: Flask, database: Database, town: Town) -> None:
    lin, an = visitor(app, "lin"), visitor(app, "an")
    page = lin.post("/copies/new", data={"description": "滨江大桥", "purpose": "renovation"}).headers["Location"]
    assert lin.post("/copies/new", data={"description": "x" * 9, "purpose": "yy"}, with_token=False).status_code == 400
    assert lin.post(f"{page}/withdrawal", with_token=False).status_code == 400
    for step in ("record", "approval", "refusal"):
        assert an.post(f"{page}/{step}", data={"reason": "x"}, with_token=False).status_code == 400
    assert newest(database).state == "asked"


def test_a_visitor_is_asked_to_sign_in_first(client: Visitor, keep: Callable[..., Record]) -> None:
    opened = keep("公开的图", Level.OPEN)
    for address in ("/copies", "/copies/new", f"/records/{opened.id}/copies"):
        assert client.get(address).headers["Location"].startswith("/login")


def test_the_pages_speak_chinese_too(app: Flask, town: Town) -> None:
    lin = visitor(app, "lin")
    lin.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    assert lin.get("/copies").status_code == 200
    assert lin.get("/copies/new").status_code == 200
