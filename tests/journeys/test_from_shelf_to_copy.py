"""One story: a scan comes in, a department is let in to it, a citizen finds it, asks for a copy and takes it home."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from archives import duties
from archives.catalogue.model import Project, Record
from archives.copies.model import CopyRequest
from archives.db import today
from archives.people import Level, Role
from archives.sharing.model import AccessRequest
from archives.tools import Tools
from archives.worker import Worker
from tests.factories import a_department, an_account
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in


@pytest.fixture
def people(tools: Tools) -> dict[str, str]:
    planning, building = a_department(), a_department("住房和城乡建设局")
    with tools.database.transaction() as db:
        db.add_all(
            [
                an_account(Role.ARCHIVIST, "an", clearance=Level.RESTRICTED),
                an_account(Role.STAFF, "wang", department=planning, clearance=Level.INTERNAL),
                an_account(Role.STAFF, "zhao", department=building, clearance=Level.INTERNAL),
                an_account(Role.CITIZEN, "lin"),
                an_account(Role.AUDITOR, "zhou"),
            ]
        )
    return {"planning": planning.id, "building": building.id}


@pytest.fixture
def visit(app: Flask) -> dict[str, Visitor]:
    """Each person at a browser of their own."""
    clients: dict[str, Visitor] = {}
    for name in ("an", "wang", "zhao", "lin", "zhou"):
        client = app.test_client()
        assert isinstance(client, Visitor)
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        clients[name] = client
    return clients


def work(tools: Tools) -> None:
    Worker(tools.database, duties.work(tools), duties.lanes(tools)).work_off()


def test_from_the_shelf_to_the_copy(
    tools: Tools, people: dict[str, str], visit: dict[str, Visitor], tmp_path: Path
) -> None:
    for name, client in visit.items():
        sign_in(client, name)
    path = a_permit(tmp_path / "规划许可证.png")

    # The archivist uploads it, without script; the batch page says that it is read.
    with path.open("rb") as file:
        form = {"department": people["planning"], "level": "internal", "files": (file, path.name)}
        answer = visit["an"].post("/batches", data=form, content_type="multipart/form-data")
    assert answer.status_code == 302
    work(tools)
    assert "建设工程规划许可证" in visit["an"].get(answer.location).text

    with tools.database.reading() as db:
        record_id = db.scalars(sa.select(Record.id)).one()
        project_id = db.scalars(sa.select(Project.id)).one()

    # The department that owns it finds it; another one does not, nor a citizen, and is not told that it exists.
    found = "/search?words=翠湖花园"
    assert record_id in visit["wang"].get(found).text
    for name in ("zhao", "lin", "zhou"):
        assert record_id not in visit[name].get(found).text
        for address in ("", "/pages/1.jpg", "/pages/1.thumb.jpg", "/original", "/copies"):
            assert visit[name].get(f"/records/{record_id}{address}").status_code == 404, address

    # The other department asks for the project's records; the owner grants it, and at once it is found.
    ask = {
        "holder": people["planning"],
        "purpose": "completion check",
        "use": "read",
        "until": str(today() + timedelta(30)),
    }
    assert visit["zhao"].post(f"/projects/{project_id}/access", data=ask).status_code == 302
    with tools.database.reading() as db:
        request_id = db.scalars(sa.select(AccessRequest.id)).one()
    grant = {"until": ask["until"], "use": "read", "holder": "department"}
    assert visit["wang"].post(f"/sharing/{request_id}/grant", data=grant).status_code == 302
    assert record_id in visit["zhao"].get(found).text
    assert visit["zhao"].get(f"/records/{record_id}/pages/1.jpg").status_code == 200
    assert visit["zhao"].get(f"/records/{record_id}/original").status_code == 404

    # A citizen who cannot see it describes it; the archivist finds it, attaches and approves.
    describe = {"purpose": "my own house", "description": "滨江区环湖东路128号, permit of 2014"}
    asked = visit["lin"].post("/copies/new", data=describe)
    assert asked.status_code == 302
    with tools.database.reading() as db:
        copy_id = db.scalars(sa.select(CopyRequest.id)).one()
    assert visit["lin"].get(f"/copies/{copy_id}/original").status_code == 409
    visit["an"].post(f"/copies/{copy_id}/record", data={"record_id": record_id})
    assert visit["an"].post(f"/copies/{copy_id}/approval").status_code == 302

    # The citizen collects the very bytes that came in.
    taken = visit["lin"].get(f"/copies/{copy_id}/original")
    assert taken.status_code == 200
    assert taken.data == path.read_bytes()
    assert "attachment" in taken.headers["Content-Disposition"]

    # The auditor sees who did what, and that the chain holds.
    trail = visit["zhou"].get("/trail").text
    for name in ("An", "Wang", "Zhao", "Lin"):
        assert name in trail
