"""Points and parcels on the map, in plain longitude and latitude (CGCS2000); a border belongs to what it surrounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any, Self

from archives.errors import N_, InvalidInput

Position = tuple[float, float]
Ring = tuple[Position, ...]
"""Closed: the last corner is the first."""

MOST_CORNERS = 1000


@dataclass(frozen=True, slots=True)
class Box:
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, positions: Sequence[Position]) -> Self:
        xs, ys = [x for x, _ in positions], [y for _, y in positions]
        return cls(min(xs), min(ys), max(xs), max(ys))

    def overlaps(self, other: "Box") -> bool:
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def as_area(self) -> "Area":
        corners = ((self.west, self.south), (self.east, self.south), (self.east, self.north), (self.west, self.north))
        return Area(((_closed(corners),),))


@dataclass(frozen=True, slots=True)
class Area:
    """One or more polygons; each is its outer ring and then its holes."""

    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def box(self) -> Box:
        return Box.around([corner for outer, *_ in self.polygons for corner in outer])

    def holds(self, point: Position) -> bool:
        return any(_in_polygon(point, rings) for rings in self.polygons)

    def meets(self, other: "Area") -> bool:
        """They share at least one point."""
        if not self.box.overlaps(other.box):
            return False
        # Where no borders cross, one lies wholly inside or wholly outside the other: one corner of each ring tells.
        return (
            any(_cross(a, b) for a in self._edges(other.box) for b in other._edges(self.box))
            or any(other.holds(outer[0]) for outer, *_ in self.polygons)
            or any(self.holds(outer[0]) for outer, *_ in other.polygons)
        )

    def _edges(self, near: Box) -> Iterator[tuple[Position, Position]]:
        for rings in self.polygons:
            for ring in rings:
                yield from (edge for edge in pairwise(ring) if Box.around(edge).overlaps(near))

    def as_geojson(self) -> dict[str, Any]:
        return {"type": "MultiPolygon", "coordinates": [[list(ring) for ring in rings] for rings in self.polygons]}


def read_point(coordinates: Any) -> Position:
    """A longitude and a latitude; raises InvalidInput for anything else."""
    if not isinstance(coordinates, list | tuple) or len(coordinates) < 2:
        raise InvalidInput(N_("A point is written as longitude and latitude, such as [121.55, 29.87]."))
    x, y = coordinates[:2]
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in (x, y)):
        raise InvalidInput(N_("A point is written as longitude and latitude, such as [121.55, 29.87]."))
    if not (isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        raise InvalidInput(
            N_("%(x)s, %(y)s is no longitude and latitude in degrees; convert projected coordinates first."),
            x=str(x)[:20],
            y=str(y)[:20],
        )
    return float(x), float(y)


def read_area(geometry: Any) -> Area:
    """From a GeoJSON Polygon or MultiPolygon; raises InvalidInput when it is none or too large."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    given = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(given, list) or not given:
        raise InvalidInput(N_("An area is a GeoJSON Polygon or MultiPolygon."))
    polygons = [given] if kind == "Polygon" else given
    if _corners(polygons) > MOST_CORNERS:
        raise InvalidInput(N_("An area may have at most %(most)s corners; simplify it."), most=MOST_CORNERS)
    return Area(tuple(_rings(polygon) for polygon in polygons))


def _corners(polygons: Sequence[Any]) -> int:
    return sum(len(ring) for polygon in polygons if isinstance(polygon, list) for ring in polygon if _is_list(ring))


def _is_list(ring: Any) -> bool:
    return isinstance(ring, list)


def _rings(polygon: Any) -> tuple[Ring, ...]:
    if not isinstance(polygon, list) or not polygon or not all(_is_list(ring) for ring in polygon):
        raise InvalidInput(N_("An area is a GeoJSON Polygon or MultiPolygon."))
    return tuple(area_ring([read_point(corner) for corner in ring]) for ring in polygon)


def area_ring(corners: Sequence[Position]) -> Ring:
    if len(set(corners)) < 3:
        raise InvalidInput(N_("An area needs at least three different corners."))
    return _closed(corners)


def _closed(corners: Sequence[Position]) -> Ring:
    return (*corners,) if corners[0] == corners[-1] else (*corners, corners[0])


def _in_polygon(point: Position, rings: tuple[Ring, ...]) -> bool:
    outer, *holes = rings
    if not _in_ring(point, outer):
        return False
    return all(_on_ring(point, hole) or not _in_ring(point, hole) for hole in holes)


def _in_ring(point: Position, ring: Ring) -> bool:
    """A ray to the east crosses the border an odd number of times."""
    if _on_ring(point, ring):
        return True
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _on_ring(point: Position, ring: Ring) -> bool:
    return any(_turn(a, b, point) == 0 and _between(a, b, point) for a, b in pairwise(ring))


def _turn(a: Position, b: Position, c: Position) -> float:
    """Above 0 when a → b → c turns left, below 0 when right, 0 when they lie on one line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Position, b: Position, c: Position) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def _cross(first: tuple[Position, Position], second: tuple[Position, Position]) -> bool:
    (a, b), (c, d) = first, second
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    touching = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(turn == 0 and _between(*three) for turn, three in zip(turns, touching, strict=True))
