"""Whole numbers as coordinates, so that “on the border” means exactly that."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.city.geometry import MOST_CORNERS, Area, Box, Position, area_ring, read_area, read_point
from archives.errors import InvalidInput

numbers = st.integers(-20, 20).map(float)
points = st.tuples(numbers, numbers)
shifts = st.tuples(st.integers(-50, 50), st.integers(-50, 50))
TOO_MANY = [[float(i % 90), float(i // 90)] for i in range(MOST_CORNERS + 1)]


def area(*corners: Position, holes: tuple[tuple[Position, ...], ...] = ()) -> Area:
    return Area(((area_ring(corners), *(area_ring(hole) for hole in holes)),))


@st.composite
def triangles(draw: st.DrawFn) -> Area:
    corners = draw(st.lists(points, min_size=3, max_size=3, unique=True))
    (ax, ay), (bx, by), (cx, cy) = corners
    if (bx - ax) * (cy - ay) == (by - ay) * (cx - ax):  # on one line
        corners[2] = (cx + 1, cy) if ay == by else (cx, cy + 1)
        return draw(triangles()) if len(set(corners)) < 3 else area(*corners)
    return area(*corners)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    (west, south), width, height = draw(points), draw(st.integers(1, 15)), draw(st.integers(1, 15))
    return Box(west, south, west + width, south + height)


def lists_of_lists(deep: int) -> st.SearchStrategy[object]:
    scalars = st.none() | st.booleans() | st.floats() | st.text()
    return scalars | st.lists(lists_of_lists(deep - 1), max_size=4) if deep else scalars


def moved(one: Area, by: tuple[int, int]) -> Area:
    return Area(
        tuple(tuple(tuple((x + by[0], y + by[1]) for x, y in ring) for ring in rings) for rings in one.polygons)
    )


@given(boxes(), points)
def test_a_point_lies_in_a_box_by_its_four_sides(box: Box, point: Position) -> None:
    x, y = point
    assert box.as_area().holds(point) == (box.west <= x <= box.east and box.south <= y <= box.north)


@given(boxes(), boxes())
def test_two_boxes_meet_when_they_overlap(one: Box, other: Box) -> None:
    assert one.as_area().meets(other.as_area()) == one.overlaps(other)


@given(triangles(), triangles())
def test_meeting_is_mutual(one: Area, other: Area) -> None:
    assert one.meets(other) == other.meets(one)


@given(triangles(), triangles(), shifts)
def test_where_on_earth_changes_nothing(one: Area, other: Area, by: tuple[int, int]) -> None:
    assert one.meets(other) == moved(one, by).meets(moved(other, by))


@given(triangles(), triangles(), points)
def test_two_areas_with_a_common_point_meet(one: Area, other: Area, point: Position) -> None:
    if one.holds(point) and other.holds(point):
        assert one.meets(other)


@given(boxes(), boxes())
def test_areas_that_meet_have_a_common_point(one: Box, other: Box) -> None:
    grid = product(range(-20, 36), repeat=2)
    common = any(one.as_area().holds(at) and other.as_area().holds(at) for at in grid if one.overlaps(other))
    assert one.as_area().meets(other.as_area()) == common


@given(triangles())
def test_an_area_holds_its_corners_and_lies_in_its_box(one: Area) -> None:
    ring = one.polygons[0][0]
    assert all(one.holds(corner) for corner in ring)
    assert one.meets(one.box.as_area())


def test_a_hole_is_outside_and_its_border_is_not() -> None:
    court = area((0, 0), (10, 0), (10, 10), (0, 10), holes=(((4, 4), (6, 4), (6, 6), (4, 6)),))
    assert court.holds((1, 1))
    assert court.holds((4, 5))
    assert not court.holds((5, 5))
    assert not court.meets(Box(4.5, 4.5, 5.5, 5.5).as_area())
    assert court.meets(Box(4.5, 4.5, 7, 7).as_area())
    assert court.meets(Box(-5, -5, 20, 20).as_area())


def test_a_bent_parcel_is_not_met_in_its_bend() -> None:
    bent = area((0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10))
    assert not bent.holds((5, 5))
    assert not bent.meets(Box(3, 3, 9, 9).as_area())


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [500_000, 3_300_000], [1, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [True, 1], [1, 0]]]},
        {"type": "Polygon", "coordinates": "everywhere"},
        {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, None], [1, 0]]]]},
        {"type": "Polygon", "coordinates": [TOO_MANY]},
    ],
)
def test_what_is_no_area_is_refused_in_a_sentence(geometry: object) -> None:
    with pytest.raises(InvalidInput):
        read_area(geometry)


@given(lists_of_lists(4))
def test_any_json_as_coordinates_is_read_or_refused(given_: object) -> None:
    for geometry in ({"type": "Polygon", "coordinates": given_}, {"type": "MultiPolygon", "coordinates": given_}):
        try:
            read_area(geometry)
        except InvalidInput:
            continue
    try:
        x, y = read_point(given_)
    except InvalidInput:
        return
    assert abs(x) <= 180
    assert abs(y) <= 90


def test_what_is_written_as_geojson_is_read_back() -> None:
    whole = area((0, 0), (10, 0), (10, 10), holes=(((6, 2), (8, 2), (8, 4)),))
    text = {"type": "MultiPolygon", "coordinates": [[[list(at) for at in ring] for ring in whole.polygons[0]]]}
    assert read_area(text) == whole
