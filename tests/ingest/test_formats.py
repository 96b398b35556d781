"""Every accepted format becomes the same page: upright, gray or in colour, with its resolution."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pyvips
from PIL import Image, ImageChops

from ingest.leaves import leaves
from ingest.limits import Limits
from ingest.opening import opened
from ingest.paper import resolution
from ingest.scan import Box, Scan, Workbench
from ingest.sheet import Leaf, Pixels
from tests.ingest.samples import a_page, a_tiff, saved

PAGE = a_page(size=(900, 400))
BILEVEL = PAGE.convert("1", dither=Image.Dither.NONE)
SEAL = a_page(size=(900, 400), mode="RGB")
SEAL.paste((200, 20, 30), (600, 200, 700, 300))

UPRIGHT_BY = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UNDONE_BY = UPRIGHT_BY | {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def leaf(path: Path, number: int = 1, **limits: int) -> Leaf:
    bench = Workbench(limits=Limits(**limits))
    scan = opened(Scan(path=path, name=path.name), bench)
    with leaves(scan, bench) as turn_to:
        return turn_to(scan.pages[number - 1])


def gray(found: Leaf) -> Pixels:
    assert found.sheet
    return found.sheet.gray


def looks_like(found: Pixels, page: Image.Image) -> bool:
    wanted = np.asarray(page.convert("L"))
    return found.shape == wanted.shape and float(np.abs(found.astype(int) - wanted).mean()) < 2.5


def is_red(part: Pixels) -> bool:
    return bool((part[..., 0] > 150).all() and (part[..., 1:] < 100).all())


def by_vips(**options: Any) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        pyvips.Image.new_from_array(np.asarray(PAGE)).cast("uchar").tiffsave(str(path), **options)

    return write


def by_pillow(page: Image.Image, **options: Any) -> Callable[[Path], None]:
    return lambda path: page.save(path, **options)


WAYS = {
    "plain.tif": by_pillow(PAGE),
    "group4.tif": by_pillow(BILEVEL, compression="group4"),
    "group3.tif": by_pillow(BILEVEL, compression="group3"),
    "lzw.tif": by_pillow(PAGE, compression="tiff_lzw"),
    "deflate.tif": by_pillow(PAGE, compression="tiff_adobe_deflate"),
    "packbits.tif": by_pillow(PAGE, compression="packbits"),
    "jpeg.tif": by_vips(compression="jpeg", Q=92),
    "tiled.tif": by_vips(compression="lzw", tile=True),
    "big.tif": by_vips(bigtiff=True, compression="deflate"),
    "big-endian.tif": by_pillow(PAGE, big_tiff=False, compression="tiff_lzw"),
    "bilevel.png": by_pillow(BILEVEL),
    "gray.png": by_pillow(PAGE),
    "palette.png": by_pillow(PAGE.convert("P")),
    "alpha.png": by_pillow(Image.merge("LA", (Image.new("L", PAGE.size), ImageChops.invert(PAGE)))),
    "gray.jpg": by_pillow(PAGE, quality=92),
    "cmyk.jpg": by_pillow(PAGE.convert("RGB").convert("CMYK"), quality=95),
    "progressive.jpg": by_pillow(PAGE, quality=92, progressive=True),
    "gray.jp2": by_pillow(PAGE),
    "colour.jp2": by_pillow(PAGE.convert("RGB")),
    "stream.j2k": by_pillow(PAGE),
}


@pytest.mark.parametrize("name", WAYS)
def test_each_way_to_save_a_page_gives_the_same_page(tmp_path: Path, name: str) -> None:
    WAYS[name](tmp_path / name)
    found = leaf(tmp_path / name)
    assert looks_like(gray(found), PAGE)
    assert gray(found)[5, 5] > 250
    assert found.sheet
    assert found.sheet.colour is None


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    deep = np.asarray(PAGE).astype(np.uint16) * 257
    for name in ("a.tif", "a.png", "a.jp2"):
        Image.fromarray(deep).save(tmp_path / name)
        assert looks_like(gray(leaf(tmp_path / name)), PAGE), name


def test_pages_of_a_tiff_come_in_order_without_their_thumbnails(tmp_path: Path) -> None:
    pages = [a_page(f"PAGE {number}", (500, 300)) for number in (1, 2, 3)]
    path = a_tiff(tmp_path / "a.tif", pages, compression="tiff_lzw")
    assert [looks_like(gray(leaf(path, number)), pages[number - 1]) for number in (1, 2, 3)] == [True] * 3
    marked_as_thumbnail(path, 1)
    assert looks_like(gray(leaf(path, 2)), pages[2])


def marked_as_thumbnail(path: Path, directory: int) -> None:
    """Turn the width tag's neighbour into NewSubfileType 1: Pillow writes no such tag, so one is borrowed."""
    content = bytearray(path.read_bytes())
    offset = int.from_bytes(content[4:8], "little")
    for _ in range(directory):
        count = int.from_bytes(content[offset : offset + 2], "little")
        end = offset + 2 + 12 * count
        offset = int.from_bytes(content[end : end + 4], "little")
    count = int.from_bytes(content[offset : offset + 2], "little")
    for index in range(count):
        start = offset + 2 + 12 * index
        if int.from_bytes(content[start : start + 2], "little") in (254, 282, 284):
            content[start : start + 12] = b"\xfe\0\x04\0\x01\0\0\0\x01\0\0\0"
            path.write_bytes(content)
            return
    raise AssertionError("no tag to borrow")


@pytest.mark.parametrize("orientation", UNDONE_BY)
@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_the_page_stands_however_the_camera_was_held(tmp_path: Path, orientation: int, name: str) -> None:
    turn = UNDONE_BY[orientation]
    held = PAGE if turn is None else PAGE.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / name, held, exif=exif)
    found = leaf(path)
    assert (found.page.width, found.page.height) == PAGE.size
    assert looks_like(gray(found), PAGE)


def test_colour_is_kept_where_there_is_some(tmp_path: Path) -> None:
    found = leaf(saved(tmp_path / "a.jpg", SEAL, quality=92))
    assert found.sheet
    assert found.sheet.colour is not None
    assert found.sheet.colour[250, 650, 0] > 150 > found.sheet.colour[250, 650, 1]


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.jp2"])
def test_a_sheet_too_large_for_colour_in_memory_still_shows_it(tmp_path: Path, name: str) -> None:
    found = leaf(saved(tmp_path / name, SEAL), colour_pixels=100_000).sheet
    assert found
    assert found.colour is None
    part = found.in_colour(Box(640, 240, 20, 10))
    assert part is not None
    assert part.shape == (10, 20, 3)
    assert is_red(part)


def test_a_jp2_too_large_to_be_decoded_whole_keeps_its_size(tmp_path: Path) -> None:
    found = leaf(saved(tmp_path / "a.jp2", PAGE.resize((1800, 800)), dpi=(300, 300)), jp2_memory=4_000_000)
    assert (found.page.width, found.page.height) == (1800, 800)
    assert looks_like(gray(found), PAGE.resize((1800, 800)))


@pytest.mark.parametrize(
    ("size", "stated", "dpi"),
    [
        ((2480, 3508), 72, 300),
        ((1654, 2339), 0, 200),
        ((9933, 14043), 0, 300),
        ((4961, 7016), 96, 300),
        ((2480, 3508), 400, 400),
        ((800, 600), 72, 72),
    ],
)
def test_a_resolution_that_is_not_said_is_worked_out_from_the_paper(
    size: tuple[int, int], stated: int, dpi: int
) -> None:
    assert resolution(*size, stated) == dpi
