"""What a machine could not settle is laid before a person, and settled once."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from archives.catalogue.describing import current_values
from archives.catalogue.model import Page, Record, Source
from archives.catalogue.service import correct_field
from archives.checking import service
from archives.errors import NotAllowed, NotFound
from archives.people import Role
from archives.permissions import Actor
from archives.tools import Tools
from tests.archives.intake.conftest import TODAY, Desk
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in


@pytest.fixture
def desk(tools: Tools) -> Desk:
    return Desk(tools)


@pytest.fixture
def doubtful(desk: Desk, tmp_path: Path) -> str:
    """A record of which one value was read with little confidence."""
    record = desk.read(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.transaction() as db:
        values = current_values(db, record.id)
        for read in values.values():
            read.confidence = 0.99
        value = values["location"]
        value.confidence, value.otherwise = 0.4, "滨海市滨江区环湖东路126号"
    return record.id


def test_a_doubtful_reading_is_asked_about_until_a_person_confirms_it(desk: Desk, doubtful: str) -> None:
    with desk.tools.database.transaction() as db:
        (doubt,) = service.readings_in_doubt(db, desk.actor, 1).items
        assert (doubt.record.id, doubt.value.field) == (doubtful, "location")
        assert doubt.page is not None
        assert doubt.page.number == doubt.value.page
        correct_field(db, desk.actor, doubtful, "location", doubt.value.value)
    with desk.tools.database.reading() as db:
        assert service.readings_in_doubt(db, desk.actor, 1).items == []


def test_a_page_that_could_not_be_read_stays_a_task_until_someone_leaves_it(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.transaction() as db:
        page = db.scalars(sa.select(Page).where(Page.record_id == record.id)).one()
        page.problem = "The page is damaged and cannot be drawn."
    with desk.tools.database.transaction() as db:
        (page,) = service.pages_not_read(db, desk.actor, 1).items
        assert page.record.id == record.id
        service.leave_unread(db, desk.actor, record.id, page.number)
    with desk.tools.database.reading() as db:
        assert service.pages_not_read(db, desk.actor, 1).items == []
    with desk.tools.database.transaction() as db, pytest.raises(NotFound):
        service.leave_unread(db, desk.actor, record.id, 2)


def test_only_archivists_have_the_worklists(desk: Desk) -> None:
    staff = Actor(TODAY, account_id="s", role=Role.STAFF, department_id=desk.department.id)
    with desk.tools.database.reading() as db:
        for worklist in (service.readings_in_doubt, service.pages_not_read):
            with pytest.raises(NotAllowed):
                worklist(db, staff, 1)


def test_an_archivist_takes_the_other_reading_from_the_worklist(desk: Desk, doubtful: str, client: Visitor) -> None:
    sign_in(client, "an")
    page = client.get("/to-check").text
    assert "环湖东路126号" in page
    answer = client.post(f"/to-check/{doubtful}/location", data={"value": "滨海市滨江区环湖东路126号"})
    assert answer.status_code == 302
    assert "Nothing is in doubt" in client.get("/to-check").text
    with desk.tools.database.reading() as db:
        value = current_values(db, doubtful)["location"]
        assert (value.value, value.source) == ("滨海市滨江区环湖东路126号", Source.HUMAN)
        assert db.get_one(Record, doubtful).title


def test_what_comes_next_has_the_focus_so_that_enter_goes_on(desk: Desk, doubtful: str, client: Visitor) -> None:
    with desk.tools.database.transaction() as db:
        values = current_values(db, doubtful)
        for name in ("construction_unit", "project_name"):
            values[name].confidence = 0.4
        order = sorted((values[name] for name in ("construction_unit", "project_name", "location")), key=lambda v: v.y)
    sign_in(client, "an")
    assert focused(client.get("/to-check").text) == order[0].id
    answer = client.post(f"/to-check/{doubtful}/{order[1].field}?page=1&at=1", data={"value": order[1].value})
    assert focused(client.get(answer.location).text) == order[2].id
    answer = client.post(f"/to-check/{doubtful}/{order[2].field}?page=1&at=1", data={"value": order[2].value})
    assert focused(client.get(answer.location).text) == order[0].id


def focused(page: str) -> str:
    (found,) = re.findall(r'id="value-(\w+)"[^>]*autofocus', page)
    return str(found)


def test_a_page_not_read_is_left_from_its_worklist(desk: Desk, doubtful: str, client: Visitor) -> None:
    with desk.tools.database.transaction() as db:
        db.scalars(sa.select(Page)).one().problem = "The page is damaged and cannot be drawn."
    sign_in(client, "an")
    assert "The page is damaged" in client.get("/to-check/pages").text
    assert client.post(f"/to-check/pages/{doubtful}/1").status_code == 302
    assert "Every page was read" in client.get("/to-check/pages").text
