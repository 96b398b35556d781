"""The values a search can be limited to: what they are called, and whether there is such a value at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue import arranging
from archives.catalogue.kinds import KINDS, kind_label
from archives.catalogue.model import Project, Record, Volume
from archives.catalogue.service import find_project
from archives.errors import N_, InvalidInput, NotFound
from archives.finding.wanted import Wanted
from archives.people import Department, Level
from archives.permissions import Actor, visible

MOST_SHOWN = 12
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


def labelled(db: Session, name: str, counts: Mapping[str, int], wanted: Wanted) -> Sequence[FacetValue]:
    """Those with most hits, and whatever is chosen; years from the newest."""
    chosen = wanted.facets.get(name, frozenset())
    ordered = sorted(counts.items(), reverse=True) if name == "year" else list(counts.items())
    shown = [(value, count) for at, (value, count) in enumerate(ordered) if at < MOST_SHOWN or value in chosen]
    shown += [(value, 0) for value in sorted(chosen - counts.keys())]
    labels = labels_of(db, name, [value for value, _ in shown])
    return [
        FacetValue(value=value, label=labels.get(value, value), count=count, chosen=value in chosen)
        for value, count in shown
    ]


def labels_of(db: Session, name: str, values: Collection[str]) -> Mapping[str, str]:
    """What a facet's values are called; kinds and levels are translated where they are shown."""
    if name == "kind":
        return {value: kind_label(value) for value in values}
    named = {
        "department": (Department.id, Department.name),
        "project": (Project.id, Project.name),
        "volume": (Volume.id, Volume.title),
    }
    if name not in named or not values:
        return {}
    key, label = named[name]
    return dict(db.execute(sa.select(key, label).where(key.in_(values))).all())


def check_facets(db: Session, actor: Actor, wanted: Wanted) -> None:
    """Raises InvalidInput or NotFound for a value that does not exist, alike for one this reader may not know of."""
    for name, values in wanted.facets.items():
        for value in values:
            CHECKS.get(name, _check_text)(db, actor, value)


def _check_kind(_db: Session, _actor: Actor, value: str) -> None:
    if value not in KINDS:
        raise InvalidInput(N_("There is no kind of document “%(value)s”."), value=value)


def _check_level(_db: Session, _actor: Actor, value: str) -> None:
    Level.parse(value)


def _check_year(_db: Session, _actor: Actor, value: str) -> None:
    if not (len(value) == 4 and value.isascii() and value.isdigit()):
        raise InvalidInput(N_("“%(value)s” is not a year."), value=value)


def _check_department(db: Session, _actor: Actor, value: str) -> None:
    if db.scalar(sa.select(Department.id).where(Department.id == value)) is None:
        raise NotFound


def _check_project(db: Session, actor: Actor, value: str) -> None:
    find_project(db, actor, value)


def _check_volume(db: Session, actor: Actor, value: str) -> None:
    arranging.find_volume(db, actor, value)


def _check_text(_db: Session, _actor: Actor, value: str) -> None:
    if len(value) > LONGEST_VALUE:
        raise InvalidInput(N_("A value may have at most %(most)s characters."), most=LONGEST_VALUE)


CHECKS: dict[str, Callable[[Session, Actor, str], None]] = {
    "kind": _check_kind,
    "level": _check_level,
    "year": _check_year,
    "department": _check_department,
    "project": _check_project,
    "volume": _check_volume,
}


def choices(db: Session, actor: Actor) -> dict[str, Sequence[tuple[str, str]]]:
    """What the advanced form offers: departments, kinds, levels, and the disciplines of records this reader may see."""
    departments = db.execute(sa.select(Department.id, Department.name).order_by(Department.name)).all()
    of_records = sa.select(Record.discipline).where(visible(actor, Record), Record.discipline.is_not(None))
    disciplines = db.scalars(of_records.distinct().order_by(Record.discipline).limit(60)).all()
    return {
        "department": [(row.id, row.name) for row in departments],
        "kind": list(KINDS.items()),
        "discipline": [(value, value) for value in disciplines if value],
    }
