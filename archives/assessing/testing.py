"""Carrying an assessment out, keeping its report with what was tested, and asking for those that are due."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.assessing.gathering import gathered
from archives.assessing.model import Assessment, Kind
from archives.assessing.told import as_told, count
from archives.catalogue.keeping import copy_later
from archives.catalogue.model import Reading, Record
from archives.db import CHINA, now, today
from archives.errors import Unavailable
from archives.fourfold import Link, Result, assess
from archives.jobs import Task
from archives.store import Event, Kept, object_id
from archives.store.premis import SOFTWARE
from archives.tools import Tools

ASSESS, ASSESS_DUE = "assess", "assess what is due"
AT_NIGHT = time(1, 30)
FEW = 200
"""At least so many are tested in a night when they are due."""
ENDED = (Reading.READ, Reading.PARTLY, Reading.FAILED)

Findings = Sequence[dict[str, Any]]


def carry_out(task: Task, tools: Tools) -> None:
    """May run twice: the report that is kept already is the one that counts."""
    with tools.database.reading() as db:
        asked = db.get(Assessment, task.subject_id)
    if asked is None or asked.finished_at is not None:
        return
    findings = tested(tools, asked)
    task.finish_with(lambda db: write_down(db, tools, asked.id, findings))


def tested(tools: Tools, asked: Assessment) -> Findings:
    """The findings, kept in the object of what was tested as a report and an event, unless that is damaged itself."""
    try:
        kept = tools.store.look_up(object_id(asked.kind, asked.subject_id))
    except Unavailable:
        kept = None
    name = report_name(asked.id)
    if kept is not None and kept.exists and name in kept.names:
        found: Findings = json.loads(tools.store.read(kept, name))["findings"]
        return found
    subject = gathered(tools, asked.kind, asked.subject_id)
    findings = [as_told(check, finding) for check, finding in assess(subject, asked.link)]
    # A record that is in the catalogue has its object; one that cannot be recognised any more is not written onto.
    if kept is not None and (kept.exists or asked.kind is not Kind.RECORD):
        _keep(tools, kept, asked, findings)
    return findings


def _keep(tools: Tools, kept: Kept, asked: Assessment, findings: Findings) -> None:
    counts = count(findings)
    failed = counts[str(Result.FAIL)]
    event = Event(
        kind="validation",
        detail=f"four-property testing (DA/T 70) at {asked.link}: {sentence(counts)}",
        outcome="fail" if failed else "no check failed",
        more={"assessment": asked.id, "link": str(asked.link), "counts": counts},
    )
    tools.store.revise(kept, {report_name(asked.id): report(asked, findings)}, event)


def report_name(assessment_id: str) -> str:
    return f"metadata/assessments/{assessment_id}.json"


def sentence(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {result}" for result, number in counts.items())


def report(asked: Assessment, findings: Findings) -> bytes:
    """What stands on the page, to be read without this program."""
    told = {
        "assessment": asked.id,
        "standard": "DA/T 70-2018",
        "link": str(asked.link),
        "subject": {"kind": str(asked.kind), "id": asked.subject_id},
        "software": SOFTWARE,
        "counts": count(findings),
        "findings": findings,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def write_down(db: Session, tools: Tools, assessment_id: str, findings: Findings) -> None:
    asked = db.get_one(Assessment, assessment_id)
    counts = count(findings)
    asked.findings, asked.finished_at = list(findings), now()
    asked.passed, asked.failed = counts[Result.PASS], counts[Result.FAIL]
    asked.not_run, asked.not_applicable = counts[Result.NOT_RUN], counts[Result.NOT_APPLICABLE]
    copy_later(db, tools, object_id(asked.kind, asked.subject_id))
    name = asked.asker.name if asked.asker else ""
    told = {"assessment": asked.id, "link": str(asked.link), "counts": counts}
    audit.write(db, asked.asked_by, name, audit.Event.ASSESSED, asked.kind, asked.subject_id, **told)


def ask(db: Session, kind: Kind, subject_id: str, link: Link, records: int, asked_by: str | None = None) -> Assessment:
    asked = Assessment(kind=kind, subject_id=subject_id, link=link, records=records, asked_by=asked_by)
    db.add(asked)
    db.flush()
    priority = jobs.Priority.USUAL if asked_by else jobs.Priority.LATER
    jobs.ask_for(db, ASSESS, asked.id, priority=priority)
    return asked


def ask_for_due(db: Session, day: date) -> None:
    """Each night's job asks for the next one; whoever starts a server or workers asks for tonight's."""
    due = datetime.combine(day, AT_NIGHT, CHINA)
    jobs.ask_for(db, ASSESS_DUE, "records", payload={"day": str(day)}, run_at=due, again=False)


def assess_due(task: Task, tools: Tools) -> None:
    """New records at the link of archiving once they are read; all others again after so many days."""
    days = tools.settings.check_days

    def ask_all(db: Session) -> None:
        for record_id, was_tested in due(db, days) if days else ():
            ask(db, Kind.RECORD, record_id, Link.PRESERVATION if was_tested else Link.ARCHIVING, 1)
        ask_for_due(db, today() + timedelta(days=1))

    task.finish_with(ask_all)


def due(db: Session, days: int) -> Sequence[tuple[str, bool]]:
    """Records whose last test is that long ago, and whether there was one; never more than a night can do."""
    last = (
        sa.select(Assessment.subject_id, sa.func.max(Assessment.asked_at).label("at"))
        .where(Assessment.kind == Kind.RECORD)
        .group_by(Assessment.subject_id)
        .subquery()
    )
    total = db.scalar(sa.select(sa.func.count()).select_from(Record).where(Record.disposed_on.is_(None))) or 0
    query = (
        sa.select(Record.id, last.c.at.is_not(None))
        .outerjoin(last, last.c.subject_id == Record.id)
        .where(Record.disposed_on.is_(None), Record.reading.in_(ENDED))
        .where(sa.or_(last.c.at.is_(None), last.c.at < now() - timedelta(days=days)))
        .order_by(last.c.at.is_not(None), last.c.at, Record.received_at, Record.id)
        .limit(max(FEW, math.ceil(2 * total / days)))
    )
    return [(record_id, bool(was_tested)) for record_id, was_tested in db.execute(query)]
