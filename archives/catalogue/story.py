"""What the records of a project or place tell together: its permits in order, its drawings, its dates. Each is made
only from the records it is given, so it tells a reader no more than those do.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import FieldValue, Record
from archives.catalogue.natural import natural_key
from archives.errors import N_

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Site selection"), ("site_selection_opinion",)),
    (N_("Land use"), ("land_use_planning_permit",)),
    (N_("Planning"), ("construction_planning_permit", "rural_planning_permit")),
    (N_("Construction"), ("construction_permit", "building_permit")),
    (N_("Completion"), ("acceptance_report",)),
    (N_("Verification"), ("planning_verification",)),
    (N_("Filing"), ("completion_filing",)),
    (N_("Property title"), ("real_estate_certificate",)),
)
"""选址→用地→规划→施工→竣工→核实→备案→产权, as the papers follow each other in the national procedure."""

EVIDENCE = ("permit_no", "filing_no", "date")
DISCIPLINES = ("总图", "建筑", "结构", "给排水", "暖通", "电气")
"""As the drawings of a building are usually bound; any other comes after them by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    record: Record
    number: FieldValue | None
    date: FieldValue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    label: str
    permits: Sequence[Permit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What happened on one day, in one month or in one year, as precisely as the papers say."""

    on: str
    kind: str
    records: Sequence[Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    steps: Sequence[Step]
    drawings: Sequence[tuple[str, Sequence[Record]]]
    moments: Sequence[Moment]

    @property
    def has_permits(self) -> bool:
        return any(step.permits for step in self.steps)


def tell(db: Session, records: Sequence[Record]) -> Story:
    return Story(steps=_steps(db, records), drawings=_drawings(records), moments=_moments(records))


def _steps(db: Session, records: Sequence[Record]) -> list[Step]:
    values = _evidence(db, records)
    by_kind = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    return [
        Step(
            label=label,
            permits=[
                Permit(record=record, number=_own_number(record, values[record.id]), date=values[record.id].get("date"))
                for kind in kinds
                for record in sorted(by_kind[kind], key=lambda record: (record.formed or "9", record.number or ""))
            ],
        )
        for label, kinds in STEPS
    ]


def _evidence(db: Session, records: Sequence[Record]) -> dict[str, dict[str, FieldValue]]:
    steps = {kind for _, kinds in STEPS for kind in kinds}
    query = sa.select(FieldValue).where(
        FieldValue.record_id.in_([record.id for record in records if record.kind in steps]),
        FieldValue.field.in_(EVIDENCE),
        FieldValue.superseded_at.is_(None),
    )
    found: dict[str, dict[str, FieldValue]] = defaultdict(dict)
    for value in db.scalars(query):
        found[value.record_id][value.field] = value
    return found


def _own_number(record: Record, values: dict[str, FieldValue]) -> FieldValue | None:
    return next((value for value in values.values() if value.field != "date" and value.value == record.number), None)


def _drawings(records: Sequence[Record]) -> list[tuple[str, Sequence[Record]]]:
    found = defaultdict(list)
    for record in records:
        if record.kind == "drawing":
            found[record.discipline or ""].append(record)
    for drawings in found.values():
        drawings.sort(key=lambda record: (natural_key(record.number or "\uffff"), record.formed or ""))
    return sorted(found.items(), key=lambda item: _bound_as(item[0]))


def _bound_as(discipline: str) -> tuple[int, str]:
    known = DISCIPLINES.index(discipline) if discipline in DISCIPLINES else len(DISCIPLINES)
    return (known if discipline else len(DISCIPLINES) + 1, discipline)


def _moments(records: Sequence[Record]) -> list[Moment]:
    dated = [
        (FormedDate.parse(record.formed).earliest, record.formed, record.kind, record)
        for record in records
        if record.formed
    ]
    dated.sort(key=lambda item: item[:3])
    return [
        Moment(on=on, kind=kind, records=[record for *_, record in group])
        for (_, on, kind), group in groupby(dated, key=lambda item: item[:3])
    ]
