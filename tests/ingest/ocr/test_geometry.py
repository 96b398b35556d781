import math

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.detect import grown
from ingest.ocr.directions import laid, stands
from ingest.ocr.geometry import around, box_of, cut_out, quad_of, rectangle, size
from ingest.scan import Box


@given(st.permutations([(10, 10), (60, 10), (60, 30), (10, 30)]))
def test_corners_come_clockwise_from_the_upper_left(corners: list[tuple[int, int]]) -> None:
    assert quad_of(np.array(corners)).tolist() == [[10, 10], [60, 10], [60, 30], [10, 30]]


@given(st.floats(-40, 40), st.integers(50, 400), st.integers(10, 40))
def test_a_slanting_rectangle_is_found_with_its_sides(angle: float, w: int, h: int) -> None:
    points = cv2.boxPoints(((500, 500), (w, h), angle))
    assert np.allclose(sorted(size(around(points))), sorted((w, h)), atol=0.5)


@given(st.floats(-200, 1200), st.floats(-200, 1200), st.floats(1, 400), st.floats(1, 400))
def test_a_box_never_leaves_the_sheet(x: float, y: float, w: float, h: float) -> None:
    box = box_of(rectangle(x, y, w, h), 1000, 800)
    assert 0 <= box.x < box.x + box.w <= 1000
    assert 0 <= box.y < box.y + box.h <= 800


def test_a_box_is_the_smallest_around_the_line() -> None:
    assert box_of(rectangle(10.4, 20.6, 30, 10), 1000, 800) == Box(10, 20, 31, 11)


def test_growing_moves_every_side_outwards() -> None:
    assert grown(rectangle(10, 10, 40, 20), 5).tolist() == rectangle(5, 5, 50, 30).tolist()


@given(st.floats(-5, 5))
def test_a_line_laid_askew_is_cut_out_straight(angle: float) -> None:
    sheet = np.full((600, 900), 255, np.uint8)
    corners = cv2.boxPoints(((450, 300), (600, 40), angle))
    cv2.fillPoly(sheet, [np.round(corners).astype(np.int32)], 0)
    strip = cut_out(sheet, quad_of(corners), 48)
    assert strip.shape[0] == 48
    assert math.isclose(strip.shape[1], 720, abs_tol=2)
    assert (strip[6:-6, 6:-6] < 128).all()


def test_a_large_line_is_averaged_and_not_sampled_when_it_shrinks() -> None:
    stripes = np.zeros((960, 1920), np.uint8)
    stripes[::2] = 255
    tilted = quad_of(cv2.boxPoints(((960, 480), (1500, 800), 2)))
    assert np.abs(cut_out(stripes, tilted, 48).astype(int) - 127).max() < 40


def test_a_standing_line_keeps_its_shorter_side() -> None:
    strip = cut_out(np.zeros((500, 500), np.uint8), rectangle(100, 50, 30, 300), 48)
    assert strip.shape == (480, 48)
    assert stands(strip)


@given(st.sampled_from([0, 90, 180, 270]))
def test_laying_a_line_undoes_its_direction(direction: int) -> None:
    lying = np.arange(12, dtype=np.uint8).reshape(3, 4)
    clockwise = np.rot90(lying, -direction // 90)
    assert np.array_equal(laid(clockwise, direction), lying)
