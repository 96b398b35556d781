"""立项与立卷: projects, unit projects and volumes, and the place of records in them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.archive_number import ArchiveNumber, NumberPattern
from archives.catalogue.describing import (
    complete_project,
    current_values,
    next_project_number,
)
from archives.catalogue.keeping import arranged, changed
from archives.catalogue.model import Category, Project, Record, UnitProject, Volume
from archives.catalogue.service import find_project, find_record
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.people import Level
from archives.permissions import Action, Actor, allows, require, visible


def found_project(db: Session, actor: Actor, name: str, location: str = "", category: str = "building") -> Project:
    require(actor, Action.DESCRIBE_RECORD)
    if not name.strip():
        raise InvalidInput(N_("A project needs a name."))
    project = Project(
        number=next_project_number(db), name=name.strip(), location=location.strip(), category=Category(category)
    )
    project.former_names, project.more = [], {}
    project.land_permit_nos, project.planning_permit_nos, project.construction_permit_nos = [], [], []
    db.add(project)
    db.flush()
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "project", project.id, name=project.name)
    arranged(db, project)
    return project


def add_unit(db: Session, actor: Actor, project_id: str, name: str) -> UnitProject:
    require(actor, Action.DESCRIBE_RECORD)
    project = find_project(db, actor, project_id)
    if not name.strip():
        raise InvalidInput(N_("A unit project needs a name, such as “Building 3”."))
    unit = UnitProject(project_id=project.id, name=name.strip())
    db.add(unit)
    db.flush()
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "unit project", unit.id, name=unit.name)
    arranged(db, unit)
    return unit


def bind_volume(
    db: Session,
    actor: Actor,
    project_id: str,
    title: str,
    class_: str,
    pattern: NumberPattern,
    unit_project_id: str | None = None,
) -> Volume:
    """立卷: a new volume with the next archive number of its project; titles are unique (GB/T 50328-2014 cl. 5.3.5)."""
    require(actor, Action.DESCRIBE_RECORD)
    project = find_project(db, actor, project_id)
    if not title.strip():
        raise InvalidInput(N_("A volume needs a title."))
    if db.scalar(sa.select(Volume.id).where(Volume.title == title.strip())):
        raise RuleBroken(N_("There is a volume “%(title)s” already; add “Part 1” or the drawing range."), title=title)
    serial = 1 + (db.scalar(sa.select(sa.func.max(Volume.serial)).where(Volume.project_id == project.id)) or 0)
    number = pattern.write(ArchiveNumber(class_.strip().upper() or "I", project.number, serial))
    pattern.read(number)
    volume = Volume(
        project_id=project.id,
        unit_project_id=unit_project_id,
        serial=serial,
        archive_no=number,
        title=title.strip(),
        compiled_by=project.construction_unit,
    )
    db.add(volume)
    db.flush()
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.DESCRIBED,
        "volume",
        volume.id,
        title=volume.title,
        number=number,
    )
    arranged(db, volume)
    return volume


def find_volume(db: Session, actor: Actor, volume_id: str) -> tuple[Volume, Sequence[Record]]:
    """The volume with those of its records this actor may see; NotFound when there is none."""
    volume = db.scalar(sa.select(Volume).where(Volume.id == volume_id, _volume_is_visible(actor)))
    if volume is None:
        raise NotFound
    query = sa.select(Record).where(Record.volume_id == volume.id, visible(actor, Record))
    return volume, db.scalars(query.order_by(Record.serial, Record.id)).all()


def volumes_of(db: Session, actor: Actor, project_id: str) -> Sequence[Volume]:
    query = sa.select(Volume).where(Volume.project_id == project_id, _volume_is_visible(actor))
    return db.scalars(query.order_by(Volume.serial)).all()


def _volume_is_visible(actor: Actor) -> sa.ColumnElement[bool]:
    """A title tells what lies in a volume: who may see nothing in it does not hear of it. Archivists arrange all."""
    if allows(actor, Action.DESCRIBE_RECORD):
        return sa.true()
    return sa.exists().where(Record.volume_id == Volume.id, visible(actor, Record))


def list_volumes(db: Session, actor: Actor, limit: int = 200) -> Sequence[Volume]:
    """The newest volumes, to choose one from."""
    require(actor, Action.DESCRIBE_RECORD)
    return db.scalars(sa.select(Volume).order_by(Volume.created_at.desc()).limit(limit)).all()


def place_in_volume(db: Session, actor: Actor, record_id: str, volume_id: str) -> Record:
    """Put a record at the end of a volume, and so under the volume's project."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    record.check_kept()
    volume = db.get(Volume, volume_id)
    if volume is None:
        raise NotFound
    last = db.scalar(sa.select(sa.func.max(Record.serial)).where(Record.volume_id == volume.id)) or 0
    record.volume_id, record.project_id, record.serial = volume.id, volume.project_id, last + 1
    if record.level is not Level.RESTRICTED and not record.bears_secret:
        complete_project(volume.project, {name: value.value for name, value in current_values(db, record.id).items()})
        arranged(db, volume.project)
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "record", record.id, volume=volume.archive_no)
    changed(db, record.id)
    return record


def dates_of(records: Sequence[Record]) -> tuple[str, str] | None:
    """起止日期, worked out from the records."""
    formed = sorted(record.formed for record in records if record.formed)
    return (formed[0], formed[-1]) if formed else None
