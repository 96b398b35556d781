"""A whole archive to search in: a catalogue filled with so many pages, without their pictures."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import sqlalchemy as sa
from passlib.hash import argon2

from archives.catalogue.model import FieldValue, Page, Project, Record, Source
from archives.db import Database, new_id, now
from archives.models import Model
from archives.people import Account, Department, Level, Role
from benchmarks.finding_corpus import pages_in

SIZES = (*[1] * 20, *[2] * 5, *[5] * 4)
"""How many pages the records of a project of fifty pages have: most are single sheets."""
LEVELS = (Level.OPEN, Level.INTERNAL, Level.RESTRICTED, Level.RESTRICTED, Level.RESTRICTED)
PASSWORD = token_urlsafe()
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


def fill(database: Database, file: Path) -> None:
    """Projects of fifty pages each, in records of one, two and five."""
    Model.metadata.create_all(database.engine)
    pages = pages_in(file)
    with database.transaction() as db:
        receiver = Account(id=new_id(), username="an", name="an", role=Role.ARCHIVIST, email="an@example.org")
        receiver.password = argon2.using(**CHEAP).hash(PASSWORD)
        departments = [Department(id=f"D{at:02d}", code=f"D{at:02d}", name=f"第{at}局") for at in range(40)]
        db.add_all([receiver, *departments])
        reader = Account(id=new_id(), username="wang", name="wang", role=Role.STAFF, email="wang@example.org")
        reader.password, reader.department, reader.clearance = receiver.password, departments[0], Level.RESTRICTED
        db.add(reader)
        db.flush()
        number = 0
        while project := list(islice(pages, sum(SIZES))):
            number += 1
            _insert(db, number, project, receiver.id)


def _insert(db: Any, number: int, pages: Sequence[dict[str, Any]], receiver: str) -> None:
    project = Project(id=new_id(), number=number, name=pages[0]["project"], former_names=[], more={})
    project.land_permit_nos, project.planning_permit_nos, project.construction_permit_nos = [], [], []
    db.add(project)
    db.flush()
    records, sheets, values = [], [], []
    remaining = iter(pages)
    for size in SIZES:
        own = list(islice(remaining, size))
        if not own:
            break
        record_id, first = new_id(), own[0]
        records.append(_record(record_id, first, len(own), project.id, receiver))
        sheets += [
            {"id": new_id(), "record_id": record_id, "number": at, "text": page["text"]}
            for at, page in enumerate(own, 1)
        ]
        said = {"permit_no": first["permit"], "drawing_no": first["drawing_no"], "drawing_name": first["drawing_name"]}
        said |= {"project_name": first["project"], "archive_no": first["archive_no"]}
        values += [
            {"id": new_id(), "record_id": record_id, "field": name, "value": value, "source": Source.OCR}
            for name, value in said.items()
        ]
    for table, rows in ((Record, records), (Page, sheets), (FieldValue, values)):
        db.execute(sa.insert(table), rows)


def _record(record_id: str, page: dict[str, Any], pages: int, project: str, receiver: str) -> dict[str, Any]:
    return {
        "id": record_id,
        "title": f"{page['drawing_no']} {page['drawing_name']}",
        "number": page["drawing_no"],
        "formed": str(page["year"]),
        "kind": "drawing" if page["doctype"] == "drawing" else "unknown",
        "discipline": page["drawing_no"][:2],
        "level": LEVELS[page["cls"]],
        "department_id": page["dept"],
        "project_id": project,
        "page_count": pages,
        "received_by": receiver,
        "described_at": now(),
    }
