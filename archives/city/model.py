"""A place 地点: one building or site of the city, whatever it was called, and what the archive holds of it.

Every fact about a place names the record or project it was taken from, and is shown to whom that may be shown; a fact
without one was given by an archivist and is for everybody who may see the place.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from archives.city.geometry import Area, Box, Position, read_area
from archives.db import ID_LENGTH, Model, OneOf, new_id, now


class PlaceKind(StrEnum):
    BUILDING = "building"
    SITE = "site"


class NameOf(StrEnum):
    """What a name names: the building itself, or where it stands."""

    BUILDING = "building"
    ADDRESS = "address"


class Standing(StrEnum):
    """现用名, 曾用名, 别名."""

    CURRENT = "current"
    FORMER = "former"
    ALIAS = "alias"


class Stage(StrEnum):
    """The life of a building."""

    PLANNED = "planned"
    BUILT = "built"
    DEMOLISHED = "demolished"


class Told:
    """Where a fact comes from; at most one of the two is set."""

    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("project.id"), index=True)


class Place(Told, Model):
    """`record_id` and `project_id` say where its location on the map comes from."""

    __tablename__ = "place"
    __table_args__ = (sa.Index("ix_place_box", "west", "east", "south", "north"),)

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[PlaceKind] = mapped_column(OneOf(PlaceKind), default=PlaceKind.BUILDING)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    parcel: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    west: Mapped[float | None]
    south: Mapped[float | None]
    east: Mapped[float | None]
    north: Mapped[float | None]
    merged_into: Mapped[str | None] = mapped_column(sa.ForeignKey("place.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    def locate(self, point: Position | None, area: Area | None) -> None:
        self.lon, self.lat = point or (None, None)
        self.parcel = area.as_geojson() if area else None
        positions = [*([point] if point else []), *([(area.box.west, area.box.south)] if area else [])]
        positions += [(area.box.east, area.box.north)] if area else []
        box = Box.around(positions) if positions else None
        self.west, self.south = (box.west, box.south) if box else (None, None)
        self.east, self.north = (box.east, box.north) if box else (None, None)

    @property
    def point(self) -> Position | None:
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @property
    def area(self) -> Area | None:
        return read_area(self.parcel) if self.parcel else None

    def lies_in(self, area: Area) -> bool:
        own = self.area
        return (own is not None and own.meets(area)) or (self.point is not None and area.holds(self.point))


class PlaceName(Told, Model):
    __tablename__ = "place_name"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    place_id: Mapped[str] = mapped_column(sa.ForeignKey("place.id"), index=True)
    of: Mapped[NameOf] = mapped_column(OneOf(NameOf))
    standing: Mapped[Standing] = mapped_column(OneOf(Standing), default=Standing.CURRENT)
    text: Mapped[str] = mapped_column(sa.String(300))
    squeezed: Mapped[str] = mapped_column(sa.String(300), index=True)


class PlaceEvent(Told, Model):
    """`on` is as precise as the document says: 2013-04-01, 2013-04 or 2013."""

    __tablename__ = "place_event"

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    place_id: Mapped[str] = mapped_column(sa.ForeignKey("place.id"), index=True)
    stage: Mapped[Stage] = mapped_column(OneOf(Stage))
    on: Mapped[str] = mapped_column(sa.String(10))


class PlaceLink(Model):
    """What the archive holds of a place: a whole project, one of its unit projects, or a single record."""

    __tablename__ = "place_link"
    __table_args__ = (
        sa.CheckConstraint(
            "(CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN unit_project_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN record_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_target",
        ),
    )

    id: Mapped[str] = mapped_column(sa.String(ID_LENGTH), primary_key=True, default=new_id)
    place_id: Mapped[str] = mapped_column(sa.ForeignKey("place.id"), index=True)
    project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("project.id"), index=True)
    unit_project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("unit_project.id"), index=True)
    record_id: Mapped[str | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
