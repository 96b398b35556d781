"""What a reader may know of places: the place itself by what it is linked to, each fact by where it comes from."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from archives.catalogue.model import Record, UnitProject, Volume
from archives.city.model import Place, PlaceLink, Told
from archives.errors import NotFound
from archives.permissions import Action, Actor, allows, visible


def place_is_visible(actor: Actor) -> sa.ColumnElement[bool]:
    """Whoever may see a record of it, or shares the list of projects where it belongs to one; archivists see all."""
    standing = Place.merged_into.is_(None)
    if allows(actor, Action.DESCRIBE_RECORD):
        return standing
    linked = PlaceLink.place_id == Place.id
    ways = [
        sa.exists().where(linked, PlaceLink.record_id == Record.id, visible(actor, Record)),
        sa.exists().where(linked, PlaceLink.project_id == Record.project_id, visible(actor, Record)),
        sa.exists().where(linked, unit_of_record(), visible(actor, Record)),
    ]
    if allows(actor, Action.SEE_PROJECTS):
        ways.append(sa.exists().where(linked, PlaceLink.record_id.is_(None)))
    return sa.and_(standing, sa.or_(*ways))


def unit_of_record() -> sa.ColumnElement[bool]:
    """A record belongs to a unit project by its volume."""
    return sa.and_(PlaceLink.unit_project_id == Volume.unit_project_id, Volume.id == Record.volume_id)


def is_told_to(actor: Actor, fact: type[Told]) -> sa.ColumnElement[bool]:
    """A fact shows no more than what it was taken from; what stands on a project is for those who share projects."""
    source = aliased(Record)
    by_record = sa.exists().where(source.id == fact.record_id, visible(actor, source))
    by_project = sa.true() if allows(actor, Action.SEE_PROJECTS) else sa.false()
    return sa.case(
        (fact.record_id.is_not(None), by_record), (fact.project_id.is_not(None), by_project), else_=sa.true()
    )


def find_place(db: Session, actor: Actor, place_id: str) -> Place:
    """The place, or the one it was merged into; raises NotFound when the actor may not know of it."""
    place = db.get(Place, place_id)
    while place is not None and place.merged_into is not None:
        place = db.get(Place, place.merged_into)
    found = db.scalar(sa.select(Place).where(Place.id == place.id, place_is_visible(actor))) if place else None
    if found is None:
        raise NotFound
    return found


def records_of_place(place_id: str, actor: Actor) -> sa.Select[Record]:
    """Those of its records that this actor may see."""
    links = PlaceLink.place_id == place_id
    direct = sa.select(PlaceLink.record_id).where(links, PlaceLink.record_id.is_not(None))
    projects = sa.select(PlaceLink.project_id).where(links, PlaceLink.project_id.is_not(None))
    units = sa.select(Volume.id).join(UnitProject, UnitProject.id == Volume.unit_project_id)
    units = units.join(PlaceLink, PlaceLink.unit_project_id == UnitProject.id).where(links)
    belongs = sa.or_(Record.id.in_(direct), Record.project_id.in_(projects), Record.volume_id.in_(units))
    return sa.select(Record).where(belongs, visible(actor, Record))
