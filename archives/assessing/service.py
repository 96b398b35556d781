"""Asking for a test and reading what it found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.assessing.gathering import records_of
from archives.assessing.model import Assessment, Kind
from archives.assessing.testing import ask
from archives.assessing.told import in_order
from archives.catalogue.arranging import find_volume
from archives.catalogue.model import Project, Record, Volume
from archives.catalogue.service import find_project, find_record
from archives.errors import N_, InvalidInput, NotFound
from archives.fourfold import Link
from archives.permissions import Action, Actor, allows, require, visible

PER_PAGE = 30
MOST_RECORDS = 2000
"""One test reads every byte of its records; more than these are tested volume by volume."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A test and what was tested as far as this reader may know it; an empty title is one that is not shown."""

    assessment: Assessment
    title: str
    url_kind: Kind | None


def start(db: Session, actor: Actor, kind: str, subject_id: str, link: str) -> Assessment:
    require(actor, Action.ASSESS)
    subject, at = _parsed(kind, link)
    _find(db, actor, subject, subject_id)
    records = db.scalar(sa.select(sa.func.count()).select_from(records_of(subject, subject_id).subquery())) or 0
    if not records:
        raise InvalidInput(N_("There is no record to be tested here."))
    if records > MOST_RECORDS:
        raise InvalidInput(
            N_("These are %(records)d records; at most %(most)d are tested at a time. Test volume by volume."),
            records=records,
            most=MOST_RECORDS,
        )
    return ask(db, subject, subject_id, at, records, actor.account_id)


def _parsed(kind: str, link: str) -> tuple[Kind, Link]:
    try:
        return Kind(kind), Link(link)
    except ValueError as error:
        raise InvalidInput(N_("Choose what is to be tested, and at which link.")) from error


def _find(db: Session, actor: Actor, kind: Kind, subject_id: str) -> str:
    """Its title. Raises NotFound alike for what is not there and for what this actor may not know of."""
    if kind is Kind.RECORD:
        return find_record(db, actor, subject_id).title
    if kind is Kind.VOLUME:
        return find_volume(db, actor, subject_id)[0].title
    return find_project(db, actor, subject_id).name


def listed(db: Session, actor: Actor, page: int, link: str = "", result: str = "") -> Sequence[Shown]:
    """The newest first, one more than a page when there is another; those under way are among them."""
    require(actor, Action.SEE_ASSESSMENTS)
    query = sa.select(Assessment).order_by(Assessment.asked_at.desc(), Assessment.id)
    if link in set(Link):
        query = query.where(Assessment.link == Link(link))
    if result == "fail":
        query = query.where(Assessment.failed > 0)
    found = db.scalars(query.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()
    return _with_titles(db, actor, found)


def of_subject(db: Session, actor: Actor, kind: str, subject_id: str) -> Sequence[Assessment]:
    """The last tests of one thing."""
    require(actor, Action.SEE_ASSESSMENTS)
    if kind not in set(Kind):
        raise NotFound
    _find(db, actor, Kind(kind), subject_id)
    query = sa.select(Assessment).where(Assessment.kind == Kind(kind), Assessment.subject_id == subject_id)
    return db.scalars(query.order_by(Assessment.asked_at.desc()).limit(5)).all()


def find_assessment(db: Session, actor: Actor, assessment_id: str) -> Shown:
    """Archivists see the tests of what they may see; whoever checks the archive sees all, without titles."""
    require(actor, Action.SEE_ASSESSMENTS)
    assessment = db.get(Assessment, assessment_id)
    if assessment is None:
        raise NotFound
    (shown,) = _with_titles(db, actor, [assessment])
    if not shown.title and allows(actor, Action.ASSESS):
        raise NotFound
    return shown


def findings_for(db: Session, actor: Actor, assessment: Assessment) -> Sequence[Mapping[str, Any]]:
    """As found, without the names and details of records this reader may not know of."""
    concerned = {fault["record"] for finding in assessment.findings for fault in finding["faults"]} - {""}
    known = _visible(db, actor, concerned)
    shown = []
    for finding in in_order(assessment.findings):
        faults = [fault for fault in finding["faults"] if not fault["record"] or fault["record"] in known]
        shown.append({**finding, "faults": faults, "hidden": len(finding["faults"]) - len(faults)})
    return shown


def _visible(db: Session, actor: Actor, ids: Collection[str]) -> set[str]:
    return set(db.scalars(sa.select(Record.id).where(Record.id.in_(ids), visible(actor, Record))))


def _with_titles(db: Session, actor: Actor, found: Sequence[Assessment]) -> Sequence[Shown]:
    def of(kind: Kind) -> set[str]:
        return {one.subject_id for one in found if one.kind is kind}

    records = sa.select(Record.id, Record.title).where(Record.id.in_(of(Kind.RECORD)), visible(actor, Record))
    titles: dict[tuple[Kind, str], str] = {(Kind.RECORD, key): title for key, title in db.execute(records)}
    if allows(actor, Action.SEE_PROJECTS):
        volumes = sa.select(Volume.id, Volume.title).where(Volume.id.in_(of(Kind.VOLUME)))
        projects = sa.select(Project.id, Project.name).where(Project.id.in_(of(Kind.PROJECT)))
        titles |= {(Kind.VOLUME, key): title for key, title in db.execute(volumes)}
        titles |= {(Kind.PROJECT, key): title for key, title in db.execute(projects)}
    shown = [(one, titles.get((one.kind, one.subject_id), "")) for one in found]
    return [Shown(one, title, one.kind if title else None) for one, title in shown]
