"""Two archivists, a department and an auditor over the real pages."""

import io

import pypdfium2
import pytest
from flask import Flask

from archives import duties
from archives.catalogue.model import Record, Retention
from archives.catalogue.secrecy import Secrecy
from archives.db import Database
from archives.people import Level
from archives.tools import Tools
from archives.web.printed_list import as_pdf, has_font
from archives.worker import Worker
from tests.archives.keeping.conftest import House, a_house
from tests.visiting import Visitor, sign_in


@pytest.fixture
def record(database: Database) -> Record:
    with database.transaction() as db:
        house: House = a_house(db)
        made = house.record(retention=Retention.TEN_YEARS, formed="1999-05-20", number="建施-01")
        made.title = "东区<水厂>总图"
        return made


def visitor(app: Flask, username: str, language: str = "en") -> Visitor:
    client: Visitor = app.test_client()  # type: ignore[assignment]
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    sign_in(client, username)
    return client


def test_one_proposes_another_approves_and_the_certificate_is_printed(app: Flask, tools: Tools, record: Record) -> None:
    an, bo, shen = visitor(app, "an"), visitor(app, "bo"), visitor(app, "shen")
    assert f'value="{record.id}"' in an.get("/keeping").text
    assert an.post("/keeping/disposals", data={"opinion": "x", "reason": "y"}).status_code == 400
    asked = an.post("/keeping/disposals", data={"record": record.id, "opinion": "no value", "reason": "ended"})
    page = asked.headers["Location"]
    assert "A second person has to decide" in an.get(page).text
    assert an.post(f"{page}/approval", data={"authority": "Director"}).status_code == 409
    assert shen.post(f"{page}/approval", data={"authority": "Director"}).status_code == 403
    assert bo.post(f"{page}/approval", data={"authority": ""}).status_code == 400
    assert bo.post(f"{page}/approval", data={"authority": "馆长 2026-1"}).status_code == 302
    assert shen.get(f"{page}/certificate.pdf").status_code == 404
    Worker(tools.database, duties.work(tools), duties.lanes(tools)).work_off()
    done = shen.get(page).text
    assert "Destroyed" in done
    assert "东区&lt;水厂&gt;总图" in done
    tombstone = an.get(f"/records/{record.id}").text
    assert "was destroyed on" in tombstone
    assert an.get(f"/records/{record.id}/disposal").headers["Location"] == page
    assert visitor(app, "rao").get(f"/records/{record.id}").status_code == 404
    if has_font():
        letters = words_of(shen.get(f"{page}/certificate.pdf").data)
        assert "馆长 2026-1" in letters
        assert "总图" in letters


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))


def test_a_long_certificate_runs_over_many_sheets_with_its_letters_embedded() -> None:
    if not has_font():
        pytest.skip("no TrueType font with Chinese letters")
    row = ("1", "竣工图 & <b>", "建施-01", "I-0001-001", "1999", "3", "短期", "已销毁", "a" * 64)
    pdf = as_pdf("销毁清册", [("依据", "馆长")], ["序"] * 9, [row] * 60, [30] * 9)
    assert b"FontFile2" in pdf
    assert words_of(pdf).count("竣工图 & <b>") == 60


def test_a_hold_is_placed_seen_and_lifted(app: Flask, record: Record) -> None:
    an, shen = visitor(app, "an"), visitor(app, "shen")
    held = an.post(f"/records/{record.id}/holds", data={"reason": "law suit", "authority": "Court 2026-7"})
    assert held.status_code == 302
    assert "legal hold" in an.get(f"/records/{record.id}").text
    assert f'value="{record.id}"' not in an.get("/keeping").text
    page = shen.get("/keeping/holds").text
    assert "Court 2026-7" in page
    assert "/lifting" not in page
    lifting = an.get("/keeping/holds").text.split('action="', 1)[1].split('"')[0]
    action = next(part.split('"')[0] for part in an.get("/keeping/holds").text.split('action="') if "/lifting" in part)
    assert lifting
    assert an.post(action, data={"reason": "judged"}).status_code == 302
    assert f'value="{record.id}"' in an.get("/keeping").text


def test_archive_and_department_review_an_opening_together(app: Flask, record: Record) -> None:
    an, rao = visitor(app, "an"), visitor(app, "rao")
    assert "东区" in rao.get("/keeping/openings").text
    form = {"outcome": "extend", "reason": "waterworks", "legal_basis": "Art. 27", "until": "2040-01-01"}
    assert rao.post(f"/records/{record.id}/opening/opinions", data={**form, "side": "department"}).status_code == 302
    assert "not before the review is decided" in rao.get(f"/records/{record.id}").text
    decision = f"/records/{record.id}/opening/decision"
    assert an.post(decision, data={**form, "authority": "City archives 12"}).status_code == 409
    an.post(f"/records/{record.id}/opening/opinions", data={"outcome": "open", "reason": "fine", "side": "archive"})
    queue = an.get("/keeping/openings").text
    assert "Keep closed" in queue
    assert "waits" not in queue
    assert an.post(decision, data={**form, "authority": "City archives 12"}).status_code == 302
    assert "Keep closed, until Jan 1, 2040 · City archives 12" in rao.get(f"/records/{record.id}").text
    assert "东区" not in an.get("/keeping/openings").text


def test_a_stamp_is_recorded_and_reviewed(app: Flask, database: Database, record: Record) -> None:
    an = visitor(app, "an")
    page = f"/records/{record.id}/secrecy"
    assert an.post(page, data={"stamped": "什么", "evidence": "cover"}).status_code == 400
    assert an.post(page, data={"stamped": "秘密", "evidence": "cover"}).status_code == 302
    assert "东区" in an.get("/keeping/secrecy").text
    an.post(f"{page}/decision", data={"remains": "", "authority": "Bureau 4", "reason": "term over"})
    assert "Bureau 4" in an.get(f"/records/{record.id}/keeping").text
    assert "东区" not in an.get("/keeping/secrecy").text
    with database.reading() as db:
        assert db.get_one(Record, record.id).legacy_secrecy is Secrecy.CONFIDENTIAL


def test_demolition_rules_and_terms_are_set_on_their_pages(app: Flask, record: Record) -> None:
    an = visitor(app, "an")
    project = f"/projects/{record.project_id}"
    form = {"unit": "", "happened_on": "2020-05-01", "evidence": "拆除备案 3"}
    assert an.post(f"{project}/demolitions", data={**form, "happened_on": "tomorrow"}).status_code == 400
    assert an.post(f"{project}/demolitions", data=form).status_code == 302
    assert an.post(f"{project}/demolitions", data=form).status_code == 409
    assert "拆除备案 3" in an.get(f"{project}/keeping").text
    rule = {"retention": "thirty years", "source": "City rule 5"}
    assert an.post("/keeping/rules/drawing", data=rule).status_code == 302
    assert "City rule 5" in an.get("/keeping/rules").text
    assert an.post("/keeping/rules/nonsense", data=rule).status_code == 404
    assert (
        an.post(f"/records/{record.id}/retention", data={"retention": "", "reason": "as its kind"}).status_code == 302
    )
    assert f'value="{record.id}"' not in an.get("/keeping").text


def test_an_auditor_sees_what_waits_and_changes_nothing(app: Flask, record: Record) -> None:
    shen = visitor(app, "shen")
    page = shen.get("/keeping").text
    assert "东区" not in page
    for address in ("/keeping/disposals", "/keeping/holds", "/keeping/openings", "/keeping/secrecy", "/keeping/rules"):
        assert "<form" not in shen.get(address).text.split("<main", 1)[1]
    assert shen.post(f"/records/{record.id}/holds", data={"reason": "r", "authority": "a"}).status_code == 403


def test_a_citizen_sees_the_clock_and_the_decision_but_no_opinions(
    app: Flask, database: Database, record: Record
) -> None:
    an, rao, lin = visitor(app, "an"), visitor(app, "rao"), visitor(app, "lin")
    opinion = {"outcome": "open", "reason": "fine for us"}
    for who, side in ((an, "archive"), (rao, "department")):
        who.post(f"/records/{record.id}/opening/opinions", data={**opinion, "side": side})
    assert lin.get(f"/records/{record.id}").status_code == 404
    an.post(f"/records/{record.id}/opening/decision", data={"outcome": "open", "reason": "both agree"})
    page = lin.get(f"/records/{record.id}").text
    assert "Open to all" in page
    assert "fine for us" not in page
    with database.reading() as db:
        assert db.get_one(Record, record.id).level is Level.OPEN
    for address in ("/keeping", "/keeping/openings", f"/records/{record.id}/keeping"):
        assert lin.get(address).status_code == 403


@pytest.mark.parametrize("username", ["an", "rao"])
def test_the_pages_speak_chinese_too(app: Flask, record: Record, username: str) -> None:
    client = visitor(app, username, "zh-CN")
    addresses = ["/keeping/openings", f"/records/{record.id}/keeping"]
    if username == "an":
        addresses += ["/keeping", "/keeping/disposals", "/keeping/holds", "/keeping/secrecy", "/keeping/rules"]
    for address in addresses:
        assert client.get(address).status_code == 200
