"""Ruled cells are found, set below each other, and their words put back where they stand."""

import numpy as np
import pytest

from ingest.ocr.cells import better_of, print_in_cells, put_back, set_below_each_other
from ingest.ocr.cleaned import flattened, leaning, levelled, rules
from ingest.scan import Box, Word
from ingest.sheet import Pixels

DPI = 200
CELLS = [Box(100, 100, 300, 60), Box(400, 100, 500, 60), Box(100, 160, 800, 90)]


@pytest.fixture
def table() -> Pixels:
    """Three ruled cells, the first two with a bar of print; the paper around them is empty."""
    sheet = np.full((600, 1000), 255, np.uint8)
    for x, y, w, h in CELLS:
        sheet[y : y + 3, x : x + w + 3] = sheet[y + h : y + h + 3, x : x + w + 3] = 0
        sheet[y : y + h, x : x + 3] = sheet[y : y + h, x + w : x + w + 3] = 0
    for x, y, _, _ in CELLS[:2]:
        sheet[y + 20 : y + 40, x + 30 : x + 50] = 0
    return sheet


def without_rules(table: Pixels) -> tuple[Pixels, Pixels]:
    found = rules(table, DPI)
    return np.where(found > 0, np.uint8(255), table), found


def test_the_print_of_each_cell_that_has_any_is_found(table: Pixels) -> None:
    cells = print_in_cells(*without_rules(table), DPI)
    assert len(cells) == 2
    for found, (x, y, _, _) in zip(sorted(cells), sorted(CELLS[:2]), strict=True):
        assert abs(found.x + found.w / 2 - (x + 40)) <= 1
        assert abs(found.y + found.h / 2 - (y + 30)) <= 1


def test_words_read_on_the_picture_of_cells_return_to_their_cells(table: Pixels) -> None:
    pixels, found = without_rules(table)
    cells = print_in_cells(pixels, found, DPI)
    ((picture, rows),) = set_below_each_other(pixels, cells, DPI)
    for cell, row in rows:
        assert (
            picture[row.y : row.y + row.h, row.x : row.x + row.w]
            == pixels[cell.y : cell.y + cell.h, cell.x : cell.x + cell.w]
        ).all()
    words = [Word(str(number), row, 0.9) for number, (_, row) in enumerate(rows)]
    back = put_back(words, rows, DPI)
    assert {cell: [word.box for word in found] for cell, found in back.items()} == {cell: [cell] for cell, _ in rows}


def test_of_two_readings_of_a_cell_the_surer_stays_and_other_words_are_left_alone() -> None:
    cell = Box(100, 100, 200, 40)
    beside, inside = Word("BESIDE", Box(400, 100, 60, 20), 0.5), Word("1NSIDE", Box(110, 105, 60, 20), 0.6)
    surer = Word("INSIDE", Box(112, 106, 58, 20), 0.9)
    assert better_of([beside, inside], {cell: [surer]}) == [beside, surer]
    assert better_of([beside, inside], {cell: [Word("?", Box(112, 106, 58, 20), 0.4)]}) == [beside, inside]


def test_paper_of_any_shade_turns_white_and_print_stays_dark() -> None:
    shade = np.linspace(250, 150, 1000).astype(np.uint8)
    sheet = np.tile(shade, (600, 1))
    sheet[300:306, 100:140] = sheet[300:306, 800:840] = 60
    flat = flattened(sheet)
    assert flat[100:200, 50:950].min() > 235
    assert flat[302, 110] < 128
    assert flat[302, 810] < 128


def test_a_blueprint_is_read_as_dark_on_light() -> None:
    sheet = np.full((600, 1000), 60, np.uint8)
    sheet[300:306, 100:140] = 230
    flat = flattened(sheet)
    assert flat[100, 500] > 235
    assert flat[302, 110] < 128


@pytest.mark.parametrize("degrees", [-3.0, 0.0, 2.5])
def test_a_box_of_the_levelled_picture_is_found_again_on_the_leaning_one(degrees: float) -> None:
    leaning_sheet = np.full((600, 1000), 255, np.uint8)
    leaning_sheet[150:170, 700:720] = 0
    level = levelled(leaning_sheet, degrees)
    rows, columns = np.nonzero(level < 128)
    box = Box(int(columns.min()), int(rows.min()), int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1)
    back = leaning(box, degrees, 1000, 600)
    assert back.x <= 702
    assert back.x + back.w >= 718
    assert back.y <= 152
    assert back.y + back.h >= 168
    assert back.w < 30
