"""A small archive to find things in: records with pages, described values and an index over them."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from archives.app import create_app
from archives.catalogue.indexing import index_records
from archives.catalogue.model import FieldValue, Original, Page, Project, Record, Source, Volume
from archives.db import new_id
from archives.finding import service
from archives.finding.wanted import Wanted
from archives.people import Account, Department, Level, Role
from archives.permissions import Actor, actor_of
from archives.settings import Settings
from archives.tools import Tools
from tests.archives.sharing.shelf import a_project
from tests.factories import CHEAP, a_department, an_account
from tests.visiting import Visitor

TODAY = date(2026, 3, 2)


@dataclass
class Shelf:
    tools: Tools
    archivist: Account
    department: Department

    def put(self, *pages: str, title: str = "总平面图", values: dict[str, str] | None = None, **described: Any) -> str:
        """A record as its reading leaves it, found at once."""
        record_id = self.write(*pages, title=title, values=values, **described)
        self.index(record_id)
        return record_id

    def write(
        self, *pages: str, title: str = "总平面图", values: dict[str, str] | None = None, **described: Any
    ) -> str:
        """A record that the index does not know yet."""
        record = Record(id=new_id(), title=title, page_count=len(pages))
        record.level, record.department_id = Level.OPEN, self.department.id
        record.received_by = self.archivist.id
        for name, value in described.items():
            setattr(record, name, value)
        record.number = described.get("number") or (values or {}).get("drawing_no")
        with self.tools.database.transaction() as db:
            db.add(record)
            db.flush()
            db.add_all([a_page(record.id, number, text) for number, text in enumerate(pages, 1)])
            db.add_all([a_value(record.id, name, value) for name, value in (values or {}).items()])
            db.add(an_original(record.id))
        return record.id

    def index(self, *ids: str) -> None:
        with self.tools.database.reading() as db:
            index_records(db, self.tools.engine, ids)

    def project(self, name: str, number: int, **facts: Any) -> Project:
        project = a_project(name, number)
        for fact, value in facts.items():
            setattr(project, fact, value)
        with self.tools.database.transaction() as db:
            db.add(project)
        return project

    def volume(self, project: Project, title: str, archive_no: str) -> Volume:
        volume = Volume(id=new_id(), project_id=project.id, title=title, archive_no=archive_no)
        with self.tools.database.transaction() as db:
            db.add(volume)
        return volume

    def actor(self, account: Account | None = None) -> Actor:
        with self.tools.database.reading() as db:
            return actor_of(db, db.get(Account, account.id) if account else None, TODAY)

    def found(self, words: str = "", actor: Actor | None = None, **wanted: Any) -> service.Found:
        with self.tools.database.reading() as db:
            asked = Wanted(words=words, **wanted)
            return service.search(db, actor or self.actor(), self.tools.engine, asked)

    def ids(self, words: str = "", actor: Actor | None = None, **wanted: Any) -> list[str]:
        return [hit.record.id for hit in self.found(words, actor, **wanted).hits]


def a_page(record_id: str, number: int, text: str) -> Page:
    """One word a line, eighty pixels high."""
    page = Page(record_id=record_id, number=number, text=text, width=1000, height=1400)
    words = [word for word in text.split("\n") if word]
    page.pack([[word, [100, 100 * at, 40 * len(word), 80], 0.99, 0, ""] for at, word in enumerate(words, 1)])
    return page


def a_value(record_id: str, field: str, value: str) -> FieldValue:
    return FieldValue(record_id=record_id, field=field, value=value, source=Source.OCR)


def an_original(record_id: str) -> Original:
    digest = hashlib.sha256(record_id.encode()).hexdigest()
    about = {"key": record_id, "name": "scan.pdf", "media_type": "application/pdf", "size": 8}
    return Original(record_id=record_id, sha256=digest, sha512=digest * 2, **about)


def people(db: Session) -> tuple[Account, Department]:
    department = a_department()
    archivist = an_account(Role.ARCHIVIST, "an", clearance=Level.RESTRICTED)
    db.add_all([department, archivist])
    return archivist, department


@pytest.fixture(params=["tantivy"])
def shelf(request: pytest.FixtureRequest, settings: Settings, empty_catalogue: Any) -> Any:
    """With tantivy, or with the engine a test names by `@pytest.mark.parametrize("shelf", …, indirect=True)`."""
    (settings.data / "catalogue.db").write_bytes(empty_catalogue.read_bytes())
    tools = Tools.open(replace(settings, search=request.param))
    with tools.database.transaction() as db:
        archivist, department = people(db)
    yield Shelf(tools, archivist, department)
    tools.close()


@pytest.fixture
def visitor(shelf: Shelf) -> Visitor:
    app: Flask = create_app(shelf.tools.settings, shelf.tools)
    app.config["TESTING"] = True
    app.extensions["limiter"].pop().enabled = False
    app.extensions["security"].pwd_context.update(**{f"argon2__{name}": value for name, value in CHEAP.items()})
    app.test_client_class = Visitor
    client = app.test_client()
    assert isinstance(client, Visitor)
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
