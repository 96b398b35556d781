"""What is done with the catalogue: find, describe, open. Each begins with who may."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.describing import (
    current_values,
    file_under_project,
    put_typed_value,
    set_clock,
    summarise,
)
from archives.catalogue.fields import parse_value
from archives.catalogue.keeping import changed, filed
from archives.catalogue.model import Project, Reading, Record
from archives.errors import N_, NotFound, RuleBroken
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


def numbered(db: Session, actor: Actor, numbers: Collection[str]) -> dict[str, str]:
    """The records this actor may see that bear one of these numbers: number to id."""
    query = sa.select(Record.number, Record.id).where(Record.number.in_(set(numbers) - {""}), visible(actor, Record))
    return {number: record_id for number, record_id in db.execute(query) if number}


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
    record.check_kept()
    value = parse_value(field, text)
    earlier = current_values(db, record.id).get(field)
    put_typed_value(db, record, field, value, actor.account_id or "")
    summarise(db, record, record.original.name)
    if field == "project_name" and record.volume_id is None:
        record.project_id = None
        filed(db, file_under_project(db, record))
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
    changed(db, record.id)
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
    _check_access(record, level, withdrawn=withdrawn)
    record.level, record.opens_by_law, record.withdrawn = level, by_law, withdrawn
    set_clock(record)
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
    changed(db, record.id)
    return record


def _check_access(record: Record, level: Level, *, withdrawn: bool) -> None:
    """Shown is only what was read and bears no unreviewed mark; to all, only what bears no unreviewed stamp either."""
    record.check_kept()
    if record.described_at is None and record.reading is not Reading.FAILED:
        raise RuleBroken(N_("This record is still being read. Decide who may see it when that is done."))
    if record.bears_secret and not withdrawn:
        raise RuleBroken(
            N_("This record bears the mark “%(mark)s”. It stays withdrawn until a reviewed decision lifts it."),
            mark=record.secrecy_mark,
        )
    if record.awaits_secrecy_review and level is Level.OPEN and not withdrawn:
        raise RuleBroken(
            N_("This record was stamped “%(stamp)s”. Have the stamp reviewed before it is opened to all."),
            stamp=record.legacy_secrecy,
        )


def check_level(level: Level, highest: Level) -> None:
    if level.rank > highest.rank:
        raise RuleBroken(
            N_("This installation holds records up to “%(highest)s” only; keep this one in a system that may hold it."),
            highest=highest,
        )


def departments(db: Session) -> Sequence[Department]:
    return db.scalars(sa.select(Department).where(Department.active).order_by(Department.name)).all()
