"""What the tests of sharing and copies find on the shelf: a project, and records of departments in it."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from archives.catalogue.model import Original, Project, Record
from archives.db import new_id
from archives.people import Account, Department, Level, Role
from archives.permissions import Actor, actor_of
from tests.factories import a_department, an_account

TODAY = date(2026, 3, 2)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def a_project(name: str = "滨江大桥工程", number: int = 1) -> Project:
    return Project(
        id=new_id(),
        name=name,
        number=number,
        former_names=[],
        more={},
        land_permit_nos=[],
        planning_permit_nos=[],
        construction_permit_nos=[],
    )


def a_record(
    department: Department,
    receiver: Account,
    project: Project | None = None,
    *,
    title: str = "总平面图",
    level: Level = Level.INTERNAL,
    number: str | None = None,
    withdrawn: bool = False,
) -> Record:
    return Record(
        id=new_id(),
        title=title,
        number=number,
        level=level,
        withdrawn=withdrawn,
        department_id=department.id,
        project_id=project.id if project else None,
        received_by=receiver.id,
    )


def an_original(record: Record, key: str = "key", name: str = "总平面图.pdf", content: bytes = b"%PDF-1.7") -> Original:
    return Original(
        record_id=record.id,
        key=key,
        name=name,
        media_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sha512=hashlib.sha512(content).hexdigest(),
    )


@dataclass
class Town:
    """Water asks, roads holds; the archivist received everything; health has nothing to do with it."""

    db: Session
    water: Department
    roads: Department
    health: Department
    wang: Account
    wei: Account
    rao: Account
    ren: Account
    hua: Account
    an: Account
    lin: Account
    bridge: Project

    def actor(self, account: Account, on: date = TODAY) -> Actor:
        self.db.flush()
        return actor_of(self.db, account, on)

    def record(self, department: Department, project: Project | None = None, **more: object) -> Record:
        record = a_record(department, self.an, project or self.bridge, **more)  # type: ignore[arg-type]
        self.db.add_all([record, an_original(record)])
        self.db.flush()
        return record


def a_town(db: Session) -> Town:
    water, roads, health = (a_department(name) for name in ("水务局", "交通运输局", "卫生健康委员会"))
    staff = {"clearance": Level.INTERNAL}
    people = {
        "wang": an_account(Role.STAFF, "wang", department=water, **staff),  # type: ignore[arg-type]
        "wei": an_account(Role.STAFF, "wei", department=water, **staff),  # type: ignore[arg-type]
        "rao": an_account(Role.STAFF, "rao", department=roads, **staff),  # type: ignore[arg-type]
        "ren": an_account(Role.STAFF, "ren", department=roads, **staff),  # type: ignore[arg-type]
        "hua": an_account(Role.STAFF, "hua", department=health, **staff),  # type: ignore[arg-type]
        "an": an_account(Role.ARCHIVIST, "an", clearance=Level.RESTRICTED),
        "lin": an_account(Role.CITIZEN, "lin"),
    }
    bridge = a_project()
    db.add_all([water, roads, health, *people.values(), bridge])
    db.flush()
    return Town(db, water, roads, health, **people, bridge=bridge)
