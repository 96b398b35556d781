"""The store follows the database: what is described, decided and arranged is kept beside the bytes it speaks of."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.catalogue.indexing import INDEX_RECORD
from archives.catalogue.model import FieldValue, Page, Project, Record, UnitProject, Volume
from archives.db import Model
from archives.errors import N_, NotFound
from archives.grants import Grant
from archives.jobs import Task
from archives.rows import as_json_row, document, lines, with_what_they_name
from archives.store import Event, object_id
from archives.tools import Tools

RECORD, PAGES, ARRIVAL = "metadata/record.json", "metadata/pages.jsonl.gz", "metadata/arrival.json"
KEEP_RECORD = "keep record"
KEEP: Mapping[type[Model], str] = {
    Record: KEEP_RECORD,
    Project: "keep project",
    UnitProject: "keep unit",
    Volume: "keep volume",
}
COPY_OBJECT = "copy object"
DESCRIBED = "brought in line with the catalogue"


def changed(db: Session, record_id: str) -> None:
    """Whoever changes a record says so in the same transaction: the index and the store follow."""
    jobs.ask_for(db, INDEX_RECORD, record_id)
    jobs.ask_for(db, KEEP_RECORD, record_id, priority=jobs.Priority.LATER)


def arranged(db: Session, thing: Project | UnitProject | Volume) -> None:
    """Whoever founds or changes a project, unit or volume says so in the same transaction: the store follows."""
    jobs.ask_for(db, KEEP[type(thing)], thing.id, priority=jobs.Priority.LATER)


def filed(db: Session, project: Project | None) -> None:
    """A record has said something of its project, or has none."""
    if project is not None:
        arranged(db, project)


def granted(db: Session, grant: Grant) -> None:
    """A grant is kept with what it opens."""
    kind, thing = (KEEP[Record], grant.record_id) if grant.record_id else (KEEP[Project], grant.project_id)
    jobs.ask_for(db, kind, thing or "", priority=jobs.Priority.LATER)


def keep(task: Task, tools: Tools, model: type[Model]) -> None:
    """Looked up before it is read from the database: a late worker cannot put older words over newer ones."""
    kind = KEEP[model].removeprefix("keep ")
    kept = tools.store.look_up(object_id(kind, task.subject_id))
    with tools.database.reading() as db:
        thing = db.get(model, task.subject_id)
        files = files_of(db, kind, thing) if thing is not None else {}
    if model is Record and files and not kept.exists:
        raise NotFound(N_("“%(path)s” is not in the store."), path=kept.id)
    if files:
        tools.store.revise(kept, files, Event(kind="metadata modification", detail=DESCRIBED))
    task.finish_with(lambda db: copy_later(db, tools, kept.id) if files else None)


def copy_later(db: Session, tools: Tools, kept_id: str) -> None:
    if tools.copies:
        jobs.ask_for(db, COPY_OBJECT, kept_id, priority=jobs.Priority.LATER)


def files_of(db: Session, kind: str, thing: Model) -> dict[str, bytes]:
    if isinstance(thing, Record):
        return {RECORD: document(kind, with_what_they_name(db, _rows_of(db, thing))), PAGES: _pages_of(db, thing.id)}
    grants = db.scalars(sa.select(Grant).where(Grant.project_id == thing.id)) if isinstance(thing, Project) else ()
    return {RECORD: document(kind, with_what_they_name(db, [thing, *grants]))}


def _rows_of(db: Session, record: Record) -> list[Model]:
    values = db.scalars(sa.select(FieldValue).where(FieldValue.record_id == record.id))
    grants = db.scalars(sa.select(Grant).where(Grant.record_id == record.id))
    return [record, record.original, *values, *grants, *_who_left_pages(db, record.id)]


def _who_left_pages(db: Session, record_id: str) -> list[Model]:
    """Pages are kept in a file of their own; the people they name are kept here with the others."""
    left = sa.or_(Page.problem_left_by.is_not(None), Page.faults_left_by.is_not(None))
    pages = db.scalars(sa.select(Page).where(Page.record_id == record_id, left))
    named = with_what_they_name(db, pages.all())
    return [row for row in named if not isinstance(row, Page)]


def _pages_of(db: Session, record_id: str) -> bytes:
    pages = db.scalars(sa.select(Page).where(Page.record_id == record_id).order_by(Page.number))
    return lines({**as_json_row(page), "words": page.words()} for page in pages)
