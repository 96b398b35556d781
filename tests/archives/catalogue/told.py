"""A project whose documents say what a test names; nothing is read from pixels here."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from archives.catalogue.model import FieldValue, Original, Page, Project, Record, Source
from archives.db import new_id
from archives.people import Account, Department, Level, Role
from archives.permissions import Actor
from tests.archives.intake.conftest import TODAY
from tests.factories import a_department, an_account

DEPARTMENT = "规划局"


def a_project(db: Session, number: int, name: str = "滨海大厦") -> Project:
    project = Project(id=new_id(), number=number, name=name, former_names=[], more={})
    project.land_permit_nos, project.planning_permit_nos, project.construction_permit_nos = [], [], []
    db.add(project)
    db.flush()
    return project


@dataclass(frozen=True)
class Shelf:
    """One project, its department, an archivist who may see all of it."""

    db: Session
    department: Department
    archivist: Account
    project: Project

    @classmethod
    def made(cls, db: Session, name: str = "翠湖花园二期") -> "Shelf":
        department, archivist = a_department(DEPARTMENT), an_account(Role.ARCHIVIST, "an", clearance=Level.RESTRICTED)
        db.add_all([department, archivist])
        db.flush()
        return cls(db, department, archivist, a_project(db, 1, name))

    @property
    def actor(self) -> Actor:
        return Actor(TODAY, self.archivist.id, "An", Role.ARCHIVIST, clearance=Level.RESTRICTED)

    def record(self, kind: str, level: Level = Level.INTERNAL, confidence: float = 0.99, **told: str) -> Record:
        record = Record(
            id=new_id(),
            kind=kind,
            title=kind,
            level=level,
            department_id=self.department.id,
            project_id=self.project.id,
            received_by=self.archivist.id,
            page_count=1,
        )
        self.db.add(record)
        self.db.flush()
        name = f"{record.id}.png"
        self.db.add(Page(record_id=record.id, number=1, width=100, height=100, dpi=300))
        self.db.add(
            Original(record_id=record.id, key=name, name=name, media_type="image/png", size=1, sha256="0", sha512="0")
        )
        for field, value in told.items():
            self.db.add(read_value(record, field, value, confidence))
        self.db.flush()
        return record


def read_value(record: Record, field: str, value: str, confidence: float = 0.99) -> FieldValue:
    place = {"page": 1, "x": 10, "y": 10, "w": 50, "h": 10}
    return FieldValue(record_id=record.id, field=field, value=value, source=Source.OCR, confidence=confidence, **place)
