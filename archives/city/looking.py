"""Pages of places under the reader's rights: one place, the list, and what lies in an area of the map."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.describing import squeeze
from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import FieldValue, Project, Record, UnitProject
from archives.catalogue.service import find_project, find_record
from archives.city.geometry import Area
from archives.city.model import NameOf, Place, PlaceEvent, PlaceKind, PlaceLink, PlaceName, Standing
from archives.city.seeing import find_place, is_told_to, place_is_visible, records_of_place
from archives.permissions import Action, Actor, allows, visible

MOST_ON_MAP = 500
PER_PAGE = 30
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A place as one reader sees it; `located` only when the reader may know where it lies."""

    id: str
    number: int
    kind: PlaceKind
    names: Sequence[PlaceName]
    located: Place | None

    @property
    def title(self) -> str:
        """Empty when every name is closed to the reader: then its number must do."""
        return self.current(NameOf.BUILDING) or self.current(NameOf.ADDRESS) or next((n.text for n in self.names), "")

    @property
    def address(self) -> str:
        return self.current(NameOf.ADDRESS)

    def current(self, of: NameOf) -> str:
        return next((n.text for n in self.names if n.of is of and n.standing is Standing.CURRENT), "")

    def as_geojson(self) -> dict[str, Any] | None:
        if self.located is None or self.located.west is None:
            return None
        shapes = [{"type": "Point", "coordinates": list(self.located.point)}] if self.located.point else []
        shapes += [self.located.parcel] if self.located.parcel else []
        shape = shapes[0] if len(shapes) == 1 else {"type": "GeometryCollection", "geometries": shapes}
        about = {"number": self.number, "name": self.title, "address": self.address, "kind": str(self.kind)}
        return {"type": "Feature", "id": self.id, "geometry": shape, "properties": about}


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    place: Shown
    events: Sequence[PlaceEvent]
    projects: Sequence[tuple[PlaceLink, Project, UnitProject | None]]
    links: Sequence[PlaceLink]
    records: Sequence[Record]
    same: Sequence[Shown]


def show_place(db: Session, actor: Actor, place_id: str) -> Everything:
    place = find_place(db, actor, place_id)
    events = sa.select(PlaceEvent).where(PlaceEvent.place_id == place.id, is_told_to(actor, PlaceEvent))
    shown = as_shown(db, actor, [place])[0]
    return Everything(
        place=shown,
        events=sorted(db.scalars(events), key=lambda event: FormedDate.parse(event.on).earliest),
        projects=_projects(db, actor, place.id),
        links=db.scalars(sa.select(PlaceLink).where(PlaceLink.place_id == place.id)).all(),
        records=db.scalars(records_of_place(place.id, actor).order_by(Record.formed, Record.id)).all(),
        same=_maybe_the_same(db, actor, shown) if allows(actor, Action.DESCRIBE_RECORD) else (),
    )


def _projects(db: Session, actor: Actor, place_id: str) -> list[tuple[PlaceLink, Project, UnitProject | None]]:
    """A citizen hears of a project only by a record of this place that belongs to it."""
    query = (
        sa.select(PlaceLink, Project, UnitProject)
        .outerjoin(UnitProject, UnitProject.id == PlaceLink.unit_project_id)
        .join(Project, Project.id == sa.func.coalesce(PlaceLink.project_id, UnitProject.project_id))
        .where(PlaceLink.place_id == place_id)
        .order_by(Project.number)
    )
    shares_projects = allows(actor, Action.SEE_PROJECTS)
    if not shares_projects:
        known = records_of_place(place_id, actor).with_only_columns(Record.project_id)
        query = query.where(Project.id.in_(known))
    return [(link, project, unit if shares_projects else None) for link, project, unit in db.execute(query)]


def _maybe_the_same(db: Session, actor: Actor, shown: Shown) -> Sequence[Shown]:
    """Other places that bear one of its names; whether they are the same, a person says."""
    return _called(db, actor, {name.squeezed for name in shown.names}, besides=shown.id)


def candidates(db: Session, actor: Actor, address: str) -> Sequence[Shown]:
    return _called(db, actor, {squeeze(address)})


def _called(db: Session, actor: Actor, squeezed: Iterable[str], besides: str = "") -> Sequence[Shown]:
    wanted = set(squeezed) - {""}
    named = sa.exists().where(
        PlaceName.place_id == Place.id, PlaceName.squeezed.in_(wanted), is_told_to(actor, PlaceName)
    )
    query = sa.select(Place).where(named, Place.id != besides, place_is_visible(actor)).order_by(Place.number)
    return as_shown(db, actor, db.scalars(query.limit(MOST_CANDIDATES)).all())


def as_shown(db: Session, actor: Actor, places: Sequence[Place]) -> list[Shown]:
    ids = [place.id for place in places]
    told = sa.select(PlaceName).where(PlaceName.place_id.in_(ids), is_told_to(actor, PlaceName))
    names: dict[str, list[PlaceName]] = defaultdict(list)
    for name in db.scalars(told.order_by(PlaceName.standing, PlaceName.text)):
        names[name.place_id].append(name)
    located = set(db.scalars(sa.select(Place.id).where(Place.id.in_(ids), is_told_to(actor, Place))))
    return [
        Shown(
            id=place.id,
            number=place.number,
            kind=place.kind,
            names=names[place.id],
            located=place if place.id in located else None,
        )
        for place in places
    ]


def list_places(db: Session, actor: Actor, words: str = "", page: int = 1) -> list[Shown]:
    """One more than a page holds tells that there is a next one."""
    query = sa.select(Place).where(place_is_visible(actor)).order_by(Place.number.desc())
    if squeeze(words):
        named = PlaceName.squeezed.contains(squeeze(words), autoescape=True)
        query = query.where(sa.exists().where(PlaceName.place_id == Place.id, named, is_told_to(actor, PlaceName)))
    return as_shown(db, actor, db.scalars(query.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all())


def places_in(db: Session, actor: Actor, area: Area) -> tuple[list[Shown], bool]:
    """The places that lie in the area or touch it, and whether there are more than can be shown."""
    box = area.box
    query = sa.select(Place).where(
        Place.west <= box.east,
        Place.east >= box.west,
        Place.south <= box.north,
        Place.north >= box.south,
        is_told_to(actor, Place),
        place_is_visible(actor),
    )
    streamed = query.order_by(Place.number).execution_options(yield_per=PER_PAGE)
    with closing(db.scalars(streamed)) as some:
        found = list(islice((place for place in some if place.lies_in(area)), MOST_ON_MAP + 1))
    return as_shown(db, actor, found[:MOST_ON_MAP]), len(found) > MOST_ON_MAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where a record or a project stands: its places, and for archivists the location that could become one."""

    places: Sequence[Shown]
    location: str
    candidates: Sequence[Shown]
    units: Sequence[UnitProject] = ()


def around_record(db: Session, actor: Actor, record_id: str) -> Around:
    record = find_record(db, actor, record_id)
    location = sa.select(FieldValue.value).where(
        FieldValue.record_id == record.id, FieldValue.field == "location", FieldValue.superseded_at.is_(None)
    )
    return _around(db, actor, PlaceLink.record_id == record.id, db.scalar(location) or "")


def around_project(db: Session, actor: Actor, project_id: str) -> Around:
    project = find_project(db, actor, project_id)
    units = sa.select(UnitProject.id).where(UnitProject.project_id == project.id)
    # Only by what the reader may see: a hidden record must not tell that its project stands at a place.
    records = sa.select(Record.id).where(Record.project_id == project.id, visible(actor, Record))
    linked = sa.or_(
        PlaceLink.project_id == project.id, PlaceLink.unit_project_id.in_(units), PlaceLink.record_id.in_(records)
    )
    return replace(_around(db, actor, linked, project.location), units=project.units)


def _around(db: Session, actor: Actor, linked: sa.ColumnElement[bool], location: str) -> Around:
    ids = sa.select(PlaceLink.place_id).where(linked)
    query = sa.select(Place).where(Place.id.in_(ids), place_is_visible(actor)).order_by(Place.number)
    may_place = allows(actor, Action.DESCRIBE_RECORD)
    places = as_shown(db, actor, db.scalars(query).all())
    others = candidates(db, actor, location) if may_place else ()
    here = {place.id for place in places}
    return Around(
        places=places,
        location=location if may_place else "",
        candidates=[place for place in others if place.id not in here],
    )
