"""From what was read or typed to the described record. A person's word is never overwritten by a machine's."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import FieldValue, Project, Record, Source
from archives.db import now
from archives.errors import InvalidInput
from archives.people import Level
from ingest.scan import Field

LONGEST_TITLE = 300
NUMBER_OF_KIND = {
    "drawing": ("drawing_no",),
    "completion_filing": ("filing_no", "permit_no"),
    "volume_cover": ("archive_no",),
}
"""文件编号: which of the numbers on a document is its own, best first; others name papers it refers to."""


def current_values(db: Session, record_id: str) -> dict[str, FieldValue]:
    query = sa.select(FieldValue).where(FieldValue.record_id == record_id, FieldValue.superseded_at.is_(None))
    return {value.field: value for value in db.scalars(query)}


def put_read_values(db: Session, record: Record, fields: Mapping[str, Field], engine: str) -> None:
    """Keep what a reading found: it supersedes earlier readings, and yields to what a person has said."""
    held = current_values(db, record.id)
    for earlier in held.values():
        if earlier.source is Source.OCR:
            earlier.superseded_at = now()
    for name, found in fields.items():
        spoken_for = name in held and held[name].source is not Source.OCR
        value = FieldValue(
            record_id=record.id,
            field=name,
            value=found.value,
            raw=found.raw,
            source=Source.OCR,
            page=found.page,
            x=found.box.x,
            y=found.box.y,
            w=found.box.w,
            h=found.box.h,
            confidence=found.confidence,
            engine=engine,
            rule=found.rule,
            otherwise=found.otherwise,
        )
        value.superseded_at = now() if spoken_for else None
        db.add(value)
    db.flush()


def put_typed_value(db: Session, record: Record, name: str, value: str, reviewer_id: str) -> None:
    """Keep a person's correction or confirmation, with the place on the sheet it speaks of."""
    earlier = current_values(db, record.id).get(name)
    typed = FieldValue(
        record_id=record.id, field=name, value=value, source=Source.HUMAN, reviewer_id=reviewer_id, confidence=1.0
    )
    if earlier is not None:
        typed.raw, typed.page = earlier.raw, earlier.page
        typed.x, typed.y, typed.w, typed.h = earlier.x, earlier.y, earlier.w, earlier.h
        earlier.superseded_at = now()
    db.add(typed)
    db.flush()


PLACE = ("raw", "page", "x", "y", "w", "h")


def put_imported_values(db: Session, record: Record, said: Mapping[str, Mapping[str, Any]], rule: str) -> None:
    """What came with a package: it stands against readings and yields to what a person says here.

    Each has its `value`, and may have what was printed, the page and the box.
    """
    held = current_values(db, record.id)
    for name, found in said.items():
        earlier = held.get(name)
        if earlier is not None and (earlier.source is Source.HUMAN or earlier.value == found["value"]):
            continue
        if earlier is not None:
            earlier.superseded_at = now()
        place = {part: found[part] for part in PLACE if found.get(part) is not None}
        value = FieldValue(record_id=record.id, field=name, value=found["value"], source=Source.IMPORT, rule=rule)
        value.confidence = 1.0
        for part, where in place.items():
            setattr(value, part, where)
        db.add(value)
    db.flush()


def summarise(db: Session, record: Record, file_name: str) -> None:
    """Bring the record's own columns in line with its current values."""
    said = {name: value.value for name, value in current_values(db, record.id).items() if value.value}
    title = _title_from(said)
    record.title_supplied = title is None
    record.title = (title or PurePath(file_name).stem or file_name)[:LONGEST_TITLE]
    numbers = (said.get(name) for name in NUMBER_OF_KIND.get(record.kind, ("permit_no", "drawing_no", "filing_no")))
    record.number = next((number for number in numbers if number), None)
    makers = (said.get(name) for name in ("issuer", "design_unit", "construction_unit"))
    record.responsible = next((maker for maker in makers if maker), None)
    record.formed = _formed(said.get("date"))
    record.discipline = said.get("discipline")
    set_clock(record)


def _title_from(said: Mapping[str, str]) -> str | None:
    if "drawing_name" in said:
        return " ".join(part for part in (said.get("drawing_no"), said["drawing_name"]) if part)
    return said.get("title")


def _formed(text: str | None) -> str | None:
    try:
        return str(FormedDate.parse(text)) if text else None
    except InvalidInput:
        return None


def opening_day(record: Record) -> date:
    """档案法 Art. 27: twenty-five years after the document was made, or after it came when nothing says when."""
    if record.formed:
        return FormedDate.parse(record.formed).opens_on
    came = (record.received_at or now()).date()
    return FormedDate(came.year, came.month, came.day).opens_on


def set_clock(record: Record) -> None:
    """The day from which an open record is shown to all: what the law says, and never before a review lets it."""
    days = [record.closed_until] if record.closed_until else []
    days += [opening_day(record)] if record.opens_by_law else []
    record.opens_on = max(days, default=None)


def file_under_project(db: Session, record: Record) -> Project | None:
    """Put a record that names its project under it, and give that; a name not known yet makes a new project."""
    values = current_values(db, record.id)
    named = values.get("project_name")
    if record.project_id is not None or named is None or not named.value:
        return None
    code = values.get("investment_code")
    project = _known_project(db, named.value, code.value if code else None) or _new_project(db, named.value)
    record.project_id = project.id
    if record.level is not Level.RESTRICTED:
        complete_project(project, {name: value.value for name, value in values.items()})
    return project


def _known_project(db: Session, name: str, code: str | None) -> Project | None:
    if code:
        project = db.scalar(sa.select(Project).where(Project.investment_code == code))
        if project is not None:
            return project
    plain = squeeze(name)
    projects = db.scalars(sa.select(Project).where(Project.name.like(f"{plain[:2]}%")))
    return next((project for project in projects if plain in {squeeze(n) for n in _names(project)}), None)


def _names(project: Project) -> list[str]:
    return [project.name, *project.former_names]


def squeeze(name: str) -> str:
    return "".join(name.split()).lower()


def _new_project(db: Session, name: str) -> Project:
    project = Project(number=next_project_number(db), name=name[:LONGEST_TITLE], former_names=[], more={})
    project.land_permit_nos, project.planning_permit_nos, project.construction_permit_nos = [], [], []
    db.add(project)
    db.flush()
    return project


def next_project_number(db: Session) -> int:
    return (db.scalar(sa.select(sa.func.max(Project.number))) or 0) + 1


COPIED_TO_PROJECT = (
    "location",
    "construction_unit",
    "survey_unit",
    "design_unit",
    "supervision_unit",
    "contractor",
    "building_area",
    "investment_code",
    "filing_no",
)


def complete_project(project: Project, said: Mapping[str, str]) -> None:
    """Fill what the project does not say yet from one of its records; all departments may read it there."""
    for name in COPIED_TO_PROJECT:
        if said.get(name) and not getattr(project, name):
            setattr(project, name, said[name])
    number = said.get("permit_no", "")
    for prefix, held in (("地字", "land_permit_nos"), ("建字", "planning_permit_nos")):
        if number.startswith(prefix) and number not in getattr(project, held):
            setattr(project, held, [*getattr(project, held), number])
    if number.isdigit() and number not in project.construction_permit_nos:
        project.construction_permit_nos = [*project.construction_permit_nos, number]
