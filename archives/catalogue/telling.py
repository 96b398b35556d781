"""What the documents of projects tell, as far as a reader may see them: each value once, with its best evidence.

Values told alike are gathered in the database, so that a project of thousands of sheets is a few hundred lines here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from archives.catalogue.agreement import COMPARED, MEASURED_BY_PART
from archives.catalogue.comparable import building_of, unit_name
from archives.catalogue.comparing import Told
from archives.catalogue.judgements import Judgement, Verdict
from archives.catalogue.model import FieldValue, Record, Source, UnitProject, Volume
from archives.permissions import Actor, visible

CONFIRMED = 2.0  # a person's word outweighs every reading


def told_in(
    db: Session, actor: Actor, project_ids: Collection[str], fields: Collection[str] = COMPARED
) -> Mapping[str, list[Told]]:
    query = _gathered(actor, project_ids, fields).subquery()
    told: dict[str, list[Told]] = defaultdict(list)
    for row in db.execute(sa.select(query).where(query.c.place == 1)):
        told[row.project_id].append(
            Told(
                row.id,
                row.field,
                row.value,
                row.kind,
                part_of(row.named, row.unit),
                documents=row.documents,
                trust=row.trust,
            )
        )
    return told


def part_of(named: str, unit: str) -> str:
    """Which building a document speaks of, by the project it names and the unit project of its volume."""
    return building_of(named) or building_of(unit) or unit


def _gathered(actor: Actor, project_ids: Collection[str], fields: Collection[str]) -> sa.Select[Any]:
    """`place` 1 is the best evidence among values alike."""
    measured = FieldValue.field.in_(MEASURED_BY_PART)
    name = aliased(FieldValue)
    named = sa.case((measured, sa.func.coalesce(name.value, "")), else_="")
    unit = sa.case((measured, sa.func.coalesce(UnitProject.name, "")), else_="")
    trust = sa.case((FieldValue.source == Source.HUMAN, CONFIRMED), else_=sa.func.coalesce(FieldValue.confidence, 0.0))
    alike = (Record.project_id, FieldValue.field, FieldValue.value, Record.kind, named, unit)
    best_first = (trust.desc(), Record.received_at, Record.id)
    its_name = (name.record_id == Record.id, name.field == "project_name", name.superseded_at.is_(None))
    return (
        sa.select(
            FieldValue.id,
            *alike[:4],
            named.label("named"),
            unit.label("unit"),
            trust.label("trust"),
            sa.func.count().over(partition_by=alike).label("documents"),
            sa.func.row_number().over(partition_by=alike, order_by=best_first).label("place"),
        )
        .join(Record, Record.id == FieldValue.record_id)
        .outerjoin(Volume, Volume.id == Record.volume_id)
        .outerjoin(UnitProject, UnitProject.id == Volume.unit_project_id)
        .outerjoin(name, sa.and_(measured, *its_name))
        .where(Record.project_id.in_(project_ids), visible(actor, Record))
        .where(FieldValue.field.in_(fields), FieldValue.superseded_at.is_(None), FieldValue.value != "")
    )


def known_as(db: Session) -> dict[str, str]:
    """For each name of a unit that has another one, the name that stands for all of them."""
    query = sa.select(Judgement.one_value, Judgement.other_value).where(Judgement.verdict == Verdict.SAME_UNIT)
    names: dict[str, set[str]] = {}
    for pair in db.execute(query.order_by(Judgement.at)):
        together = set().union(*(names.get(name, {name}) for name in map(unit_name, pair)))
        names |= dict.fromkeys(together, together)
    return {name: min(together) for name, together in names.items()}
