"""Setting terms: of one record, of a kind, and the demolition that ends 长期."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.keeping import changed
from archives.catalogue.model import Lifecycle, Project, Record, Retention, UnitProject
from archives.catalogue.retention import DEFAULTS, RetentionRule, rules_of
from archives.catalogue.service import find_project, find_record
from archives.db import now
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.keeping.model import Demolition
from archives.keeping.said import evidence_of, reason_of
from archives.keeping.terms import has_ended
from archives.permissions import Action, Actor, require, visible

PER_PAGE = 30


def set_retention(db: Session, actor: Actor, record_id: str, retention: Retention | None, reason: str) -> Record:
    """None takes back what was set: the record's kind says its term again."""
    require(actor, Action.SET_RETENTION)
    record = find_record(db, actor, record_id)
    record.check_kept()
    why, earlier = reason_of(reason), record.retention
    record.retention = retention
    changed(db, record.id)
    _note(db, actor, audit.Event.RETENTION_SET, "record", record.id, old=earlier, new=retention, reason=why)
    return record


def set_rule(db: Session, actor: Actor, kind: str, retention: Retention, source: str) -> RetentionRule:
    require(actor, Action.SET_RETENTION)
    if kind not in DEFAULTS:
        raise NotFound
    ground, earlier = evidence_of(source), rules_of(db)[kind]
    rule = db.merge(
        RetentionRule(kind=kind, retention=retention, source=ground, set_by=actor.account_id or "", set_at=now())
    )
    _note(db, actor, audit.Event.RETENTION_SET, "retention rule", kind, old=earlier, new=rule.retention, source=ground)
    return rule


def own_rules(db: Session) -> dict[str, RetentionRule]:
    return {rule.kind: rule for rule in db.scalars(sa.select(RetentionRule))}


def record_demolition(
    db: Session, actor: Actor, project_id: str, unit_id: str | None, happened_on: date | None, evidence: str
) -> Demolition:
    """The building is gone: what is kept as long as it stands comes up for appraisal."""
    require(actor, Action.SET_RETENTION)
    project = find_project(db, actor, project_id)
    if happened_on is None or happened_on > actor.today:
        raise InvalidInput(N_("Give the day of the demolition; it cannot lie in the future."))
    units = [unit for unit in project.units if unit_id in (None, unit.id)]
    if unit_id is not None and not units:
        raise NotFound
    _check_not_known(db, project.id, unit_id)
    demolition = Demolition(
        project_id=project.id,
        unit_project_id=unit_id,
        happened_on=happened_on,
        evidence=evidence_of(evidence),
        recorded_by=actor.account_id or "",
    )
    db.add(demolition)
    for unit in units:
        unit.lifecycle, unit.lifecycle_on = Lifecycle.DEMOLISHED, happened_on
    db.flush()
    told = {"unit": unit_id, "happened_on": happened_on, "evidence": demolition.evidence}
    _note(db, actor, audit.Event.DEMOLISHED, "project", project.id, **told)
    return demolition


def _check_not_known(db: Session, project_id: str, unit_id: str | None) -> None:
    same = sa.select(Demolition.id).where(
        Demolition.project_id == project_id, Demolition.unit_project_id.is_not_distinct_from(unit_id)
    )
    if db.scalar(same) is not None:
        raise RuleBroken(N_("This demolition is recorded already."))


def demolitions_of(db: Session, project_id: str) -> Sequence[Demolition]:
    query = sa.select(Demolition).where(Demolition.project_id == project_id)
    return db.scalars(query.order_by(Demolition.happened_on)).all()


def standing_units(project: Project) -> list[UnitProject]:
    return [unit for unit in project.units if unit.lifecycle is not Lifecycle.DEMOLISHED]


def ended(db: Session, actor: Actor, page: int = 1) -> Sequence[Record]:
    """What may be appraised for disposal, one more than a page holds."""
    require(actor, Action.SEE_KEEPING)
    query = sa.select(Record).where(has_ended(actor.today, rules_of(db)), visible(actor, Record))
    return db.scalars(
        query.order_by(Record.volume_id, Record.serial, Record.id).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    ).all()


def count_ended(db: Session, actor: Actor) -> int:
    query = sa.select(sa.func.count()).select_from(Record).where(has_ended(actor.today, rules_of(db)))
    return db.scalar(query) or 0


def _note(db: Session, actor: Actor, event: audit.Event, kind: str, thing: str, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, event, kind, thing, **detail)
