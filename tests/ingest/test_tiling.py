"""Tiles are cut in a child process, set as the reading set the page, and within the memory allowed for it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import pyvips
from PIL import Image

from ingest.tiling import ToCut, cut
from ingest.tools.cutting import Part, part_image
from ingest.tools.tiles import Pyramid, pyramid_at

TURNED = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip


def a_page() -> Image.Image:
    """Every corner different."""
    page = Image.new("L", (900, 600), "white")
    page.paste(0, (0, 0, 200, 100))
    page.paste(90, (700, 0, 900, 300))
    page.paste(160, (0, 500, 450, 600))
    return page


def cut_page(source: Path, media_type: str = "image/tiff", rotation: int = 0, number: int = 1) -> Pyramid:
    target = source.with_suffix(f".tiles-{rotation}.tif")
    assert cut(source, source.name, media_type, [ToCut(number, rotation, target)]) == [number]
    pyramid = pyramid_at(target)
    assert pyramid is not None
    return pyramid


def shown(pyramid: Pyramid) -> np.ndarray:
    whole = part_image(pyramid, Part(0, 0, pyramid.width, pyramid.height, pyramid.width, pyramid.height))
    return np.asarray(whole.numpy(), int).reshape(pyramid.height, pyramid.width)


@pytest.mark.parametrize("stands", TURNED)
def test_an_image_is_set_as_its_orientation_says(tmp_path: Path, stands: int) -> None:
    way = TURNED[stands]
    stored = a_page() if way is None else a_page().transpose(way)
    stored.save(tmp_path / "page.tif", tiffinfo={274: stands})
    assert np.abs(shown(cut_page(tmp_path / "page.tif")) - np.asarray(a_page(), int)).mean() < 1


@pytest.mark.parametrize("rotation", [90, 180, 270])
@pytest.mark.parametrize(("name", "media_type"), [("page.tif", "image/tiff"), ("page.pdf", "application/pdf")])
def test_the_turn_that_reading_found_is_undone(tmp_path: Path, name: str, media_type: str, rotation: int) -> None:
    a_page().rotate(-rotation, expand=True).save(tmp_path / name, **({"resolution": 100} if "pdf" in name else {}))
    found = shown(cut_page(tmp_path / name, media_type, rotation))
    assert np.abs(found - np.asarray(a_page(), int)).mean() < 2


def test_the_pages_of_a_file_are_cut_each_for_itself_and_a_damaged_one_does_no_harm(tmp_path: Path) -> None:
    a_page().save(tmp_path / "pages.tif", save_all=True, append_images=[a_page().rotate(180)], compression="tiff_lzw")
    bytes_of = bytearray((tmp_path / "pages.tif").read_bytes())
    middle = len(bytes_of) * 3 // 4
    bytes_of[middle : middle + 400] = bytes(400)
    (tmp_path / "pages.tif").write_bytes(bytes_of)
    wanted = [ToCut(number, 0, tmp_path / f"{number}.tif") for number in (1, 2)]
    assert 1 in cut(tmp_path / "pages.tif", "pages.tif", "image/tiff", wanted)


def test_what_was_not_cut_is_not_there(tmp_path: Path) -> None:
    assert pyramid_at(tmp_path / "nothing.tif") is None


PEAK = """
import resource, sys
from pathlib import Path
from ingest.tiling import ToCut, cut
assert cut(Path(sys.argv[1]), "sheet.tif", "image/tiff", [ToCut(1, 0, Path(sys.argv[2]))]) == [1]
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), [("bilevel", 100), ("gray", 100), ("colour", 256)])
def test_560_megapixels_are_cut_within_the_memory_allowed(tmp_path: Path, kind: str, most: int) -> None:
    lines = np.full((1000, 1000, 3), 235, np.uint8)
    lines[::40] = lines[:, ::50] = 20
    lines[400:500, 300:600] = 200, 30, 30
    sheet = pyvips.Image.new_from_array(lines).replicate(29, 20)
    if kind != "colour":
        sheet = sheet.colourspace("b-w")
    how = {"compression": "ccittfax4", "bitdepth": 1} if kind == "bilevel" else {"compression": "lzw"}
    sheet.tiffsave(str(tmp_path / "sheet.tif"), **how)
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(tmp_path / "sheet.tif"), str(tmp_path / "tiles.tif")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(done.stdout) <= most
