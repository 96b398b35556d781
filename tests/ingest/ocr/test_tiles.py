from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.geometry import rectangle
from ingest.ocr.seams import Found, sewn, touches_a_seam
from ingest.ocr.tiles import inked, spans, tiles
from ingest.scan import Box

LIMITS = st.tuples(st.integers(3, 50).map(lambda n: 32 * n), st.integers(8, 64))


@given(st.integers(1, 60_000), LIMITS)
def test_spans_cover_a_length_without_gaps(length: int, limits: tuple[int, int]) -> None:
    limit, overlap = limits
    found = spans(length, limit, overlap)
    assert found[0][0] == 0
    assert found[-1][1] == length
    assert all(end - start <= limit for start, end in found)
    assert all(end - start >= overlap for (_, end), (start, _) in pairwise(found))


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_tiles_cover_every_pixel_of_a_sheet(width: int, height: int) -> None:
    seen = np.zeros((height // 16 + 1, width // 16 + 1), bool)
    for tile in tiles(width, height, 1280, 64):
        assert 0 <= tile.x <= tile.x + tile.w <= width
        assert 0 <= tile.y <= tile.y + tile.h <= height
        seen[-(-tile.y // 16) : (tile.y + tile.h - 1) // 16 + 1, -(-tile.x // 16) : (tile.x + tile.w - 1) // 16 + 1] = (
            True
        )
    assert seen[: (height - 1) // 16 + 1, : (width - 1) // 16 + 1].all()


def test_an_a0_sheet_at_75_dpi_needs_six_tiles() -> None:
    assert len(list(tiles(3511, 2483, 1280, 64))) == 6


def test_paper_has_no_ink() -> None:
    assert inked(np.full((100, 300), 240, np.uint8)) is None


@given(st.integers(0, 299), st.integers(0, 99))
def test_a_mark_is_inside_the_inked_part(x: int, y: int) -> None:
    paper = np.full((100, 300), 240, np.uint8)
    paper[y, x] = 20
    part = inked(paper)
    assert part is not None
    assert part.x <= x < part.x + part.w
    assert part.y <= y < part.y + part.h
    assert part.w * part.h < paper.size / 4


def test_a_line_on_a_seam_is_cut_and_one_at_the_edge_of_the_sheet_is_not() -> None:
    tile = Box(0, 0, 500, 400)
    assert touches_a_seam(rectangle(450, 50, 49, 20), tile, 1000, 400)
    assert not touches_a_seam(rectangle(0, 50, 49, 20), tile, 1000, 400)
    assert not touches_a_seam(rectangle(100, 378, 49, 20), tile, 1000, 400)


def test_pieces_on_both_sides_of_a_seam_become_one_line() -> None:
    pieces = [Found(rectangle(300, 50, 200, 20), 0, cut=True), Found(rectangle(440, 51, 300, 20), 1, cut=True)]
    (line,) = sewn(pieces)
    assert np.allclose([line.min(axis=0), line.max(axis=0)], [(300, 50), (740, 71)], atol=2)


def test_a_line_across_three_tiles_becomes_one() -> None:
    pieces = [Found(rectangle(440 * i, 50, 500, 20), i, cut=True) for i in range(3)]
    assert len(sewn(pieces)) == 1


def test_a_standing_line_is_sewn_as_well() -> None:
    pieces = [Found(rectangle(50, 300, 20, 200), 0, cut=True), Found(rectangle(51, 440, 20, 300), 1, cut=True)]
    assert len(sewn(pieces)) == 1


def test_lines_below_each_other_stay_two() -> None:
    pieces = [Found(rectangle(300, 50, 200, 20), 0, cut=True), Found(rectangle(440, 66, 300, 20), 1, cut=True)]
    assert len(sewn(pieces)) == 2


def test_a_line_seen_whole_in_one_tile_and_cut_in_the_other_is_kept_whole() -> None:
    found = [Found(rectangle(450, 50, 40, 20), 0, cut=True), Found(rectangle(450, 50, 200, 20), 1, cut=False)]
    (line,) = sewn(found)
    assert line[:, 0].max() == 650


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), unique=True, max_size=30))
def test_lines_apart_from_each_other_are_all_kept(places: list[tuple[int, int]]) -> None:
    found = [Found(rectangle(100 * x, 40 * y, 80, 20), i % 3, cut=False) for i, (x, y) in enumerate(places)]
    assert len(sewn(found)) == len(places)
