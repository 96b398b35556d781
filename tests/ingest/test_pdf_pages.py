"""Pages of PDF files: scans taken out as they lie, as pdfium draws them; text layers read."""

import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest.leaves import TEXT_LAYER, leaves
from ingest.limits import Limits
from ingest.opening import opened
from ingest.scan import Page, Scan, Word, Workbench
from ingest.sheet import Leaf, Pixels
from ingest.tools import pdf_picture, pdf_scan, pdfium
from ingest.tools.pixels import gray_of
from tests.ingest.samples import NAME, a_page, a_pdf, helvetica, jpeg_bytes, picture

PAGE = a_page(size=(1000, 700))
WIDE = (500, 350)
LINES = [
    "PLANNING PERMIT 2014-0113",
    "CONSTRUCTION UNIT RIVERSIDE WATER",
    "LOCATION 12 HARBOUR STREET",
    "DATE 2014-05-20",
    "ISSUED BY THE PLANNING BUREAU",
]

LIES = {
    "upright": "500 0 0 350 0 0",
    "upside down": "-500 0 0 -350 500 350",
    "mirrored": "-500 0 0 350 500 0",
    "flipped": "500 0 0 -350 0 350",
    "on its left side": "0 500 -350 0 350 0",
    "on its right side": "0 -500 350 0 0 500",
    "transposed": "0 500 350 0 0 0",
}


def leaf(path: Path, number: int = 1, **limits: int) -> Leaf:
    bench = Workbench(limits=Limits(**limits))
    scan = opened(Scan(path=path, name=path.name), bench)
    with leaves(scan, bench) as turn_to:
        return turn_to(scan.pages[number - 1])


def taken_out(path: Path) -> Leaf | None:
    with pikepdf.open(path) as pdf:
        placed = pdf_picture.only_picture(pdf.pages[0])
        return placed and pdf_scan.leaf_of_scan(Page(number=1), placed, Limits())


def drawn(path: Path, width: int) -> Pixels:
    with pdfium.opened(path) as document, pdfium.turned_to(document, 1) as page:
        return gray_of(pdfium.rendered(page, width, round(width * page.get_height() / page.get_width())))


def is_as_drawn(path: Path) -> bool:
    found = taken_out(path)
    assert found, "the picture was not taken out"
    assert found.sheet
    judge = drawn(path, found.sheet.width)
    assert judge.shape == found.sheet.gray.shape
    return float(np.abs(judge.astype(int) - found.sheet.gray).mean()) < 3


def content(lies: str) -> bytes:
    return f"q {lies} cm /I Do Q".encode()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("lies", LIES)
def test_a_scan_is_taken_out_as_it_is_displayed(tmp_path: Path, lies: str, rotate: int) -> None:
    size = WIDE[::-1] if LIES[lies].startswith("0") else WIDE
    resources = picture(jpeg_bytes(PAGE), *PAGE.size, Filter=NAME.DCTDecode)
    entries = {"Resources": resources, "Rotate": rotate}
    assert is_as_drawn(a_pdf(tmp_path / "a.pdf", (content(LIES[lies]), entries), size=size))


def fax_bytes(page: Image.Image) -> bytes:
    packed = io.BytesIO()
    page.convert("1").save(packed, "TIFF", compression="group4", strip_size=1 << 24)
    with Image.open(packed) as found:
        (start,), (length,) = found.tag_v2[273], found.tag_v2[279]
    return packed.getvalue()[start : start + length]


def bits(page: Image.Image) -> bytes:
    return zlib.compress(np.packbits(np.asarray(page.convert("1")), axis=1).tobytes())


FAX = {"Filter": NAME.CCITTFaxDecode, "BitsPerComponent": 1}
HOW = {"K": -1, "Columns": 1000, "Rows": 700}
WAYS: dict[str, Any] = {
    "flate gray": (zlib.compress(PAGE.tobytes()), {"Filter": NAME.FlateDecode}),
    "flate inverted": (zlib.compress(PAGE.tobytes()), {"Filter": NAME.FlateDecode, "Decode": [1, 0]}),
    "flate colour": (
        zlib.compress(PAGE.convert("RGB").tobytes()),
        {"Filter": NAME.FlateDecode, "ColorSpace": NAME.DeviceRGB},
    ),
    "flate bilevel": (bits(PAGE), {"Filter": NAME.FlateDecode, "BitsPerComponent": 1}),
    "flate mask": (bits(PAGE), {"Filter": NAME.FlateDecode, "BitsPerComponent": 1, "ImageMask": True}),
    "unpacked": (PAGE.tobytes(), {}),
    "colour jpeg": (jpeg_bytes(PAGE.convert("RGB")), {"Filter": NAME.DCTDecode, "ColorSpace": NAME.DeviceRGB}),
    "fax": (fax_bytes(PAGE), FAX | {"DecodeParms": pikepdf.Dictionary(**HOW)}),
    "fax, black is one": (fax_bytes(PAGE), FAX | {"DecodeParms": pikepdf.Dictionary(**HOW, BlackIs1=True)}),
    "fax inverted": (fax_bytes(PAGE), FAX | {"DecodeParms": pikepdf.Dictionary(**HOW), "Decode": [1, 0]}),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_pack_a_scan_is_understood(tmp_path: Path, way: str) -> None:
    data, entries = WAYS[way]
    resources = picture(data, *PAGE.size, **dict(entries))
    assert is_as_drawn(a_pdf(tmp_path / "a.pdf", (content(LIES["upright"]), {"Resources": resources}), size=WIDE))


def test_a_scan_keeps_its_own_resolution(tmp_path: Path) -> None:
    resources = picture(jpeg_bytes(PAGE), *PAGE.size, Filter=NAME.DCTDecode)
    found = leaf(a_pdf(tmp_path / "a.pdf", (content(LIES["upright"]), {"Resources": resources}), size=WIDE))
    assert (found.page.width, found.page.height, found.page.dpi) == (1000, 700, 144)


@pytest.mark.parametrize(
    "painting", ["0 0 m 90 90 l S", "BT /F 9 Tf 9 9 Td (page 1) Tj ET", "1 0 0 rg 0 0 50 50 re f", "/I Do"]
)
def test_a_scan_with_something_painted_over_it_is_drawn_with_it(tmp_path: Path, painting: str) -> None:
    resources = picture(jpeg_bytes(PAGE), *PAGE.size, Filter=NAME.DCTDecode)
    path = a_pdf(
        tmp_path / "a.pdf", (content(LIES["upright"]) + b" " + painting.encode(), {"Resources": resources}), size=WIDE
    )
    assert taken_out(path) is None
    assert leaf(path).sheet is not None


def test_a_picture_that_lies_about_its_size_is_not_taken_out(tmp_path: Path) -> None:
    giant = jpeg_bytes(PAGE)
    start = giant.index(b"\xff\xc0") + 5
    giant = giant[:start] + b"\xff\xf0\xff\xf0" + giant[start + 4 :]
    resources = picture(giant, *PAGE.size, Filter=NAME.DCTDecode)
    assert taken_out(a_pdf(tmp_path / "a.pdf", (content(LIES["upright"]), {"Resources": resources}), size=WIDE)) is None


def typed(lines: list[str], **entries: Any) -> tuple[bytes, dict[str, Any]]:
    shown = [f"BT /F 14 Tf 40 {300 - 30 * row} Td ({line}) Tj ET" for row, line in enumerate(lines)]
    return "\n".join(shown).encode(), {"Resources": helvetica, **entries}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_text_layer_is_read_with_its_places(tmp_path: Path, rotate: int) -> None:
    found = leaf(a_pdf(tmp_path / "a.pdf", typed(LINES, Rotate=rotate), size=WIDE))
    assert found.page.engine == TEXT_LAYER
    assert sorted(word.text for word in found.page.words) == sorted(LINES)
    assert {word.direction for word in found.page.words} == {rotate}
    assert found.sheet
    assert all(has_ink(found.sheet.gray, word) for word in found.page.words)


def has_ink(pixels: Pixels, word: Word) -> bool:
    x, y, w, h = word.box
    inside = pixels[y : y + h, x : x + w] < 128
    return bool(inside.mean() > 0.1)


def test_labels_that_stand_apart_are_two_words(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", typed([*LINES, "SCALE 1 100) Tj 150 0 Td (SHEET 07"]), size=WIDE)
    assert {"SCALE 1 100", "SHEET 07"} <= {word.text for word in leaf(path).page.words}


def test_a_page_with_little_text_is_left_to_be_read(tmp_path: Path) -> None:
    found = leaf(a_pdf(tmp_path / "a.pdf", typed(["PAGE 1"]), size=WIDE))
    assert (found.page.words, found.page.dpi) == ((), 300)


def test_a_scan_with_someones_text_under_it_is_read_again(tmp_path: Path) -> None:
    hidden = b"BT 3 Tr /F 14 Tf 40 300 Td (" + b"wrongly read words " * 10 + b") Tj ET " + content(LIES["upright"])
    resources = picture(jpeg_bytes(PAGE), *PAGE.size, Filter=NAME.DCTDecode)

    def both(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        made: pikepdf.Dictionary = resources(pdf)
        made.Font = helvetica(pdf).Font
        return made

    found = leaf(a_pdf(tmp_path / "a.pdf", (hidden, {"Resources": both}), size=WIDE))
    assert (found.page.words, found.page.width) == ((), 1000)


def test_a_giant_page_is_drawn_within_the_limit(tmp_path: Path) -> None:
    found = leaf(a_pdf(tmp_path / "a.pdf", (b"", {"MediaBox": [0, 0, 200_000, 100_000]})), render_pixels=2_000_000)
    assert found.page.width * found.page.height <= 2_010_000


def test_a_pdf_whose_end_is_missing_is_repaired_and_drawn(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", typed(LINES), typed(["PAGE 2"]), size=WIDE)
    path.write_bytes(path.read_bytes()[:-60])
    found = leaf(path)
    assert found.page.engine == TEXT_LAYER
    assert sorted(word.text for word in found.page.words) == sorted(LINES)


def test_a_form_that_draws_itself_comes_to_an_end(tmp_path: Path) -> None:
    def itself(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        form = pdf.make_stream(b"/X Do", Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 1, 1])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        return pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))

    assert leaf(a_pdf(tmp_path / "a.pdf", (b"/X Do", {"Resources": itself}))).sheet is not None
