"""保管期限: how long a record is kept. What a kind starts with is data that an archive sets; see docs/retention.md."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives.catalogue.model import Record, Retention
from archives.db import ID_LENGTH, Model, OneOf, now

LENGTH: Final = (
    Retention.TEN_YEARS,
    Retention.SHORT_TERM,
    Retention.THIRTY_YEARS,
    Retention.LONG_TERM,
    Retention.PERMANENT,
)
"""The shorter first. Where a volume holds several, the longest counts (GB/T 50328-2014 cl. 5.3.4)."""

YEARS: Final = {Retention.TEN_YEARS: 10, Retention.SHORT_TERM: 10, Retention.THIRTY_YEARS: 30}
"""短期 is at most ten years (GB/T 50328-2014 cl. 2.0.19); 长期 ends with the building, 永久 never."""


@dataclass(frozen=True, slots=True)
class Default:
    """`item` is where GB/T 50328-2014 App. A lists the kind, `mark` whether the city archive must keep it there (▲).

    The standard's table gives marks and no terms: every `retention` here is background knowledge, unconfirmed until
    somebody of the archive sets it with a source of its own.
    """

    retention: Retention
    item: str = ""
    mark: str = ""


KEPT_FOR_GOOD = Retention.PERMANENT
DEFAULTS: Final[Mapping[str, Default]] = {
    "site_selection_opinion": Default(KEPT_FOR_GOOD, "A2-1", "▲"),
    "land_use_planning_permit": Default(KEPT_FOR_GOOD, "A2-4", "▲"),
    "real_estate_certificate": Default(KEPT_FOR_GOOD, "A2-5", "▲"),
    "construction_planning_permit": Default(KEPT_FOR_GOOD, "A5-1", "▲"),
    "rural_planning_permit": Default(KEPT_FOR_GOOD),
    "construction_permit": Default(KEPT_FOR_GOOD, "A5-2", "▲"),
    "drawing": Default(Retention.LONG_TERM, "D1–D12", "▲"),
    "acceptance_report": Default(KEPT_FOR_GOOD, "E1-1–8", "▲"),
    "planning_verification": Default(KEPT_FOR_GOOD, "E1-9", "▲"),
    "completion_filing": Default(KEPT_FOR_GOOD, "E1-12", "▲"),
    "building_permit": Default(KEPT_FOR_GOOD),
    "volume_cover": Default(KEPT_FOR_GOOD),
    "volume_contents": Default(KEPT_FOR_GOOD),
    "volume_note": Default(KEPT_FOR_GOOD),
    "unknown": Default(KEPT_FOR_GOOD),
}


class RetentionRule(Model):
    """What an archive has set for a kind instead of the default, and on what ground."""

    __tablename__ = "retention_rule"

    kind: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    retention: Mapped[Retention] = mapped_column(OneOf(Retention))
    source: Mapped[str] = mapped_column(sa.String(300))
    set_by: Mapped[str] = mapped_column(sa.String(ID_LENGTH), sa.ForeignKey("account.id"))
    set_at: Mapped[datetime] = mapped_column(default=now)


Rules = Mapping[str, Retention]


def rules_of(db: Session) -> Rules:
    """The term each kind starts with today."""
    own = {rule.kind: rule.retention for rule in db.scalars(sa.select(RetentionRule))}
    return {kind: default.retention for kind, default in DEFAULTS.items()} | own


def by_kind(rules: Rules, kind: str) -> Retention:
    """A kind nobody has thought of is kept for good."""
    return rules.get(kind, KEPT_FOR_GOOD)


def retention_of(record: Record, rules: Rules) -> Retention:
    return record.retention or by_kind(rules, record.kind)


def longest(retentions: Iterable[Retention]) -> Retention | None:
    return max(retentions, key=LENGTH.index, default=None)


def retentions_of(db: Session, volume_ids: Collection[str]) -> dict[str, Retention]:
    """What each volume is kept for: the longest of all its records. One that holds none is not among them."""
    rules = rules_of(db)
    query = sa.select(Record.volume_id, Record.kind, Record.retention).distinct()
    found: dict[str | None, list[Retention]] = {}
    for volume_id, kind, own in db.execute(query.where(Record.volume_id.in_(volume_ids), Record.disposed_on.is_(None))):
        found.setdefault(volume_id, []).append(own or by_kind(rules, kind))
    return {volume_id: max(held, key=LENGTH.index) for volume_id, held in found.items() if volume_id}
