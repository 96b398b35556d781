"""Contradictions between documents, shown with their evidence. Nothing is compared that is hidden from the reader."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, aliased, joinedload

from archives.catalogue.agreement import COMPARED, SENTENCES, UNITS, Sort, compared_with
from archives.catalogue.comparing import Contradiction, Side, contradictions
from archives.catalogue.describing import current_values
from archives.catalogue.doubt import is_doubtful
from archives.catalogue.judgements import Judgement, Verdict
from archives.catalogue.model import FieldValue, Page, Project, Record
from archives.catalogue.telling import known_as, part_of, told_in
from archives.permissions import Actor, visible


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side of a contradiction: the best reading of it, where it stands, and how many documents say so."""

    value: FieldValue
    record: Record
    page: Page | None
    documents: int

    @property
    def is_doubtful(self) -> bool:
        return is_doubtful(self.value)


@dataclass(frozen=True, slots=True)
class Shown:
    """A contradiction with the evidence for both sides, and why it is none where a person has said so."""

    sort: Sort
    field: str
    one: Evidence
    other: Evidence
    explained: Judgement | None

    @property
    def may_be_one_unit(self) -> bool:
        return self.field in UNITS and self.sort is Sort.DIFFERS

    @property
    def template(self) -> str:
        return SENTENCES[self.sort]

    @property
    def is_doubtful(self) -> bool:
        return self.one.is_doubtful or self.other.is_doubtful


def of_projects(db: Session, actor: Actor, project_ids: Collection[str]) -> dict[str, list[Shown]]:
    return _with_evidence(db, actor, _compared(db, actor, project_ids))


def of_record(db: Session, actor: Actor, record: Record) -> list[Shown]:
    """Those nobody has explained and in which this record is the evidence shown, or among the fewer."""
    if record.project_id is None:
        return []
    own = current_values(db, record.id)
    named = own["project_name"].value if "project_name" in own else ""
    unit = record.volume.unit_project.name if record.volume and record.volume.unit_project else ""
    said = {(value.field, value.value, record.kind) for value in own.values()}
    fields = compared_with(own, record.kind)
    found = _compared(db, actor, [record.project_id], fields)[record.project_id]
    parts = {"", part_of(named, unit)}
    mine = [
        each for each in found if _takes_part(said, parts, each) or {value.id for value in own.values()} & _ids(each)
    ]
    shown = _with_evidence(db, actor, {record.project_id: mine})[record.project_id]
    return [each for each in shown if each.explained is None]


def _takes_part(said: set[tuple[str, str, str]], parts: set[str], found: Contradiction) -> bool:
    fewer = min(found.one, found.other, key=lambda side: side.documents)
    return any((told.field, told.value, told.kind) in said and told.part in parts for told in fewer.members)


def _ids(found: Contradiction) -> set[str]:
    return {found.one.best.id, found.other.best.id}


def _compared(
    db: Session, actor: Actor, project_ids: Collection[str], fields: Collection[str] = COMPARED
) -> dict[str, list[Contradiction]]:
    told, names = told_in(db, actor, project_ids, fields), known_as(db)
    rows = db.execute(sa.select(Project.id, Project.former_names).where(Project.id.in_(project_ids)))
    former = {row.id: row.former_names for row in rows}
    return {
        project_id: contradictions(told.get(project_id, ()), names, former.get(project_id, ()))
        for project_id in project_ids
    }


def _with_evidence(db: Session, actor: Actor, found: Mapping[str, Sequence[Contradiction]]) -> dict[str, list[Shown]]:
    evidence = _evidence(db, {value for each in found.values() for one in each for value in _ids(one)})
    judged = judgements_of(db, actor, [project_id for project_id, each in found.items() if each])

    def shown(project_id: str, each: Contradiction) -> Shown:
        one, other = (Evidence(*evidence[side.best.id], side.documents) for side in (each.one, each.other))
        explained = next((said for said in judged.get(project_id, ()) if _speaks_of(said, each)), None)
        return Shown(each.sort, each.field, one, other, explained)

    return {project_id: [shown(project_id, each) for each in of_one] for project_id, of_one in found.items()}


def _evidence(db: Session, ids: Collection[str]) -> dict[str, tuple[FieldValue, Record, Page | None]]:
    query = (
        sa.select(FieldValue, Record, Page)
        .join(Record, Record.id == FieldValue.record_id)
        .outerjoin(Page, sa.and_(Page.record_id == FieldValue.record_id, Page.number == FieldValue.page))
        .where(FieldValue.id.in_(ids))
    )
    return {value.id: (value, record, page) for value, record, page in db.execute(query)}


def _speaks_of(said: Judgement, found: Contradiction) -> bool:
    if said.verdict is not Verdict.EXPLAINED or (said.sort, said.field) != (found.sort, found.field):
        return False
    pair = said.one_value, said.other_value
    return any(
        first in one.values and second in other.values for one, other in _both_ways(found) for first, second in [pair]
    )


def _both_ways(found: Contradiction) -> tuple[tuple[Side, Side], ...]:
    return (found.one, found.other), (found.other, found.one)


def judgements_of(db: Session, actor: Actor, project_ids: Collection[str]) -> Mapping[str, list[Judgement]]:
    """What was said of values this reader may see; an explanation only while both values stand as they did."""
    one, other = aliased(Record), aliased(Record)
    stands = sa.and_(
        _still_says(one, Judgement.one_field, Judgement.one_value),
        _still_says(other, Judgement.other_field, Judgement.other_value),
    )
    query = (
        sa.select(Judgement)
        .join(one, one.id == Judgement.one_id)
        .join(other, other.id == Judgement.other_id)
        .options(joinedload(Judgement.judge))
        .where(
            Judgement.project_id.in_(project_ids),
            visible(actor, one),
            visible(actor, other),
            sa.or_(Judgement.verdict == Verdict.SAME_UNIT, stands),
        )
        .order_by(Judgement.at)
    )
    found: dict[str, list[Judgement]] = defaultdict(list)
    for said in db.scalars(query):
        found[said.project_id].append(said)
    return found


def _still_says(record: Any, field: Mapped[str], value: Mapped[str]) -> sa.ColumnElement[bool]:
    current = sa.exists().where(
        FieldValue.record_id == record.id,
        FieldValue.superseded_at.is_(None),
        FieldValue.field == field,
        FieldValue.value == value,
    )
    return sa.and_(record.project_id == Judgement.project_id, current)
