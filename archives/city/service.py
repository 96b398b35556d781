"""What archivists do with places: make them from what records say, link, locate and merge them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.describing import squeeze
from archives.catalogue.model import FieldValue, UnitProject
from archives.catalogue.service import find_project, find_record
from archives.city.facts import Target, give_name, names_of, note
from archives.city.geometry import Area, Position
from archives.city.model import NameOf, Place, PlaceEvent, PlaceKind, PlaceLink, Standing
from archives.city.seeing import find_place
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.permissions import Action, Actor, require


def found_place(db: Session, actor: Actor, address: str, name: str = "", kind: PlaceKind = PlaceKind.BUILDING) -> Place:
    """By hand: what an archivist writes here is for everybody who may see the place."""
    require(actor, Action.DESCRIBE_RECORD)
    if not squeeze(address) and not squeeze(name):
        raise InvalidInput(N_("A place needs a name or an address."))
    return _new_place(db, actor, Target(), kind, address, name)


def place_record(db: Session, actor: Actor, record_id: str, place_id: str = "") -> Place:
    """The record belongs to this place, or to a new one that bears the location read on it."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    location = sa.select(FieldValue.value).where(
        FieldValue.record_id == record.id, FieldValue.field == "location", FieldValue.superseded_at.is_(None)
    )
    return _place(db, actor, Target(record_id=record.id), place_id, db.scalar(location) or "")


def place_project(db: Session, actor: Actor, project_id: str, place_id: str = "", unit_id: str = "") -> Place:
    """The project, or one of its unit projects, stands at this place or at a new one with the project's location."""
    require(actor, Action.DESCRIBE_RECORD)
    project = find_project(db, actor, project_id)
    unit = db.get(UnitProject, unit_id) if unit_id else None
    if unit_id and (unit is None or unit.project_id != project.id):
        raise NotFound
    target = Target(project_id=project.id, unit_project_id=unit.id if unit else None)
    return _place(db, actor, target, place_id, project.location, unit.name if unit else "")


def _place(db: Session, actor: Actor, target: Target, place_id: str, address: str, name: str = "") -> Place:
    if place_id:
        place = find_place(db, actor, place_id)
    elif squeeze(address):
        kind = PlaceKind.BUILDING if name or target.record_id else PlaceKind.SITE
        place = _new_place(db, actor, target, kind, address, name)
    else:
        raise RuleBroken(N_("No location is described here. Describe it first, or make a place by hand."))
    _link(db, place, target)
    note(db, actor, place, linked=target.record_id or target.unit_project_id or target.project_id)
    return place


def _new_place(db: Session, actor: Actor, target: Target, kind: PlaceKind, address: str, name: str) -> Place:
    number = 1 + (db.scalar(sa.select(sa.func.max(Place.number))) or 0)
    place = Place(number=number, kind=kind)
    db.add(place)
    db.flush()
    for of, text in ((NameOf.BUILDING, name), (NameOf.ADDRESS, address)):
        if squeeze(text):
            give_name(db, place, of, Standing.CURRENT, text, target)
    note(db, actor, place, made=place.number)
    return place


def _link(db: Session, place: Place, target: Target) -> None:
    project_id = None if target.unit_project_id else target.project_id
    same = sa.select(PlaceLink.id).where(
        PlaceLink.place_id == place.id,
        PlaceLink.record_id.is_not_distinct_from(target.record_id),
        PlaceLink.project_id.is_not_distinct_from(project_id),
        PlaceLink.unit_project_id.is_not_distinct_from(target.unit_project_id),
    )
    if db.scalar(same) is None:
        link = PlaceLink(place_id=place.id, record_id=target.record_id, project_id=project_id)
        link.unit_project_id = target.unit_project_id
        db.add(link)
        db.flush()


def unlink(db: Session, actor: Actor, place_id: str, link_id: str) -> None:
    require(actor, Action.DESCRIBE_RECORD)
    place = find_place(db, actor, place_id)
    link = db.get(PlaceLink, link_id)
    if link is None or link.place_id != place.id:
        raise NotFound
    note(db, actor, place, unlinked=link.record_id or link.unit_project_id or link.project_id)
    db.delete(link)


def locate(
    db: Session,
    actor: Actor,
    place_id: str,
    point: Position | None,
    area: Area | None,
    *,
    keep_parcel: bool = False,
) -> Place:
    """Where an archivist puts it on the map, for everybody who may see the place; nothing takes it off the map."""
    require(actor, Action.DESCRIBE_RECORD)
    place = find_place(db, actor, place_id)
    place.locate(point, area or (place.area if keep_parcel else None))
    place.record_id = place.project_id = None
    note(db, actor, place, point=point, parcel=area is not None)
    return place


def merge(db: Session, actor: Actor, place_id: str, into_id: str) -> Place:
    """A person says that both are the same place: all that was known of the first now stands under the second."""
    require(actor, Action.DESCRIBE_RECORD)
    place, into = find_place(db, actor, place_id), find_place(db, actor, into_id)
    if place.id == into.id:
        raise RuleBroken(N_("A place cannot be merged with itself."))
    held = {(name.of, name.squeezed) for name in names_of(db, into.id)}
    for name in names_of(db, place.id):
        if (name.of, name.squeezed) not in held and name.standing is Standing.CURRENT:
            name.standing = Standing.ALIAS
        name.place_id = into.id
    for link in db.scalars(sa.select(PlaceLink).where(PlaceLink.place_id == place.id)):
        _link(db, into, Target(link.record_id, link.project_id, link.unit_project_id))
        db.delete(link)
    db.execute(sa.update(PlaceEvent).where(PlaceEvent.place_id == place.id).values(place_id=into.id))
    if into.west is None and place.west is not None:
        into.locate(place.point, place.area)
        into.record_id, into.project_id = place.record_id, place.project_id
    place.merged_into = into.id
    note(db, actor, into, merged=place.number)
    return into
