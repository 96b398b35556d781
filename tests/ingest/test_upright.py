"""However a page was laid, held or mirrored: its text comes out upright, and its words stand where the ink is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest.leaves import TEXT_LAYER
from ingest.reader import read
from ingest.scan import Page
from tests.ingest.samples import NAME, a_page, a_pdf, a_tiff, helvetica, jpeg_bytes, picture, saved

Transpose = Image.Transpose
TEXT = "PERMIT NO 2014-0113"
SIZE = (1000, 500)
SHEET = a_page(TEXT, SIZE)

# How a picture has to be held for each EXIF orientation to set it upright.
HELD = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
# The matrix that lays a picture on the page, and how the picture is held for it to be upright there.
LAID = {
    "upright": ("500 0 0 250 0 0", None),
    "upside down": ("-500 0 0 -250 500 250", Transpose.ROTATE_180),
    "mirrored": ("-500 0 0 250 500 0", Transpose.FLIP_LEFT_RIGHT),
    "flipped": ("500 0 0 -250 0 250", Transpose.FLIP_TOP_BOTTOM),
    "on its left side": ("0 250 -500 0 500 0", Transpose.ROTATE_270),
    "on its right side": ("0 -250 500 0 0 250", Transpose.ROTATE_90),
    "transposed": ("0 250 500 0 0 0", Transpose.TRANSVERSE),
    "transposed over": ("0 -250 -500 0 500 250", Transpose.TRANSPOSE),
}
# The content of a page that /Rotate turns clockwise lies the other way round.
TURNED = {90: Transpose.ROTATE_90, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_270}


def held(how: Transpose | None) -> Image.Image:
    return SHEET if how is None else SHEET.transpose(how)


def pages_of(path: Path, derived: Path) -> Iterator[tuple[Page, Image.Image]]:
    """Each page as read by a real child, with the picture of it that people see."""
    for page in read(path, path.name, derived=derived):
        if isinstance(page, Page):
            assert not page.problem
            with Image.open(derived / f"{page.number}.jpg") as seen:
                yield page, seen.convert("L")


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def ink_in_words(page: Page, seen: Image.Image) -> float:
    """Which share of the ink that is seen stands in the boxes of the words."""
    assert abs(seen.width / seen.height - page.width / page.height) < 0.01
    dark = np.asarray(seen) < 128
    scale = seen.width / page.width
    inside = np.zeros_like(dark)
    for word in page.words:
        x, y, w, h = (side * scale for side in word.box)
        inside[int(y) : int(y + h) + 1, int(x) : int(x + w) + 1] = True
    return float((dark & inside).sum() / dark.sum())


def is_read_in_place(page: Page, seen: Image.Image, text: str = TEXT) -> bool:
    return letters(page.text) == letters(text) and ink_in_words(page, seen) > 0.97


@pytest.mark.parametrize("orientation", [2, 5, 6, 8])
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_held_camera(tmp_path: Path, name: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / name, held(HELD[orientation]), exif=exif)
    ((page, seen),) = pages_of(path, tmp_path / "derived")
    assert (page.width, page.height) == SIZE
    assert is_read_in_place(page, seen)


def test_each_page_of_a_tiff_stands_as_its_own_tag_says(tmp_path: Path) -> None:
    pages = [held(how).copy() for how in HELD.values()]
    for orientation, page in zip(HELD, pages, strict=True):
        page.encoderinfo = {"tiffinfo": {274: orientation}}
    path = a_tiff(tmp_path / "a.tif", pages, compression="tiff_lzw")
    found = list(pages_of(path, tmp_path / "derived"))
    assert [(page.width, page.height) for page, _ in found] == [SIZE] * 8
    assert [is_read_in_place(page, seen) for page, seen in found] == [True] * 8


def a_picture(how: Transpose | None, matrix: str, **entries: Any) -> tuple[bytes, dict[str, Any]]:
    page = held(how)
    resources = picture(jpeg_bytes(page), *page.size, Filter=NAME.DCTDecode)
    return f"q {matrix} cm /I Do Q".encode(), {"Resources": resources, **entries}


def test_a_picture_laid_on_the_page_in_any_of_eight_ways(tmp_path: Path) -> None:
    pages = [a_picture(how, matrix) for matrix, how in LAID.values()]
    found = list(pages_of(a_pdf(tmp_path / "a.pdf", *pages, size=(500, 250)), tmp_path / "derived"))
    laid = dict(zip(LAID, [(page.rotation, is_read_in_place(page, seen)) for page, seen in found], strict=True))
    assert laid == dict.fromkeys(LAID, (0, True))


def test_a_picture_on_a_page_that_is_turned(tmp_path: Path) -> None:
    sideways = "250 0 0 500 0 0"
    pages = [
        a_picture(TURNED[90], sideways, Rotate=90, MediaBox=[0, 0, 250, 500]),
        a_picture(TURNED[180], LAID["upright"][0], Rotate=180),
        a_picture(TURNED[270], sideways, Rotate=270, MediaBox=[0, 0, 250, 500]),
        a_picture(TURNED[270], sideways, Rotate=-90, MediaBox=[0, 0, 250, 500]),
        a_picture(None, "1 0 0 1 100 50 cm " + LAID["upright"][0], MediaBox=[100, 50, 600, 300]),
        a_picture(None, LAID["upright"][0], UserUnit=0.5),
    ]
    found = list(pages_of(a_pdf(tmp_path / "a.pdf", *pages, size=(500, 250)), tmp_path / "derived"))
    assert [(page.width, page.height) for page, _ in found] == [SIZE] * 6
    assert [page.dpi for page, _ in found] == [144] * 5 + [288]
    assert [is_read_in_place(page, seen) for page, seen in found] == [True] * 6


def typed(lines: list[str], **entries: Any) -> tuple[bytes, dict[str, Any]]:
    shown = [f"BT /F 14 Tf 140 {300 - 30 * row} Td ({line}) Tj ET" for row, line in enumerate(lines)]
    return "\n".join(shown).encode(), {"Resources": helvetica, **entries}


LAYS: list[dict[str, Any]] = [
    {},
    {"Rotate": 90},
    {"Rotate": 180},
    {"Rotate": 270},
    {"UserUnit": 2},
    {"CropBox": [100, 60, 460, 330]},
    {"CropBox": [100, 60, 460, 330], "Rotate": 90, "UserUnit": 1.5},
    {"MediaBox": [-50, 20, 550, 400], "CropBox": [100, 60, 460, 330], "Rotate": 270},
]


def test_the_words_of_a_text_layer_stand_on_their_ink(tmp_path: Path) -> None:
    lines = [f"{line} {TEXT}" for line in ("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH")]
    pages = [typed(lines, **entries) for entries in LAYS]
    found = list(pages_of(a_pdf(tmp_path / "a.pdf", *pages, size=(500, 350)), tmp_path / "derived"))
    assert {page.engine for page, _ in found} == {TEXT_LAYER}
    assert [sorted(word.text for word in page.words) == sorted(lines) for page, _ in found] == [True] * len(LAYS)
    assert [round(ink_in_words(page, seen), 1) for page, seen in found] == [1.0] * len(LAYS)


def test_lettering_that_has_to_be_read_from_a_drawn_page_stands_on_its_ink(tmp_path: Path) -> None:
    pages = [typed([TEXT], **entries) for entries in LAYS]
    found = list(pages_of(a_pdf(tmp_path / "a.pdf", *pages, size=(500, 350)), tmp_path / "derived"))
    assert [page.rotation for page, _ in found] == [entries.get("Rotate", 0) for entries in LAYS]
    assert [is_read_in_place(page, seen) for page, seen in found] == [True] * len(LAYS)


def test_a_page_turned_by_a_branch_above_it(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", a_picture(TURNED[90], "250 0 0 500 0 0"), size=(250, 500))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Pages.Rotate = 90
        pdf.save(path)
    ((page, seen),) = pages_of(path, tmp_path / "derived")
    assert (page.width, page.height) == SIZE
    assert is_read_in_place(page, seen)
