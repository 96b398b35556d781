"""The job that reads a record: pages are kept one by one, so that a killed worker repeats at most one."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import jobs
from archives.catalogue.describing import file_under_project, put_read_values, summarise
from archives.catalogue.keeping import changed, filed
from archives.catalogue.model import READ_TEXT, Page, Reading, Record
from archives.catalogue.secrecy import Secrecy
from archives.catalogue.tiling import ask_for_tiles
from archives.db import now
from archives.intake.model import Arrival, Batch
from archives.jobs import Task
from archives.tools import Tools
from ingest import scan as read
from ingest.fields.secrecy import secrecy_mark
from ingest.limits import Limits
from ingest.problems import Problem
from ingest.reader import read as read_pages
from ingest.wire import pack_facts, pack_line, pack_seal, unpack_facts, unpack_seal


def read_record(task: Task, tools: Tools) -> None:
    """What the document is, first: its fields, so that it can be found. The text of large sheets follows."""
    _read(task, tools, fields_first=True)


def read_text(task: Task, tools: Tools) -> None:
    """The sheets as a whole, once their fields are known."""
    _read(task, tools, fields_first=False)


def _read(task: Task, tools: Tools, *, fields_first: bool) -> None:
    record_id = str(task.subject_id)
    with tools.database.reading() as db:
        record = db.get(Record, record_id)
        if record is None or record.disposed_on is not None:
            task.finish_with(lambda _: None)
            return
        original = record.original
        done = pages_read(db, record_id)
        engine = _engine_for(db, record_id) or tools.settings.ocr
    if fields_first:
        task.checkpoint(lambda db: _begin(db, record_id))
    parts = read_pages(
        tools.store.path(original.key),
        original.name,
        engine=engine,
        limits=Limits(file_bytes=tools.settings.largest_file),
        done=done,
        derived=tools.pictures_of(original.sha256),
        fields_first=fields_first,
    )
    try:
        for part in parts:
            if isinstance(part, read.Page):
                task.checkpoint(partial(keep_page, record_id=record_id, page=part))
            else:
                task.finish_with(partial(describe, record_id=record_id, scan=part, whole=not fields_first))
    except Problem as problem:
        task.finish_with(partial(give_up, record_id=record_id, problem=problem))


def pages_read(db: Session, record_id: str) -> Mapping[int, read.Page]:
    found = db.scalars(sa.select(Page).where(Page.record_id == record_id))
    return {page.number: as_read(page) for page in found}


def as_read(page: Page) -> read.Page:
    words = tuple(read.Word(text, read.Box(*box), *more) for text, box, *more in page.words())
    return read.Page(
        number=page.number,
        width=page.width,
        height=page.height,
        dpi=page.dpi,
        rotation=page.rotation,
        words=words,
        text=page.text,
        partial=page.partial,
        seals=tuple(map(unpack_seal, page.seals)),
        facts=unpack_facts(page.facts) if page.facts else None,
        engine=page.engine,
        seconds=page.seconds,
        problem=page.problem or "",
        problem_values=page.problem_values,
    )


def _engine_for(db: Session, record_id: str) -> str | None:
    query = sa.select(Batch.engine).join(Arrival).where(Arrival.record_id == record_id).order_by(Arrival.arrived_at)
    chosen = db.scalar(query.limit(1))
    return None if chosen in (None, "auto") else chosen


def _begin(db: Session, record_id: str) -> None:
    db.get_one(Record, record_id).reading = Reading.READING


def keep_page(db: Session, record_id: str, page: read.Page) -> None:
    """Write a page in place of an earlier reading of it: doing it twice is the same as once."""
    kept = db.scalar(sa.select(Page).where(Page.record_id == record_id, Page.number == page.number))
    if kept is None:
        kept = Page(record_id=record_id, number=page.number)
        db.add(kept)
    kept.width, kept.height, kept.dpi, kept.rotation = page.width, page.height, page.dpi, page.rotation
    kept.text, kept.engine, kept.seconds = page.text, page.engine, page.seconds
    kept.partial, kept.problem, kept.problem_values = page.partial, page.problem or None, dict(page.problem_values)
    kept.seals, kept.facts = list(map(pack_seal, page.seals)), pack_facts(page.facts) if page.facts else None
    kept.faulty = bool(page.facts and page.facts.faults)
    kept.pack([_packed(word) for word in page.words])


def _packed(word: read.Word) -> list[Any]:
    return [word.text, list(word.box), round(word.confidence, 4), word.direction, word.otherwise]


def give_up(db: Session, record_id: str, problem: Problem) -> None:
    """The file as a whole cannot be read, and trying again would not help: a person is asked."""
    first = db.scalar(sa.select(Page).where(Page.record_id == record_id, Page.number == 1))
    if first is None:
        keep_page(db, record_id, read.Page(number=1).not_read(problem))
    else:
        first.problem, first.problem_values = problem.template, problem.values
    db.get_one(Record, record_id).reading = Reading.FAILED
    changed(db, record_id)


def describe(db: Session, record_id: str, scan: read.Scan, *, whole: bool) -> None:
    """What follows from a reading: fields with evidence, title, project, place in the index.

    Until every sheet is read whole the record is withdrawn and founds no project: a mark of secrecy may stand anywhere.
    """
    record = db.get_one(Record, record_id)
    record.kind, record.page_count = scan.kind, max(record.page_count, scan.page_count)
    record.contents = list(map(pack_line, scan.contents))
    record.find_faults(list(map(sentence, scan.faults)))
    put_read_values(db, record, scan.fields, scan.engine)
    summarise(db, record, record.original.name)
    _judge_secrecy(record, scan)
    if not whole and _has_more(scan):
        record.reading = Reading.DESCRIBED
        jobs.ask_for(db, READ_TEXT, record.id, priority=jobs.Priority.LATER)
    else:
        record.reading = _reached(scan)
        _release(record)
        if not record.bears_secret:
            filed(db, file_under_project(db, record))
        ask_for_tiles(db, record)
    changed(db, record.id)


def _has_more(scan: read.Scan) -> bool:
    return len(scan.pages) < scan.page_count or any(page.partial and not page.problem for page in scan.pages)


def _reached(scan: read.Scan) -> Reading:
    problems = sum(bool(page.problem) for page in scan.pages)
    if scan.pages and problems == len(scan.pages):
        return Reading.FAILED
    return Reading.PARTLY if problems else Reading.READ


def sentence(fault: read.Fault) -> dict[str, Any]:
    template, values = fault
    return {"template": template, "values": values}


def _judge_secrecy(record: Record, scan: read.Scan) -> None:
    """保守国家秘密法: a sheet marked 绝密, 机密 or 秘密 is not shown by a system like this; a person takes it out."""
    mark = secrecy_mark(scan.pages)
    record.secrecy_mark = mark.raw[:60] if mark is not None else None
    if mark is not None and record.legacy_secrecy is None:
        record.legacy_secrecy = Secrecy(mark.value)
        record.legacy_secrecy_evidence = f"{mark.page}: {mark.raw}"[:300]
    if record.bears_secret:
        record.withdrawn = True


def _release(record: Record) -> None:
    """Withdrawn on arrival, it is shown once it is read, unless it is marked or a person has withdrawn it since."""
    if record.described_at is None and not record.bears_secret:
        record.withdrawn = False
    record.described_at = now()
