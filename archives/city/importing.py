"""Points and parcels from a GeoJSON file: each feature finds its place or makes one; a wrong one says what is wrong."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.describing import squeeze
from archives.city.geometry import Area, Position, read_area, read_point
from archives.city.model import PlaceKind
from archives.city.register import Register, Wish
from archives.errors import N_, ArchiveError, InvalidInput
from archives.permissions import Action, Actor, require

LARGEST_FILE = 20 * 1024**2
MOST_FEATURES = 5000
DEGREES = ("4490", "4326", "CRS84", "4479")
"""CGCS2000 and what differs from it by less than a metre; RFC 7946 knows no other."""


@dataclass(slots=True)
class Imported:
    made: int = 0
    located: int = 0
    wrong: list[tuple[int, ArchiveError]] = field(default_factory=list)


def read_features(content: bytes) -> list[Any]:
    """Raises InvalidInput when the file as a whole is not usable."""
    if len(content) > LARGEST_FILE:
        raise InvalidInput(N_("The file is too large: at most %(most)s MB."), most=LARGEST_FILE // 1024**2)
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(N_("This file is not GeoJSON in UTF-8.")) from error
    if not isinstance(given, dict):
        raise InvalidInput(N_("This file is not GeoJSON in UTF-8."))
    if "crs" in given and not any(known in json.dumps(given["crs"]) for known in DEGREES):
        raise InvalidInput(
            N_("The coordinates must be longitude and latitude in CGCS2000 (EPSG:4490); convert them first.")
        )
    features = given.get("features") if given.get("type") == "FeatureCollection" else [given]
    if not isinstance(features, list) or not 1 <= len(features) <= MOST_FEATURES:
        raise InvalidInput(N_("A file holds 1 to %(most)s features; split larger ones."), most=MOST_FEATURES)
    return features


def read_search_area(content: bytes) -> Area:
    """The one area of a file that a reader searches by."""
    shapes = [shape for feature in read_features(content) for shape in _shapes(feature)]
    if len(shapes) != 1:
        raise InvalidInput(N_("Give a file with exactly one polygon to search by."))
    return read_area(shapes[0])


def import_places(db: Session, actor: Actor, content: bytes) -> Imported:
    """Good features are kept; each wrong one is told by its row, counted from 1. The trail keeps the file's digest."""
    require(actor, Action.DESCRIBE_RECORD)
    wishes, done = [], Imported()
    for row, feature in enumerate(read_features(content), 1):
        try:
            wishes.append((row, _wish(feature)))
        except ArchiveError as error:
            done.wrong.append((row, error))
    register = Register.of(db, [wish for _, wish in wishes])
    for row, wish in wishes:
        try:
            _put(register, wish, done)
        except ArchiveError as error:
            done.wrong.append((row, error))
    done.wrong.sort(key=lambda told: told[0])
    db.flush()
    told = {"made": done.made, "located": done.located, "sha256": hashlib.sha256(content).hexdigest()}
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "place", "import", **told)
    return done


def _put(register: Register, wish: Wish, done: Imported) -> None:
    place = register.meant(wish)
    if place is None:
        place = register.found(wish)
        done.made += 1
    place.locate(wish.point or place.point, wish.area or place.area)
    place.record_id = place.project_id = None
    done.located += 1


def _wish(feature: Any) -> Wish:
    point, area = _location(feature)
    given = feature.get("properties") if isinstance(feature, dict) else None
    about: Mapping[str, Any] = given if isinstance(given, dict) else {}
    name, address = (_text(about, key) for key in ("name", "address"))
    if about.get("place") is None and not squeeze(name) and not squeeze(address):
        raise InvalidInput(N_("A feature needs “name”, “address” or the number of a “place” in its properties."))
    return Wish(point, area, name, address, _kind(about), about.get("place"))


def _location(feature: Any) -> tuple[Position | None, Area | None]:
    point, area = None, None
    for shape in _shapes(feature):
        if shape.get("type") == "Point" and point is None:
            point = read_point(shape.get("coordinates"))
        elif area is None:
            area = read_area(shape)
        else:
            raise InvalidInput(N_("A place has one point and one parcel; this feature has more."))
    if point is None and area is None:
        raise InvalidInput(N_("This feature has no point and no polygon."))
    return point, area


def _shapes(feature: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(feature, dict):
        return
    shape = feature.get("geometry") if feature.get("type") == "Feature" else feature
    if isinstance(shape, dict) and shape.get("type") == "GeometryCollection":
        parts = shape.get("geometries")
        yield from (part for part in parts if isinstance(part, dict)) if isinstance(parts, list) else ()
    elif isinstance(shape, dict):
        yield shape


def _text(about: Mapping[str, Any], key: str) -> str:
    value = about.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidInput(N_("“%(key)s” must be text."), key=key)
    return " ".join((value or "").split())


def _kind(about: Mapping[str, Any]) -> PlaceKind:
    try:
        return PlaceKind(_text(about, "kind") or PlaceKind.BUILDING)
    except ValueError as error:
        raise InvalidInput(N_("“kind” is either building or site.")) from error
