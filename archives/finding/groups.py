"""Hits put together under their project or volume, in the order of the best hit of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.model import Record
from archives.finding.facets import labels_of
from archives.finding.hits import Hit, hits_of
from archives.permissions import Actor, visible
from search.query import Node

HITS_GROUPED = 400
"""So many of the best hits are put together."""
GROUPS_SHOWN = 20
HITS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`count` is exact: of all that is found in this project or volume, and open to the reader."""

    id: str
    label: str
    count: int
    hits: Sequence[Hit]


def grouped(
    db: Session, actor: Actor, by: str, ids: Sequence[str], counts: Mapping[str, int], total: int, node: Node | None
) -> Sequence[Group]:
    column = Record.project_id if by == "project" else Record.volume_id
    query = sa.select(Record.id, column).where(Record.id.in_(ids), visible(actor, Record))
    belongs = {record_id: owner or "" for record_id, owner in db.execute(query)}
    members: dict[str, list[str]] = {}
    for record_id in ids:
        if record_id in belongs:
            members.setdefault(belongs[record_id], []).append(record_id)
    shown = dict(list(members.items())[:GROUPS_SHOWN])
    best = [record_id for own in shown.values() for record_id in own[:HITS_SHOWN]]
    hits = {hit.record.id: hit for hit in hits_of(db, actor, best, node)}
    labels = labels_of(db, by, [key for key in shown if key])
    alone = total - sum(counts.values())
    return [
        Group(
            id=key,
            label=labels.get(key, ""),
            count=counts.get(key, len(own)) if key else max(alone, len(own)),
            hits=[hits[record_id] for record_id in own[:HITS_SHOWN] if record_id in hits],
        )
        for key, own in shown.items()
    ]
