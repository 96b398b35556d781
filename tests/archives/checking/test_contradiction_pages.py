"""Contradictions on the pages: with both sides for whoever may see both, and settled where they are shown."""

import re

import pytest

from archives.catalogue.describing import current_values
from archives.catalogue.model import Record, Source
from archives.db import Database
from archives.people import Level, Role
from tests.archives.catalogue.told import Shelf
from tests.factories import an_account
from tests.visiting import Visitor, sign_in

HIDDEN, SHOWN = "滨海市建筑设计院", "滨海市建筑设计研究院有限公司"


@pytest.fixture
def project(database: Database) -> tuple[str, Record, Record]:
    with database.transaction() as db:
        shelf = Shelf.made(db)
        plain = shelf.record("drawing", Level.OPEN, design_unit=SHOWN)
        closed = shelf.record("construction_permit", Level.RESTRICTED, confidence=0.5, design_unit=HIDDEN)
        db.add(an_account(Role.STAFF, "wang", department=shelf.department, clearance=Level.INTERNAL))
        return shelf.project.id, plain, closed


def form_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(one|other)" value="(\w+)">', page))


def test_no_page_hints_at_a_contradiction_with_a_hidden_record(
    project: tuple[str, Record, Record], client: Visitor
) -> None:
    project_id, plain, _ = project
    for username in ("", "wang"):
        if username:
            sign_in(client, username)
        for page in (f"/projects/{project_id}", f"/records/{plain.id}"):
            answer = client.get(page)
            assert answer.status_code == 200
            assert HIDDEN not in answer.text
            assert "ontradiction" not in answer.text


def test_project_record_and_worklist_show_both_sides_and_say_which_is_doubtful(
    project: tuple[str, Record, Record], client: Visitor
) -> None:
    project_id, plain, closed = project
    sign_in(client, "an")
    for page in (f"/projects/{project_id}", "/to-check/contradictions"):
        text = client.get(page).text
        assert "Design unit: the documents do not say the same." in text
        assert "a reading is doubtful" in text
        for record, value in ((plain, SHOWN), (closed, HIDDEN)):
            assert value in text
            assert f"/records/{record.id}/pages/1.jpg" in text
            assert f'href="/records/{record.id}?page=1&amp;field=design_unit#field-design_unit"' in text
    hint = client.get(f"/records/{plain.id}").text
    assert HIDDEN in hint
    assert f'href="/records/{closed.id}?page=1&amp;field=design_unit"' in hint


def test_an_archivist_corrects_a_value_where_the_contradiction_is_shown(
    project: tuple[str, Record, Record], client: Visitor, database: Database
) -> None:
    project_id, _, closed = project
    sign_in(client, "an")
    answer = client.post(
        f"/to-check/contradictions/{project_id}/{closed.id}/design_unit?after=0&at=0", data={"value": SHOWN}
    )
    assert answer.location == "/to-check/contradictions?after=0&at=0"
    assert "No contradictions here" in client.get(answer.location).text
    with database.reading() as db:
        assert current_values(db, closed.id)["design_unit"].source is Source.HUMAN


def test_an_archivist_explains_and_takes_it_back_on_the_project_page(
    project: tuple[str, Record, Record], client: Visitor
) -> None:
    project_id, plain, _ = project
    sign_in(client, "an")
    where = f"/to-check/contradictions/{project_id}"
    told = form_of(client.get(f"/projects/{project_id}").text)
    assert client.post(where, data=told | {"reason": "2015年改制"}).status_code == 400
    answer = client.post(where, data=told | {"reason": "2015年改制", "verdict": "explained"})
    assert answer.location == f"/projects/{project_id}#contradictions"
    text = client.get(f"/projects/{project_id}").text
    assert "2015年改制" in text
    assert form_of(text) == {}
    assert "contradiction-hint" not in client.get(f"/records/{plain.id}").text
    assert "No contradictions here" in client.get("/to-check/contradictions").text
    (back,) = set(re.findall(rf'action="({where}/judgements/\w+)"', text))
    assert client.post(back).status_code == 302
    assert form_of(client.get(f"/projects/{project_id}").text) == told
    assert client.post(where, data=told | {"reason": "改制", "verdict": "same unit"}).status_code == 302
    text = client.get(f"/projects/{project_id}").text
    assert f"{SHOWN} = {HIDDEN}" in text or f"{HIDDEN} = {SHOWN}" in text
    assert "the documents do not say the same" not in text
