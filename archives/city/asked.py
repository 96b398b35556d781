"""The area a reader asks for, as it stands in the address of the map: four coordinates, or the corners of a polygon."""

from collections.abc import Mapping
from math import isfinite

from archives.city.geometry import Area, Box, Position, area_ring, read_point
from archives.errors import N_, InvalidInput

SIDES = ("west", "south", "east", "north")
MOST_CORNERS = 100


def asked_area(asked: Mapping[str, str]) -> Area | None:
    """None when nothing is asked for; raises InvalidInput with what is expected."""
    if asked.get("polygon", "").strip():
        return read_polygon(asked["polygon"])
    if any(asked.get(side, "").strip() for side in SIDES):
        return read_box([asked.get(side, "") for side in SIDES]).as_area()
    return None


def read_box(texts: list[str]) -> Box:
    if len(texts) != len(SIDES):
        raise InvalidInput(N_("A box is written as west, south, east and north."))
    west, south, east, north = (_degrees(text) for text in texts)
    read_point((west, south))
    read_point((east, north))
    if west >= east or south >= north:
        raise InvalidInput(N_("The west must lie west of the east, and the south south of the north."))
    return Box(west, south, east, north)


def read_polygon(text: str) -> Area:
    """Corners as “121.50,29.80 121.60,29.80 121.55,29.90”."""
    corners = [_corner(part) for part in text.split()[: MOST_CORNERS + 1]]
    return area_of(corners)


def area_of(corners: list[Position]) -> Area:
    if len(corners) > MOST_CORNERS:
        raise InvalidInput(N_("A polygon to search by has at most %(most)s corners."), most=MOST_CORNERS)
    return Area(((area_ring(corners),),))


def written(area: Area) -> str:
    """The other way round, for an address; raises InvalidInput for what does not fit into one."""
    if len(area.polygons) != 1 or len(area.polygons[0]) != 1 or len(area.polygons[0][0]) > MOST_CORNERS + 1:
        raise InvalidInput(
            N_("To search, use one polygon without holes and with at most %(most)s corners."), most=MOST_CORNERS
        )
    return " ".join(f"{x:.7f},{y:.7f}" for x, y in area.polygons[0][0][:-1])


def asked_point(asked: Mapping[str, str]) -> Position | None:
    if not asked.get("lon", "").strip() and not asked.get("lat", "").strip():
        return None
    return read_point((_degrees(asked.get("lon", "")), _degrees(asked.get("lat", ""))))


def _corner(text: str) -> Position:
    x, _, y = text.partition(",")
    return read_point((_degrees(x), _degrees(y)))


def _degrees(text: str) -> float:
    try:
        degrees = float(text)
    except ValueError as error:
        raise InvalidInput(N_("“%(text)s” is not a number of degrees such as 121.55."), text=text[:40]) from error
    if not isfinite(degrees):
        raise InvalidInput(N_("“%(text)s” is not a number of degrees such as 121.55."), text=text[:40])
    return degrees
