"""Packages out of one archive and into another: whole, described, and with what is wrong said."""

import base64
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import python_calamine
import sqlalchemy as sa
import xlsxwriter
from flask import Flask

from archives import audit, jobs
from archives.catalogue.describing import current_values
from archives.catalogue.model import Original, Project, Record, Source, UnitProject, Volume
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.handover import service
from archives.handover.model import Handover, State
from archives.handover.receiving import ACCEPT_PACKAGE, CLEAR_PACKAGE, LOOK_AT_PACKAGE, folder_of
from archives.handover.sending import package_of
from archives.models import Model
from archives.people import Level, Role
from archives.permissions import actor_of
from archives.settings import Settings
from archives.store import object_id
from archives.tools import Tools
from ingest.packages.bagit import read_bag
from tests.archives.intake.conftest import TODAY, Desk, desk
from tests.archives.safekeeping.conftest import shelf
from tests.factories import an_account
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in

__all__ = ["desk", "shelf"]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another archive, empty."""
    data = tmp_path / "other"
    data.mkdir()
    url = f"sqlite:///{data / 'catalogue.db'}"
    tools = Tools.open(Settings(data=data, secret_key="another secret of the tests", database_url=url))
    Model.metadata.create_all(tools.database.engine)
    yield Desk(tools)
    tools.close()


def sent(desk: Desk, form: str, kind: str = "project") -> Path:
    with desk.tools.database.transaction() as db:
        project = db.scalars(sa.select(Project).order_by(Project.number)).first()
        assert project is not None
        subject = project.id if kind == "project" else db.scalars(sa.select(Volume.id)).one()
        handover = service.send(db, desk.actor, kind, subject, form, "市城建档案馆").id
    desk.work()
    with desk.tools.database.reading() as db:
        found = db.get_one(Handover, handover)
        assert found.state is State.MADE
        return package_of(desk.tools, found)


def received(desk: Desk, package: Path, *, accepted: bool = True) -> Handover:
    copy = package.with_name(f"copy of {package.name}")
    copy.write_bytes(package.read_bytes())
    with desk.tools.database.transaction() as db:
        found = service.receive(
            db, desk.actor, desk.tools, copy, package.name, "水务局", desk.department.id, Level.INTERNAL
        ).id
    desk.work(LOOK_AT_PACKAGE)
    if accepted:
        with desk.tools.database.transaction() as db:
            service.decide(db, desk.actor, found, accepted=True)
        desk.work(ACCEPT_PACKAGE)
    with desk.tools.database.reading() as db:
        handover = db.get_one(Handover, found)
        assert handover.department
        return handover


def told(handover: Handover) -> list[str]:
    return [fault["template"] % fault["values"] for fault in handover.faults]


def rezipped(package: Path, target: Path, change: dict[str, bytes | None]) -> Path:
    """The package with files changed, added, or (None) taken away; names end as the keys say."""
    with zipfile.ZipFile(package) as before, zipfile.ZipFile(target, "w") as after:
        left = dict(change)
        for name in before.namelist():
            key = next((key for key in change if name.endswith(key)), None)
            content = before.read(name) if key is None else left.pop(key, None)
            if content is not None:
                after.writestr(name, content)
        base = before.namelist()[0].partition("/")[0]
        for name, content in left.items():
            if content is not None:
                after.writestr(f"{base}/{name}", content)
    return target


@pytest.mark.parametrize("form", ["bagit", "eep"])
def test_what_is_sent_is_received_whole_and_described(shelf: Desk, other: Desk, form: str) -> None:
    handover = received(other, sent(shelf, form))
    assert (handover.state, handover.faults) == (State.ACCEPTED, [])
    assert len(handover.taken) == 2
    with shelf.tools.database.reading() as here, other.tools.database.reading() as there:
        project = here.scalars(sa.select(Project).order_by(Project.number)).first()
        assert project is not None
        query = sa.select(Original.sha256).join(Record).where(Record.project_id == project.id)
        assert set(here.scalars(query)) == set(there.scalars(sa.select(Original.sha256)))
        for record in there.scalars(sa.select(Record)):
            values = current_values(there, record.id)
            assert values["title"].source is Source.IMPORT
            assert values["title"].rule == handover.number
            assert record.title == "建设工程规划许可证"
    if form == "bagit":
        with other.tools.database.reading() as there:
            record_id = there.scalars(sa.select(Record.id).join(Original).where(Original.name == "许可证.png")).one()
            location = current_values(there, record_id)["location"]
            assert (location.value, location.source) == ("环湖东路130号", Source.IMPORT)


def test_a_received_record_is_read_and_its_description_stands(shelf: Desk, other: Desk) -> None:
    received(other, sent(shelf, "bagit", "volume"))
    other.work()
    with other.tools.database.reading() as db:
        record = db.scalars(sa.select(Record)).one()
        assert record.pages
        assert current_values(db, record.id)["location"].value == "环湖东路130号"


def test_the_bag_is_valid_by_its_own_rules_and_holds_no_accounts(shelf: Desk, tmp_path: Path) -> None:
    package = sent(shelf, "bagit")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "bag")
    (top,) = (tmp_path / "bag").iterdir()
    bag = read_bag(top)
    assert bag.faults == []
    assert bag.info["Payload-Oxum"].endswith(f".{len(bag.payload)}")
    documents = [json.loads((top / name).read_text()) for name in bag.payload if name.endswith("record.json")]
    assert documents
    assert all("account" not in document["tables"] for document in documents)


def test_mets_names_every_file_with_its_digest_and_events(shelf: Desk) -> None:
    with zipfile.ZipFile(sent(shelf, "mets")) as archive:
        tree = ElementTree.fromstring(archive.read("mets.xml"))  # noqa: S314 - our own
        ns = {"m": "http://www.loc.gov/METS/", "p": "http://www.loc.gov/premis/v3", "x": "http://www.w3.org/1999/xlink"}
        files = tree.findall(".//m:file", ns)
        assert len(files) == 2
        for file in files:
            place = file.find("m:FLocat", ns)
            assert place is not None
            assert len(archive.read(place.attrib[f"{{{ns['x']}}}href"])) == int(file.attrib["SIZE"])
        assert "ingestion" in {event.text for event in tree.findall(".//p:eventType", ns)}
        labels = [part.attrib["TYPE"] for part in tree.findall(".//m:div", ns)]
        assert {"project", "volume", "record"} <= set(labels)


def test_each_record_that_leaves_has_the_event_once(shelf: Desk) -> None:
    package = sent(shelf, "bagit", "volume")
    store = shelf.tools.store
    with shelf.tools.database.reading() as db:
        record = db.scalars(sa.select(Record.id).where(Record.volume_id.is_not(None))).one()
        entry = db.scalars(sa.select(audit.Entry).where(audit.Entry.event == audit.Event.HANDED_OVER)).one()
    events = [
        event
        for event in store.events(store.find(object_id("record", record)))
        if event["eventType"] == "dissemination"
    ]
    assert [event["eventOutcomeDetail"]["number"] for event in events] == [entry.detail["number"]]
    assert package.name.startswith(entry.detail["number"])


def test_a_changed_file_is_left_out_and_the_rest_comes_in(shelf: Desk, other: Desk, tmp_path: Path) -> None:
    package = rezipped(sent(shelf, "bagit"), tmp_path / "changed.zip", {"许可证.png": b"not what it was"})
    handover = received(other, package)
    assert any("is not as manifest-sha512.txt says" in sentence for sentence in told(handover))
    assert [item["name"] for item in handover.taken] == ["two.png"]


def test_a_changed_description_is_not_believed(shelf: Desk, other: Desk, tmp_path: Path) -> None:
    forged = json.dumps({"tables": {"record": [{"title": "伪造的题名"}]}}).encode()
    handover = received(other, rezipped(sent(shelf, "bagit", "volume"), tmp_path / "f.zip", {"record.json": forged}))
    assert any("record.json” is not as manifest" in sentence for sentence in told(handover))
    with other.tools.database.reading() as db:
        assert db.scalars(sa.select(Record.title)).one() != "伪造的题名"


def test_a_package_is_hidden_from_whoever_may_not_see_all_of_it_and_does_not_stay(shelf: Desk) -> None:
    with shelf.tools.database.transaction() as db:
        record = db.scalars(sa.select(Record).where(Record.volume_id.is_not(None))).one()
        record.level = Level.RESTRICTED
        low = an_account(Role.ARCHIVIST, "bo", clearance=Level.INTERNAL)
        db.add(low)
    path = sent(shelf, "bagit", "volume")
    with shelf.tools.database.reading() as db:
        made = db.scalars(sa.select(Handover)).one()
        reader = actor_of(db, low, TODAY)
        assert service.listed(db, shelf.actor, 1) == [made]
        assert service.listed(db, reader, 1) == []
        with pytest.raises(NotFound):
            service.find_handover(db, reader, made.id)
        waiting = db.scalars(sa.select(jobs.Job).where(jobs.Job.kind == CLEAR_PACKAGE)).one()
        assert waiting.run_at > made.asked_at + timedelta(days=6)
    assert path.is_file()


def test_missing_and_stray_files_are_told(shelf: Desk, other: Desk, tmp_path: Path) -> None:
    package = rezipped(sent(shelf, "bagit"), tmp_path / "m.zip", {"two.png": None, "data/stray.png": b"?"})
    sentences = told(received(other, package, accepted=False))
    assert any("two.png” is missing" in sentence for sentence in sentences)
    assert any("stray.png” is not in manifest" in sentence for sentence in sentences)
    assert any("Payload-Oxum" in sentence for sentence in sentences)


def a_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def a_link(path: Path) -> Path:
    entry = zipfile.ZipInfo("link")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return path


BAG = {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "data/a.txt": b"a"}
XML = (
    "<电子文件封装包><文件数据><文档><文档数据><编码><编码数据>{}</编码数据></编码>"
    "</文档数据></文档></文件数据></电子文件封装包>"
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><电子文件封装包>&c;</电子文件封装包>'
)
HOSTILE: dict[str, Any] = {
    "a path out of it": (lambda p: a_zip(p, {"../../evil.txt": b"x"}), "not allowed"),
    "an absolute path": (lambda p: a_zip(p, {"/etc/evil.txt": b"x"}), "not allowed"),
    "a link": (a_link, "link instead of a file"),
    "a bomb": (lambda p: a_zip(p, {"bomb.tif": b"\0" * (100 << 20)}), "200 times"),
    "two names alike": (lambda p: a_zip(p, {"a/B.txt": b"x", "a/b.txt": b"y"}), "twice"),
    "files elsewhere": (lambda p: a_zip(p, {**BAG, "fetch.txt": b"http://x 1 data/b"}), "fetched from elsewhere"),
    "no manifest": (lambda p: a_zip(p, BAG), "no manifest"),
    "a manifest that leads out": (
        lambda p: a_zip(p, {**BAG, "manifest-sha256.txt": b"ab  ../../x"}),
        "outside the bag",
    ),
    "no zip after all": (lambda p: a_zip(p, {"x": b"y" * 2000}) and _cut(p), "cannot be unpacked|neither a bag"),
    "nothing known": (lambda p: a_zip(p, {"readme.txt": b"hello"}), "neither a bag"),
}
HOSTILE_XML = {
    "a document type": (LAUGHS.encode(), "document type"),
    "half a base64": (XML.format("QUJ").encode(), "not whole"),
    "signs that are no base64": (XML.format("QU*D").encode(), "not whole"),
    "another root": (b"<html></html>", "its root is"),
    "nested without end": (b"<a>" * 5000, "nested too deep"),
    "broken": (b"<a><b></a>", "broken"),
}


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:60])
    return path


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_package_is_refused_with_its_reason(other: Desk, tmp_path: Path, name: str) -> None:
    make, reason = HOSTILE[name]
    _is_broken(other, make(tmp_path / "package.zip"), reason)


@pytest.mark.parametrize("name", list(HOSTILE_XML))
def test_hostile_xml_is_refused_with_its_reason(other: Desk, tmp_path: Path, name: str) -> None:
    content, reason = HOSTILE_XML[name]
    path = tmp_path / "package.xml"
    path.write_bytes(content)
    _is_broken(other, path, reason)


def _is_broken(desk: Desk, package: Path, reason: str) -> None:
    handover = received(desk, package, accepted=False)
    assert handover.state is State.BROKEN
    assert handover.problem is not None
    sentence = handover.problem["template"] % handover.problem["values"]
    assert any(part in sentence for part in reason.split("|")), sentence
    with desk.tools.database.reading() as db:
        assert not db.scalars(sa.select(Record)).all()
        assert jobs.tally(db)[jobs.State.DEAD] == 0


def test_an_eep_package_whose_file_is_not_as_it_says_is_told(other: Desk, tmp_path: Path) -> None:
    content = base64.b64encode(b"hello").decode()
    about = "<电子属性><计算机文件名>a.png</计算机文件名><计算机文件大小>7</计算机文件大小></电子属性>"
    path = tmp_path / "p.xml"
    path.write_text(XML.format(content).replace("</编码数据></编码>", f"</编码数据></编码>{about}"), encoding="utf-8")
    assert told(received(other, path, accepted=False)) == ["“a.png” has 5 bytes; the package says 7."]


PROJECTS = [["项目名称", "建设地点", "建设单位"], ["翠湖花园", "环湖东路", "鸿基公司"], ["", "", "无名"]]
VOLUMES = [
    ["档号", "案卷题名", "项目名称", "保管期限"],
    ["C-0001-001", "规划文件", "翠湖花园", "永久"],
    ["?", "坏档号", "翠湖花园", ""],
    ["C-0001-002", "另一卷", "没有的项目", "百年"],
]
RECORDS = [
    ["文件名", "档号", "序号", "文件题名", "文件编号", "日期"],
    ["许可证.png", "C-0001-001", "1", "=规划许可", "建字第330283201400046号", "2014-05-20"],
    ["没有.png", "C-0001-001", "2", "缺文件", "", ""],
    ["two.png", "C-0001-009", "x", "错的", "", "昨天"],
]


def a_workbook(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(line, column, cell)
    return target.getvalue()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    scans = {
        "scans/许可证.png": a_permit(tmp_path / "a.png").read_bytes(),
        "scans/two.png": a_permit(tmp_path / "b.png", number="建字第330283201500051号").read_bytes(),
    }
    sheets = {"工程项目": PROJECTS, "案卷": VOLUMES, "卷内文件": RECORDS}
    return a_zip(tmp_path / "tables.zip", {"tables.xlsx": a_workbook(sheets), **scans})


def test_of_tables_good_rows_come_in_and_wrong_ones_are_told_by_line_and_column(other: Desk, tables: Path) -> None:
    handover = received(other, tables)
    wrong = {(row["sheet"], row["number"], row["column"]) for row in handover.wrong_rows}
    assert wrong == {
        ("工程项目", 3, "项目名称"),
        ("案卷", 3, "档号"),
        ("案卷", 4, "保管期限"),
        ("卷内文件", 3, "文件名"),
        ("卷内文件", 4, "序号"),
        ("卷内文件", 4, "日期"),
    }
    assert [item["own"] for item in handover.contents if item["left_out"]] == ["scans/two.png"]
    with other.tools.database.reading() as db:
        record = db.scalars(sa.select(Record)).one()
        assert (record.title, record.serial, record.formed) == ("=规划许可", 1, "2014-05-20")
        assert record.volume is not None
        assert (record.volume.archive_no, record.volume.project.name) == ("C-0001-001", "翠湖花园")
        assert current_values(db, record.id)["permit_no"].value == "建字第330283201400046号"


def test_looking_at_a_package_leaves_no_trace_in_catalogue_and_store(other: Desk, tables: Path) -> None:
    handover = received(other, tables, accepted=False)
    assert handover.state is State.LOOKED_AT
    with other.tools.database.reading() as db:
        for model in (Project, UnitProject, Volume, Record):
            assert not db.scalars(sa.select(model)).all()
        assert db.scalars(sa.select(audit.Entry)).all() == []
    assert list(other.tools.store.objects()) == []


def test_the_wrong_rows_come_back_as_a_sheet_that_can_be_corrected_and_sent(
    app: Flask, desk: Desk, tables: Path, tmp_path: Path
) -> None:
    handover = received(desk, tables)
    client: Any = app.test_client()
    sign_in(client, "an")
    back = client.get(f"/handover/{handover.id}/wrong-rows.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(back.data))
    rows = [list(map(str, row)) for row in book.get_sheet_by_name("卷内文件").to_python()]
    assert "文件名" in rows[1][-1]
    corrected = [rows[0], ["two.png", "C-0001-001", "2", "改好的", "", "2015-01-01", ""]]
    scans = {"two.png": a_permit(tmp_path / "c.png", number="建字第330283201500051号").read_bytes()}
    again = a_zip(tmp_path / "again.zip", {"卷内文件.xlsx": a_workbook({"卷内文件": corrected}), **scans})
    second = received(desk, again)
    assert (second.wrong_rows, len(second.taken)) == ([], 1)
    with desk.tools.database.reading() as db:
        serials = db.scalars(sa.select(Record.serial).where(Record.volume_id.is_not(None)).order_by(Record.serial))
        assert list(serials) == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_tables_as_csv_are_read_in_every_encoding_that_occurs(other: Desk, tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join(",".join(row) for row in [RECORDS[0], ["许可证.png", "", "1", "许可证", "", "2014"]])
    scan = a_permit(tmp_path / "a.png").read_bytes()
    package = a_zip(tmp_path / "csv.zip", {"卷内文件.csv": text.encode(encoding), "许可证.png": scan})
    assert len(received(other, package).taken) == 1


def test_an_acceptance_that_was_cut_off_goes_on_where_it_stopped(other: Desk, shelf: Desk) -> None:
    handover = received(other, sent(shelf, "bagit"))
    with other.tools.database.transaction() as db:
        found = db.get_one(Handover, handover.id)
        contents = [dict(item) for item in found.contents]
        first = contents[0].pop("record")
        contents[0].pop("outcome")
        found.contents, found.state = contents, State.ACCEPTING
        jobs.ask_for(db, ACCEPT_PACKAGE, found.id)
    other.work(ACCEPT_PACKAGE)
    with other.tools.database.reading() as db:
        found = db.get_one(Handover, handover.id)
        assert found.state is State.ACCEPTED
        assert found.contents[0]["record"] == first
        assert len(db.scalars(sa.select(Record)).all()) == 2


def test_a_refusal_needs_a_reason_and_keeps_nothing(other: Desk, tables: Path) -> None:
    handover = received(other, tables, accepted=False)
    with other.tools.database.transaction() as db, pytest.raises(RuleBroken, match="Say why"):
        service.decide(db, other.actor, handover.id, accepted=False)
    with other.tools.database.transaction() as db:
        assert service.decide(db, other.actor, handover.id, accepted=False, reason="缺卷").state is State.REFUSED
    with other.tools.database.transaction() as db, pytest.raises(RuleBroken, match="not waiting"):
        service.decide(db, other.actor, handover.id, accepted=True)


def test_nobody_sends_what_they_may_not_download_nor_what_is_marked_secret(shelf: Desk) -> None:
    with shelf.tools.database.transaction() as db:
        low = an_account(Role.ARCHIVIST, "bo", clearance=Level.OPEN)
        staff = an_account(Role.STAFF, "cai", department=db.merge(shelf.department), clearance=Level.RESTRICTED)
        db.add_all([low, staff])
        db.flush()
        project = db.scalars(sa.select(Project).order_by(Project.number)).first()
        assert project is not None
        with pytest.raises(NotAllowed):
            service.send(db, actor_of(db, staff, TODAY), "project", project.id, "bagit", "x")
        made = service.send(db, actor_of(db, low, TODAY), "project", project.id, "bagit", "x")
        levels = {db.get_one(Record, item["record"]).level for item in made.contents}
        assert levels == {Level.OPEN}
        for record in db.scalars(sa.select(Record).where(Record.project_id == project.id)):
            record.secrecy_mark = "秘密"
        db.flush()
        with pytest.raises(InvalidInput, match="no record here"):
            service.send(db, shelf.actor, "project", project.id, "bagit", "x")
        with pytest.raises(NotFound):
            service.send(db, shelf.actor, "shelf", project.id, "bagit", "x")


def test_the_pages_lead_from_the_package_to_the_receipt(app: Flask, desk: Desk, tables: Path) -> None:
    visitor: Any = app.test_client()
    client: Visitor = visitor
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in(client, "an")
    with tables.open("rb") as file:
        form = {"package": (file, "tables.zip"), "party": "Water Board", "department": desk.department.id}
        address = client.post("/handover/receive", data={**form, "level": "internal"}).headers["Location"]
    assert "Being looked at" in client.get(address).text
    desk.work(LOOK_AT_PACKAGE)
    page = client.get(address).text
    assert "Rows to be corrected" in page
    assert "No such file lies in the package" in page
    assert client.get(f"{address}/receipt.pdf").status_code == 404
    assert client.post(f"{address}/acceptance").status_code == 302
    desk.work(ACCEPT_PACKAGE)
    page = client.get(address).text
    assert "Taken in" in page
    receipt = client.get(f"{address}/receipt.pdf")
    assert (receipt.status_code, receipt.data[:5]) in ((200, b"%PDF-"), (404, receipt.data[:5]))
    assert "J" in client.get("/handover").text
    home = folder_of(desk.tools, address.rsplit("/", 1)[1])
    assert home.exists()
    desk.work()
    assert not home.exists()
    assert "Transfer and acceptance" in client.get("/assessments").text
