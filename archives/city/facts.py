"""What is known of a place: its names and its life, each with the record or project it was taken from."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.describing import squeeze
from archives.catalogue.formed_date import FormedDate
from archives.catalogue.service import find_record
from archives.city.model import NameOf, Place, PlaceEvent, PlaceName, Stage, Standing
from archives.city.seeing import find_place
from archives.errors import N_, InvalidInput, NotFound
from archives.permissions import Action, Actor, require

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Target:
    """What is linked to a place, and what its facts are told by; nothing for a place of an archivist's own words."""

    record_id: str | None = None
    project_id: str | None = None
    unit_project_id: str | None = None


def call(
    db: Session, actor: Actor, place_id: str, of: NameOf, standing: Standing, text: str, record_id: str = ""
) -> PlaceName:
    """One more name. A new current name makes the old one a former name; the record that says so is its evidence."""
    require(actor, Action.DESCRIBE_RECORD)
    place = find_place(db, actor, place_id)
    if not squeeze(text) or len(text) > LONGEST_NAME:
        raise InvalidInput(N_("A name has 1 to %(most)s characters."), most=LONGEST_NAME)
    evidence = Target(record_id=find_record(db, actor, record_id).id if record_id else None)
    if standing is Standing.CURRENT:
        for name in names_of(db, place.id):
            if name.of is of and name.standing is Standing.CURRENT:
                name.standing = Standing.FORMER
    name = give_name(db, place, of, standing, text, evidence)
    note(db, actor, place, called=name.text, standing=standing)
    return name


def give_name(db: Session, place: Place, of: NameOf, standing: Standing, text: str, told_by: Target) -> PlaceName:
    name = name_of(place, of, text, told_by, standing)
    db.add(name)
    db.flush()
    return name


def name_of(place: Place, of: NameOf, text: str, told_by: Target, standing: Standing = Standing.CURRENT) -> PlaceName:
    plain = " ".join(text.split())[:LONGEST_NAME]
    name = PlaceName(place_id=place.id, of=of, standing=standing, text=plain, squeezed=squeeze(plain))
    name.record_id, name.project_id = told_by.record_id, told_by.project_id
    return name


def forget_name(db: Session, actor: Actor, place_id: str, name_id: str) -> None:
    require(actor, Action.DESCRIBE_RECORD)
    place = find_place(db, actor, place_id)
    name = db.get(PlaceName, name_id)
    if name is None or name.place_id != place.id:
        raise NotFound
    note(db, actor, place, no_longer_called=name.text)
    db.delete(name)


def names_of(db: Session, place_id: str) -> list[PlaceName]:
    return list(db.scalars(sa.select(PlaceName).where(PlaceName.place_id == place_id)))


def tell_life(db: Session, actor: Actor, place_id: str, stage: Stage, on: str, record_id: str = "") -> PlaceEvent:
    require(actor, Action.DESCRIBE_RECORD)
    place = find_place(db, actor, place_id)
    event = PlaceEvent(place_id=place.id, stage=stage, on=str(FormedDate.parse(on)))
    event.record_id = find_record(db, actor, record_id).id if record_id else None
    db.add(event)
    db.flush()
    note(db, actor, place, stage=stage, on=event.on)
    return event


def forget_event(db: Session, actor: Actor, place_id: str, event_id: str) -> None:
    require(actor, Action.DESCRIBE_RECORD)
    place = find_place(db, actor, place_id)
    event = db.get(PlaceEvent, event_id)
    if event is None or event.place_id != place.id:
        raise NotFound
    note(db, actor, place, no_longer=event.stage, on=event.on)
    db.delete(event)


def note(db: Session, actor: Actor, place: Place, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "place", place.id, **detail)
