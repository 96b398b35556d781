"""One department asks another, over the real pages."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archives.db import Database
from archives.people import Role
from archives.sharing.model import AccessRequest
from archives.web import today
from tests.archives.sharing.shelf import Town, a_town
from tests.factories import an_account
from tests.visiting import Visitor, sign_in

UNTIL = today() + timedelta(days=60)
WISH = {"use": "download", "purpose": "approval of the water main", "until": UNTIL.isoformat(), "matter_no": "2026-77"}


@pytest.fixture
def town(database: Database) -> Town:
    """Put on the shelf for good, so that the pages find it; its rows are read further, never changed."""
    with database.transaction() as db:
        made = a_town(db)
        made.closed = made.record(made.roads, title="大桥总平面图")  # type: ignore[attr-defined]
        db.add(an_account(Role.AUDITOR, "shen"))
    return made


def visitor(app: Flask, username: str) -> Visitor:
    client: Visitor = app.test_client()  # type: ignore[assignment]
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in(client, username)
    return client


def ask(client: Visitor, town: Town, **changes: str) -> TestResponse:
    return client.post(f"/projects/{town.bridge.id}/access", data={**WISH, "holder": town.roads.id, **changes})


def the_request(database: Database) -> AccessRequest:
    with database.reading() as db:
        return db.query(AccessRequest).one()


def test_a_department_asks_gets_reads_and_loses_access(app: Flask, database: Database, town: Town) -> None:
    record = f"/records/{town.closed.id}"  # type: ignore[attr-defined]
    wang, rao = visitor(app, "wang"), visitor(app, "rao")
    assert wang.get(record).status_code == 404

    form = wang.get(f"/projects/{town.bridge.id}/access").text
    assert "交通运输局" in form
    assert "水务局" not in re.findall(r"<option[^>]*>(.*?)</option>", form)
    assert ask(wang, town).headers["Location"] == "/sharing"
    request = the_request(database)
    assert "Asked by us, still open" in wang.get("/sharing").text

    # One click grants what was asked, with what stands in the row's own form.
    desk = rao.get("/sharing").text
    assert "approval of the water main" in desk
    row = desk[desk.index(f'action="/sharing/{request.id}/grant"') :]
    fields = dict(re.findall(r'type="hidden" name="(use|until|holder)" value="([^"]*)"', row[: row.index("</form>")]))
    assert fields == {"use": "download", "until": UNTIL.isoformat(), "holder": "department"}
    assert rao.post(f"/sharing/{request.id}/grant", data=fields).status_code == 302

    assert wang.get(record).status_code == 200
    assert "Grants we hold" in wang.get("/sharing").text
    assert "Grants we gave" in rao.get("/sharing").text
    assert visitor(app, "hua").get(record).status_code == 404

    answer = rao.post(f"/sharing/{request.id}/revocation", data={"reason": "the matter is closed"})
    assert answer.status_code == 302
    assert wang.get(record).status_code == 404
    assert "the matter is closed" in wang.get(f"/sharing/{request.id}").text


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong(app: Flask, town: Town) -> None:
    wang = visitor(app, "wang")
    answer = ask(wang, town, purpose="abc", matter_no="M-2026-9")
    assert answer.status_code == 400
    assert "At least 4 characters." in answer.text
    assert 'value="M-2026-9"' in answer.text
    answer = ask(wang, town, until=(today() + timedelta(days=400)).isoformat())
    assert answer.status_code == 400
    assert "at most 366 days" in answer.text
    assert ask(wang, town, holder="nobody").status_code == 400
    assert ask(wang, town, until="tomorrow").status_code == 400
    assert wang.get("/sharing").text.count("Asked by us") == 0


def test_a_form_in_json_is_no_form(app: Flask, town: Town) -> None:
    wang = visitor(app, "wang")
    answer = wang.post(f"/projects/{town.bridge.id}/access", json={"purpose": ["x"], "until": 5})
    assert answer.status_code == 400


def test_asking_twice_is_answered_with_the_reason(app: Flask, town: Town) -> None:
    wang = visitor(app, "wang")
    ask(wang, town)
    answer = ask(wang, town)
    assert answer.status_code == 409
    assert "has asked for this already" in answer.text


def test_less_may_be_granted_than_asked_never_more(app: Flask, database: Database, town: Town) -> None:
    wang, rao = visitor(app, "wang"), visitor(app, "rao")
    ask(wang, town)
    grant = f"/sharing/{the_request(database).id}/grant"
    longer = {"use": "read", "until": (UNTIL + timedelta(days=1)).isoformat(), "holder": "asker"}
    answer = rao.post(grant, data=longer)
    assert answer.status_code == 400
    assert "shortened, not lengthened" in answer.text
    assert longer["until"] in answer.text
    rao.post(grant, data={**longer, "until": today().isoformat()})
    shown = wang.get("/sharing").text
    assert "Grants we hold" in shown
    assert rao.post(grant, data=longer).status_code in {400, 409}


def test_a_refusal_without_a_reason_is_not_taken(app: Flask, database: Database, town: Town) -> None:
    wang, rao = visitor(app, "wang"), visitor(app, "rao")
    ask(wang, town)
    page = f"/sharing/{the_request(database).id}"
    answer = rao.post(f"{page}/refusal", data={"reason": ""})
    assert answer.status_code == 400
    assert f'value="{UNTIL.isoformat()}"' in answer.text
    assert rao.post(f"{page}/refusal", data={"reason": "not for this"}).status_code == 302
    assert "not for this" in wang.get(page).text


def test_the_asker_withdraws_with_one_button(app: Flask, database: Database, town: Town) -> None:
    wang, wei = visitor(app, "wang"), visitor(app, "wei")
    ask(wang, town)
    withdrawal = f"/sharing/{the_request(database).id}/withdrawal"
    assert withdrawal in wang.get("/sharing").text
    assert withdrawal not in wei.get("/sharing").text
    assert wei.post(withdrawal).status_code == 403
    assert wang.post(withdrawal).status_code == 302
    assert wang.post(withdrawal).status_code == 409


def test_every_change_needs_the_token_of_the_page(app: Flask, database: Database, town: Town) -> None:
    wang, rao = visitor(app, "wang"), visitor(app, "rao")
    ask(wang, town)
    page = f"/sharing/{the_request(database).id}"
    for who, address in (
        (wang, f"/projects/{town.bridge.id}/access"),
        (rao, f"{page}/grant"),
        (rao, f"{page}/refusal"),
        (rao, f"{page}/revocation"),
        (wang, f"{page}/withdrawal"),
    ):
        assert who.post(address, data={"reason": "x"}, with_token=False).status_code == 400
    assert the_request(database).state == "asked"


@pytest.mark.parametrize("who", ["lin", "shen"])
def test_others_have_no_part_in_it(app: Flask, town: Town, who: str) -> None:
    client = visitor(app, who)
    for address in ("/sharing", "/sharing/unknown", f"/projects/{town.bridge.id}/access"):
        assert client.get(address).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client: Visitor) -> None:
    assert client.get("/sharing").headers["Location"].startswith("/login")


def without_token(page: str) -> str:
    """A page but for its token, which is stamped with the second it was made in."""
    return re.sub(r"X-CSRFToken[^}]*|name=.csrf_token.[^>]*", "", page)


def test_a_third_department_does_not_learn_of_a_request(app: Flask, database: Database, town: Town) -> None:
    ask(visitor(app, "wang"), town)
    request, hua = the_request(database), visitor(app, "hua")
    assert hua.get(f"/sharing/{request.id}").status_code == 404
    assert hua.post(f"/sharing/{request.id}/refusal", data={"reason": "no"}).status_code == 404
    no_such = hua.get("/sharing/aaaaaaaaaaaaaaaa").text.replace("aaaaaaaaaaaaaaaa", request.id)
    assert without_token(hua.get(f"/sharing/{request.id}").text) == without_token(no_such)
    assert "滨江大桥" not in hua.get("/sharing").text


def test_the_form_comes_as_a_fragment_for_the_project_page(app: Flask, town: Town) -> None:
    wang = visitor(app, "wang")
    fragment = wang.get(f"/projects/{town.bridge.id}/access", headers={"HX-Request": "true"}).text
    assert "<form" in fragment
    assert "<html" not in fragment


def test_one_record_is_asked_for_from_its_page(app: Flask, database: Database, town: Town) -> None:
    wang, rao = visitor(app, "wang"), visitor(app, "rao")
    ask(wang, town, use="read")
    first = the_request(database)
    rao.post(f"/sharing/{first.id}/grant", data={"use": "read", "until": UNTIL.isoformat(), "holder": "department"})
    address = f"/records/{town.closed.id}/access"  # type: ignore[attr-defined]
    assert "大桥总平面图" in wang.get(address).text
    assert wang.post(address, data=WISH).headers["Location"] == "/sharing"
    assert "大桥总平面图" in rao.get("/sharing").text
    assert visitor(app, "hua").get(address).status_code == 404


def test_the_pages_speak_chinese_too(app: Flask, town: Town) -> None:
    wang = visitor(app, "wang")
    wang.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    assert wang.get("/sharing").status_code == 200
    assert wang.get(f"/projects/{town.bridge.id}/access").status_code == 200
