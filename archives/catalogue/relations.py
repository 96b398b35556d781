"""Chains of revisions: which record takes the place of which, as an archivist has decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives import audit
from archives.catalogue.model import Record
from archives.catalogue.service import find_record
from archives.db import ID_LENGTH, Model, OneOf, new_id, now
from archives.errors import N_, InvalidInput, RuleBroken
from archives.permissions import Action, Actor, require, visible


class RelationKind(StrEnum):
    SUPERSEDES = "supersedes"
    AS_BUILT_OF = "as-built of"

    @classmethod
    def parse(cls, text: str) -> "RelationKind":
        try:
            return cls(text)
        except ValueError as error:
            raise InvalidInput(N_("Choose one of the values of the list.")) from error


class Relation(Model):
    """`later` takes the place of `earlier`; a refused one is kept, so that it is not proposed again."""

    __tablename__ = "relation"
    __table_args__ = (sa.UniqueConstraint("later_id", "earlier_id"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    later_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"))
    earlier_id: Mapped[str] = mapped_column(sa.ForeignKey("record.id"), index=True)
    kind: Mapped[RelationKind] = mapped_column(OneOf(RelationKind))
    confirmed: Mapped[bool]
    decided_by: Mapped[str] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime] = mapped_column(default=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    record: Record
    takes_place_as: RelationKind | None
    """Of the record before it in the chain; None for the first."""


def chains(db: Session, records: Sequence[Record]) -> list[list[Link]]:
    """The confirmed chains among these records, each from the oldest to the newest."""
    known = {record.id: record for record in records}
    query = sa.select(Relation).where(Relation.confirmed, Relation.later_id.in_(known), Relation.earlier_id.in_(known))
    after: dict[str, list[Relation]] = defaultdict(list)
    for relation in db.scalars(query.order_by(Relation.decided_at)):
        after[relation.earlier_id].append(relation)
    followed = {relation.later_id for relations in after.values() for relation in relations}
    return [_chain(first, after, known) for first in known if first in after and first not in followed]


def replaced(found: Sequence[Sequence[Link]]) -> set[str]:
    """The records of these chains that a later one takes the place of."""
    return {link.record.id for chain in found for link in chain[:-1]}


def chains_of(db: Session, actor: Actor, record: Record) -> list[list[Link]]:
    """The chains a record stands in, as far as this actor may see their links."""
    known, step = {record.id}, {record.id}
    while step:
        ends = sa.or_(Relation.later_id.in_(step), Relation.earlier_id.in_(step))
        pairs = db.execute(sa.select(Relation.later_id, Relation.earlier_id).where(ends, Relation.confirmed))
        step = {end for pair in pairs for end in pair} - known
        known |= step
    query = sa.select(Record).where(Record.id.in_(known), visible(actor, Record)).order_by(Record.formed, Record.id)
    found = chains(db, db.scalars(query).all()) if len(known) > 1 else []
    return [chain for chain in found if any(link.record.id == record.id for link in chain)]


def _chain(first: str, after: Mapping[str, list[Relation]], known: Mapping[str, Record]) -> list[Link]:
    found = [Link(record=known[first], takes_place_as=None)]
    waiting, seen = list(after[first]), {first}
    while waiting:
        relation = waiting.pop(0)
        if relation.later_id not in seen:
            seen.add(relation.later_id)
            found.append(Link(record=known[relation.later_id], takes_place_as=relation.kind))
            waiting += after.get(relation.later_id, [])
    return found


def relate(
    db: Session, actor: Actor, later_id: str, earlier_id: str, kind: RelationKind, *, confirmed: bool
) -> Relation:
    """An archivist confirms or refuses; deciding again replaces what was decided."""
    require(actor, Action.DESCRIBE_RECORD)
    later, earlier = find_record(db, actor, later_id), find_record(db, actor, earlier_id)
    if confirmed and (later.id == earlier.id or later.id in _before(db, earlier.id)):
        raise RuleBroken(N_("A record cannot take the place of itself or of one that follows it."))
    same = sa.select(Relation).where(Relation.later_id == later.id, Relation.earlier_id == earlier.id)
    relation = db.scalar(same) or Relation(later_id=later.id, earlier_id=earlier.id)
    relation.kind, relation.confirmed = kind, confirmed
    relation.decided_by, relation.decided_at = actor.account_id or "", now()
    db.add(relation)
    db.flush()
    detail = {"relation": kind, "earlier": earlier.id, "confirmed": confirmed}
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "record", later.id, **detail)
    return relation


def _before(db: Session, record_id: str) -> set[str]:
    """All that the record takes the place of, step by step."""
    found: set[str] = set()
    step = {record_id}
    while step:
        query = sa.select(Relation.earlier_id).where(Relation.later_id.in_(step), Relation.confirmed)
        step = set(db.scalars(query)) - found
        found |= step
    return found
