from datetime import date

import pytest

from archives.api.token_service import Asked, make_for_department, make_for_me
from archives.catalogue.indexing import entries_of
from archives.catalogue.model import FieldValue, Page, Record, Source
from archives.db import now, today
from archives.people import Account, Department, Level, Role
from archives.permissions import actor_of
from archives.tokens import Scope
from archives.tools import Tools
from tests.archives.sharing.shelf import Town, a_town, an_original
from tests.factories import an_account

EVERYTHING = tuple(Scope)


class Programs:
    """The town, its index, and programs with tokens."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        with tools.database.transaction() as db:
            self.town: Town = a_town(db)
            self.admin = an_account(Role.ADMINISTRATOR, "ada")
            db.add(self.admin)

    def record(self, department: Department, title: str = "总平面图", **more: object) -> Record:
        with self.tools.database.transaction() as db:
            record = Record(
                title=title,
                department_id=department.id,
                project_id=self.town.bridge.id,
                received_by=self.town.an.id,
                described_at=now(),
                page_count=1,
                **{"level": Level.OPEN, **more},
            )
            db.add(record)
            db.flush()
            page = Page(record_id=record.id, number=1, width=800, height=600, text=f"{title} 环湖东路")
            page.pack([["环湖东路", [10, 20, 80, 30], 0.97, 0, ""]])
            db.add_all([an_original(record), page])
            db.add(
                FieldValue(record_id=record.id, field="title", value=title, source=Source.OCR, page=1, confidence=0.9)
            )
        with self.tools.database.reading() as db:
            self.tools.engine.put(entries_of(db, [record.id]))
        return record

    def token(self, account: Account, *scopes: Scope, days: int = 30, made: date | None = None) -> dict[str, str]:
        """Its header."""
        with self.tools.database.transaction() as db:
            who, asked = actor_of(db, account, today()), Asked(label="测绘系统", scopes=scopes or EVERYTHING, days=days)
            _token, secret = make_for_me(db, who, asked, made or today())
        return {"Authorization": f"Bearer {secret}"}

    def department_token(self, department: Department, clearance: Level = Level.OPEN) -> dict[str, str]:
        with self.tools.database.transaction() as db:
            asked = Asked(label="一网通办", scopes=EVERYTHING, days=30, clearance=clearance)
            admin = actor_of(db, self.admin, today())
            _token, secret = make_for_department(db, admin, department.id, asked, today())
        return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def programs(tools: Tools) -> Programs:
    return Programs(tools)
