"""Revisions proposed from what is described: same drawing number, later revision, date or as-built stage.

A proposal is worked out each time and kept nowhere; only what a person decided about it is (`relations.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.describing import squeeze
from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import FieldValue, Record
from archives.catalogue.natural import natural_key
from archives.catalogue.relations import Relation, RelationKind
from archives.errors import N_
from archives.permissions import Action, Actor, require

COMPARED = ("drawing_no", "drawing_name", "stage", "revision")
AS_BUILT = "竣工"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    later: Record
    earlier: Record
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    record: Record
    unit: str | None
    number: str
    name: str
    stage: str
    revision: str

    @property
    def as_built(self) -> bool:
        return AS_BUILT in self.stage

    @property
    def day(self) -> date:
        return FormedDate.parse(self.record.formed).earliest if self.record.formed else date.min

    def is_like(self, other: "_Sheet") -> bool:
        """Not when a unit project or the name of the drawing keeps them apart."""
        apart = (self.unit and other.unit and self.unit != other.unit) or (
            self.name and other.name and self.name != other.name
        )
        return not apart


def proposals(db: Session, actor: Actor, records: Sequence[Record]) -> list[Proposal]:
    """What a person has not yet decided among these records."""
    require(actor, Action.DESCRIBE_RECORD)
    ids = [record.id for record in records]
    decided = set(db.execute(sa.select(Relation.later_id, Relation.earlier_id).where(Relation.later_id.in_(ids))))
    found = []
    for earlier, later in _neighbours(_sheets(db, records)):
        proposal = _compare(earlier, later)
        if proposal and (later.record.id, earlier.record.id) not in decided:
            found.append(proposal)
    return found


def _sheets(db: Session, records: Sequence[Record]) -> list[_Sheet]:
    said: dict[str, dict[str, str]] = defaultdict(dict)
    query = sa.select(FieldValue.record_id, FieldValue.field, FieldValue.value).where(
        FieldValue.record_id.in_([record.id for record in records]),
        FieldValue.field.in_(COMPARED),
        FieldValue.superseded_at.is_(None),
    )
    for record_id, field, value in db.execute(query):
        said[record_id][field] = squeeze(value)
    return [
        _Sheet(
            record=record,
            unit=record.volume.unit_project_id if record.volume else None,
            number=said[record.id].get("drawing_no", ""),
            name=said[record.id].get("drawing_name", ""),
            stage=said[record.id].get("stage", ""),
            revision=said[record.id].get("revision", ""),
        )
        for record in records
    ]


def _neighbours(sheets: Iterable[_Sheet]) -> list[tuple[_Sheet, _Sheet]]:
    """Sheets of one project with the same drawing number, each with the next one in time."""
    groups: dict[tuple[str | None, str], list[_Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.number:
            groups[(sheet.record.project_id, sheet.number)].append(sheet)
    found = []
    for group in groups.values():
        group.sort(key=lambda sheet: (sheet.as_built, natural_key(sheet.revision), sheet.day))
        found += [(earlier, later) for earlier, later in pairwise(group) if earlier.is_like(later)]
    return found


def _compare(earlier: _Sheet, later: _Sheet) -> Proposal | None:
    kind, reason = RelationKind.SUPERSEDES, ""
    if later.as_built and not earlier.as_built:
        kind, reason = RelationKind.AS_BUILT_OF, N_("same drawing number, as-built stage")
    elif later.revision and later.revision != earlier.revision:
        reason = N_("same drawing number, later revision")
    elif later.day > earlier.day > date.min:
        reason = N_("same drawing number, later date")
    return Proposal(later=later.record, earlier=earlier.record, kind=kind, reason=reason) if reason else None
