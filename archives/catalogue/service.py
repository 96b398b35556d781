"""What is done with the catalogue: find, describe, arrange, open. Each begins with who may."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.catalogue.archive_number import ArchiveNumber, NumberPattern
from archives.catalogue.describing import (
    complete_project,
    current_values,
    next_project_number,
    opening_day,
    put_typed_value,
    summarise,
)
from archives.catalogue.fields import parse_value
from archives.catalogue.indexing import INDEX_RECORD
from archives.catalogue.model import Category, Page, Project, Reading, Record, UnitProject, Volume
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.grants import Use
from archives.people import Department, Level
from archives.permissions import Action, Actor, allows, require, visible


def find_record(db: Session, actor: Actor, record_id: str, use: Use = Use.READ) -> Record:
    """Raises NotFound alike for what is not there and for what this actor may not know of."""
    record = db.scalar(sa.select(Record).where(Record.id == record_id, visible(actor, Record, use)))
    if record is None:
        raise NotFound
    return record


def may(db: Session, actor: Actor, record_id: str, use: Use) -> bool:
    query = sa.select(Record.id).where(Record.id == record_id, visible(actor, Record, use))
    return db.scalar(query) is not None


def find_page(db: Session, actor: Actor, record_id: str, number: int) -> Page:
    record = find_record(db, actor, record_id)
    page = db.scalar(sa.select(Page).where(Page.record_id == record.id, Page.number == number))
    if page is None:
        raise NotFound
    return page


def find_project(db: Session, actor: Actor, project_id: str) -> Project:
    """The list of projects is shared by all departments; a citizen sees those with a record open to them."""
    query = sa.select(Project).where(Project.id == project_id, _project_is_visible(actor))
    project = db.scalar(query)
    if project is None:
        raise NotFound
    return project


def list_projects(db: Session, actor: Actor, words: str = "", page: int = 1, per_page: int = 30) -> Sequence[Project]:
    query = sa.select(Project).where(_project_is_visible(actor)).order_by(Project.number.desc())
    if words:
        query = query.where(Project.name.contains(words, autoescape=True))
    return db.scalars(query.limit(per_page + 1).offset((page - 1) * per_page)).all()


def _project_is_visible(actor: Actor) -> sa.ColumnElement[bool]:
    if allows(actor, Action.SEE_PROJECTS):
        return sa.true()
    return sa.exists().where(Record.project_id == Project.id, visible(actor, Record))


def records_of_project(db: Session, actor: Actor, project_id: str) -> Sequence[Record]:
    query = sa.select(Record).where(Record.project_id == project_id, visible(actor, Record))
    return db.scalars(query.order_by(Record.volume_id, Record.serial, Record.formed, Record.id)).all()


def correct_field(db: Session, actor: Actor, record_id: str, field: str, text: str) -> Record:
    """What a person says of a field stands from now on, whatever a later reading finds."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    value = parse_value(field, text)
    earlier = current_values(db, record.id).get(field)
    put_typed_value(db, record, field, value, actor.account_id or "")
    summarise(db, record, record.original.name)
    before = earlier.value if earlier else ""
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.DESCRIBED,
        "record",
        record.id,
        field=field,
        old=before,
        new=value,
    )
    jobs.ask_for(db, INDEX_RECORD, record.id)
    return record


def open_to(
    db: Session,
    actor: Actor,
    record_id: str,
    level: Level,
    highest: Level,
    *,
    by_law: bool = False,
    withdrawn: bool = False,
) -> Record:
    """Set who may see a record. `highest` is the ceiling of this installation; state secrets are beyond every level."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    check_level(level, highest)
    if record.described_at is None and record.reading is not Reading.FAILED:
        raise RuleBroken(N_("This record is still being read. Decide who may see it when that is done."))
    if record.secrecy_mark and not withdrawn:
        raise RuleBroken(
            N_("This record bears the mark “%(mark)s”. It stays withdrawn until that is reviewed outside this system."),
            mark=record.secrecy_mark,
        )
    record.level, record.opens_by_law, record.withdrawn = level, by_law, withdrawn
    record.opens_on = opening_day(record) if by_law else None
    audit.write(
        db,
        actor.account_id,
        actor.name,
        audit.Event.OPENED,
        "record",
        record.id,
        level=level,
        opens_on=str(record.opens_on or ""),
        withdrawn=withdrawn,
    )
    jobs.ask_for(db, INDEX_RECORD, record.id)
    return record


def check_level(level: Level, highest: Level) -> None:
    if level.rank > highest.rank:
        raise RuleBroken(
            N_("This installation holds records up to “%(highest)s” only; keep this one in a system that may hold it."),
            highest=highest,
        )


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
    return volume


def place_in_volume(db: Session, actor: Actor, record_id: str, volume_id: str) -> Record:
    """Put a record at the end of a volume, and so under the volume's project."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    volume = db.get(Volume, volume_id)
    if volume is None:
        raise NotFound
    last = db.scalar(sa.select(sa.func.max(Record.serial)).where(Record.volume_id == volume.id)) or 0
    record.volume_id, record.project_id, record.serial = volume.id, volume.project_id, last + 1
    complete_project(volume.project, {name: value.value for name, value in current_values(db, record.id).items()})
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "record", record.id, volume=volume.archive_no)
    jobs.ask_for(db, INDEX_RECORD, record.id)
    return record


def departments(db: Session) -> Sequence[Department]:
    return db.scalars(sa.select(Department).where(Department.active).order_by(Department.name)).all()


def find_volume(db: Session, actor: Actor, volume_id: str) -> tuple[Volume, Sequence[Record]]:
    """The volume with those of its records this actor may see; NotFound when they may not see its project."""
    volume = db.get(Volume, volume_id)
    if volume is None:
        raise NotFound
    find_project(db, actor, volume.project_id)
    query = sa.select(Record).where(Record.volume_id == volume.id, visible(actor, Record))
    return volume, db.scalars(query.order_by(Record.serial, Record.id)).all()


def list_volumes(db: Session, actor: Actor, limit: int = 200) -> Sequence[Volume]:
    """The newest volumes, to choose one from."""
    require(actor, Action.DESCRIBE_RECORD)
    return db.scalars(sa.select(Volume).order_by(Volume.created_at.desc()).limit(limit)).all()


def dates_of(records: Sequence[Record]) -> tuple[str, str] | None:
    """起止日期, worked out from the records."""
    formed = sorted(record.formed for record in records if record.formed)
    return (formed[0], formed[-1]) if formed else None
