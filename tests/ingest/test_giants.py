"""Sheets too large for memory: read at full resolution, in colour where they have some, in little memory."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest.child import memory_of
from ingest.limits import Limits
from ingest.reader import read
from ingest.room import LARGE, Pixels, room, settled
from ingest.scan import Box, Page
from ingest.sheet import SKETCH_SIDE, Sheet, sketched
from ingest.tools.pixels import as_it_stands, gray_of, leaf_of_image
from tests.ingest.samples import a_page, a_tiff, saved

ROOT = Path(__file__).resolve().parents[2]
RED, PAPER = (200, 20, 30), (250, 250, 250)


def a_large_sheet(seal: Box, width: int = 9000, height: int = 6000) -> Sheet:
    """As a file larger than memory leaves it: colour in a file, gray beside it."""
    tints = room(height, width, 3)
    tints[:] = PAPER
    tints[seal.y : seal.y + seal.h, seal.x : seal.x + seal.w] = RED
    return Sheet(gray_of(tints), 300, tints=tints)


def test_the_pixels_of_a_large_sheet_take_no_memory_turned_or_not() -> None:
    before = memory_of(os.getpid())
    pixels = room(2 * LARGE // 8000, 8000)
    pixels[:] = 7
    on_its_side = settled(np.rot90(pixels))
    assert on_its_side.flags.c_contiguous
    assert on_its_side.shape == pixels.shape[::-1]
    assert int(on_its_side.min()) == 7
    assert memory_of(os.getpid()) - before < LARGE // 4


@given(st.integers(1, 1300), st.integers(1, 1300), st.integers(1, 8), st.booleans())
def test_settling_changes_no_pixel(height: int, width: int, stands: int, in_colour: bool) -> None:
    shape = (height, width, 3) if in_colour else (height, width)
    pixels = np.resize(np.arange(251, dtype=np.uint8), shape)
    view = as_it_stands(pixels, stands)
    found = settled(view)
    assert found.flags.c_contiguous
    assert np.array_equal(found, view)


@given(st.integers(1, 700), st.integers(1, 700), st.integers(8, 300))
def test_a_sketch_is_a_whole_number_of_times_smaller(height: int, width: int, side: int) -> None:
    pixels = np.resize(np.arange(251, dtype=np.uint8), (height, width, 3))
    small, times = sketched(pixels, side)
    assert times == int(times)
    assert max(small.shape[:2]) <= side
    assert small.shape[:2] == (max(1, int(height // times)), max(1, int(width // times)))
    step = int(times)
    corner = pixels[: min(height, step), : min(width, step)].reshape(-1, 3).mean(axis=0)
    assert np.abs(small[0, 0] - corner).max() <= 1


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_seal_on_a_large_sheet_is_seen_small_and_at_full_resolution(turn: int) -> None:
    seal = Box(7002, 4002, 480, 360)
    sheet = a_large_sheet(seal).turned(turn)
    assert sheet.colour is None
    sketch = sheet.sketch()
    assert sketch
    small, times = sketch
    assert max(small.shape[:2]) <= SKETCH_SIDE
    place = red(small).nonzero()
    x, y = (round(int(side.min()) * times) for side in place[::-1])
    w, h = (round(int(np.ptp(side) + 1) * times) for side in place[::-1])
    part = sheet.in_colour(Box(x, y, w, h))
    assert part is not None
    assert red(part).all()
    assert {w, h} == {480, 360}
    assert abs(int(sheet.gray[y, x]) - round(0.299 * 200 + 0.587 * 20 + 0.114 * 30)) <= 1


def red(pixels: Pixels) -> Pixels:
    return np.asarray((pixels == RED).all(axis=2), np.uint8)


def test_a_gray_sheet_has_no_colour_to_show() -> None:
    sheet = Sheet(room(100, 200), 300)
    assert sheet.sketch() is None
    assert sheet.in_colour(Box(0, 0, 10, 10)) is None


def test_a_sheet_the_disk_has_no_room_for_says_so_and_its_neighbours_are_read(tmp_path: Path) -> None:
    pages = [a_page("PERMIT 101", (700, 300)), Image.new("L", (9000, 9000), "white"), a_page("PERMIT 303", (700, 300))]
    path = a_tiff(tmp_path / "a.tif", pages, compression="tiff_adobe_deflate", dpi=(200, 200))
    # The limit on written bytes is told to the child as a full disk would be.
    *found, _ = read(path, "a.tif", limits=Limits(written_bytes=1 << 20))
    said = [page.problem % page.problem_values for page in found if isinstance(page, Page)]
    assert said == ["", "The disk has no room to unpack this sheet: 77 MiB are needed.", ""]


def test_nothing_of_a_large_sheet_is_left_on_the_disk(tmp_path: Path) -> None:
    trial = "from ingest.room import room, LARGE\nroom(LARGE)[:] = 1\nimport os; os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", trial], cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)}, check=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", ["strips", "tiles", "jpeg"])
def test_an_a0_at_600_dpi_is_read_at_full_resolution_in_the_memory_of_a_small_one(tmp_path: Path, way: str) -> None:
    path = a_giant(tmp_path, way)
    (page, _) = read(path, path.name, derived=tmp_path / "derived", limits=Limits(reading_memory=650 << 20))
    assert isinstance(page, Page)
    assert (page.problem, page.width, page.height, page.dpi) == ("", 28_086, 19_866, 600)
    (word,) = page.words
    assert "".join(word.text.split()) == "PERMITNO2014-0113"
    # The small page lies at 26,000 / 19,000, its line 60 pixels inside; letters of 64 have caps of about 50.
    assert abs(word.box.x - 26_060) < 20
    assert abs(word.box.y + word.box.h / 2 - 19_099) < 20
    assert word.box.h < 130
    assert (tmp_path / "derived" / "1.jpg").exists()


def a_giant(folder: Path, way: str) -> Path:
    white = (pyvips.Image.black(28_086, 19_866) + 255).cast("uchar")
    small = pyvips.Image.new_from_array(np.asarray(a_page(size=(1240, 600))))
    sheet = white.insert(small, 26_000, 19_000).copy(xres=600 / 25.4, yres=600 / 25.4, interpretation="b-w")
    if way == "jpeg":
        sheet.jpegsave(str(folder / "a.jpg"), Q=90)
        return folder / "a.jpg"
    sheet.tiffsave(str(folder / "a.tif"), compression="ccittfax4", bitdepth=1, tile=way == "tiles")
    return folder / "a.tif"


def test_a_large_colour_file_is_gray_with_its_colour_beside_it(tmp_path: Path) -> None:
    page = Image.new("RGB", (8000, 7600), PAPER)
    page.paste(RED, (7000, 7000, 7300, 7300))
    found = leaf_of_image(Page(number=1), saved(tmp_path / "a.tif", page, compression="tiff_lzw"), 0, Limits()).sheet
    assert found
    assert found.colour is None
    assert found.gray.shape == (7600, 8000)
    part = found.in_colour(Box(7000, 7000, 300, 300))
    assert part is not None
    assert red(part).all()
