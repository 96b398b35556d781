"""IIIF Image 3, level 1, on real tiles: what is asked for is what one gets, and who may not see it hears of nothing."""

import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from archives.catalogue.model import Record
from archives.catalogue.tiling import ask_for_tiles
from archives.people import Level
from ingest.tools.tiles import pyramid_at
from tests.archives.viewing.a_sheet import HEIGHT, WIDTH, Shelf, a_drawing, shelf
from tests.visiting import Visitor, sign_in

__all__ = ["shelf"]

TILE = 512


@pytest.fixture
def sheet(shelf: Shelf, tmp_path: Path) -> Record:
    return shelf.cut(a_drawing(tmp_path / "sheet.tif"), level=Level.OPEN)


def image(client: Visitor, record: Record, words: str, page: int = 1) -> Image.Image:
    answer = client.get(f"/iiif/image/{record.id}-{page}/{words}")
    assert answer.status_code == 200, answer.text
    return Image.open(io.BytesIO(answer.data))


def differs(one: Image.Image, other: Image.Image) -> float:
    return float(np.asarray(ImageChops.difference(one.convert("L"), other.convert("L")), float).mean())


def test_information_has_what_the_standard_requires(client: Visitor, sheet: Record) -> None:
    answer = client.get(f"/iiif/image/{sheet.id}-1/info.json")
    told = answer.json
    assert told["@context"] == "http://iiif.io/api/image/3/context.json"
    assert told["id"] == f"http://localhost/iiif/image/{sheet.id}-1"
    assert (told["type"], told["protocol"], told["profile"]) == ("ImageService3", "http://iiif.io/api/image", "level1")
    assert (told["width"], told["height"]) == (WIDTH, HEIGHT)
    assert told["tiles"] == [{"width": TILE, "height": TILE, "scaleFactors": [1, 2, 4]}]
    assert all(size["width"] * size["height"] <= told["maxArea"] for size in told["sizes"])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    asked = client.get(f"/iiif/image/{sheet.id}-1/info.json", headers={"Accept": "application/ld+json"})
    assert asked.content_type == 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'
    base = client.get(f"/iiif/image/{sheet.id}-1")
    assert (base.status_code, base.location) == (303, f"/iiif/image/{sheet.id}-1/info.json")


@pytest.mark.parametrize(
    ("words", "box", "size"),
    [
        ("full/max/0/default.jpg", (0, 0, WIDTH, HEIGHT), (WIDTH, HEIGHT)),
        ("square/max/0/default.jpg", (300, 0, 1400, 1100), (1100, 1100)),
        ("0,0,512,512/512,512/0/default.jpg", (0, 0, 512, 512), (512, 512)),
        ("1536,1024,512,512/164,76/0/default.jpg", (1536, 1024, WIDTH, HEIGHT), (164, 76)),
        ("1024,1024,676,76/338,38/0/default.png", (1024, 1024, WIDTH, HEIGHT), (338, 38)),
        ("1150,850,400,150/200,/0/default.png", (1150, 850, 1550, 1000), (200, 75)),
        ("1150,850,400,150/,75/0/default.jpg", (1150, 850, 1550, 1000), (200, 75)),
        ("full/!300,300/0/default.jpg", (0, 0, WIDTH, HEIGHT), (300, 194)),
    ],
)
def test_every_part_shows_its_place_on_the_sheet(
    client: Visitor, sheet: Record, tmp_path: Path, words: str, box: tuple[int, ...], size: tuple[int, int]
) -> None:
    got = image(client, sheet, words)
    assert got.size == size
    with Image.open(tmp_path / "sheet.tif") as original:
        wanted = original.convert("L").crop(box).resize(size, Image.Resampling.BOX)
    assert differs(got, wanted) < 6


def test_a_whole_tile_is_sent_as_it_lies_in_the_file(client: Visitor, sheet: Record, shelf: Shelf) -> None:
    (path,) = shelf.tools.settings.derived.glob("*/*/1.tiles-0.tif")
    pyramid = pyramid_at(path)
    assert pyramid is not None
    answer = client.get(f"/iiif/image/{sheet.id}-1/512,512,512,512/512,512/0/default.jpg")
    assert answer.data == pyramid.levels[0].tile(1, 1)
    again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_bilevel_sheets_keep_thin_lines_in_every_size_and_are_small(
    client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    sheet = Image.new("1", (WIDTH, HEIGHT), 1)
    for x in range(40, WIDTH, 96):
        ImageDraw.Draw(sheet).line((x, 0, x, HEIGHT), fill=0)
    sheet.save(tmp_path / "sheet.tif", compression="group4")
    record = shelf.cut(tmp_path / "sheet.tif", level=Level.OPEN)
    told = client.get(f"/iiif/image/{record.id}-1/info.json").json
    assert told["preferredFormats"] == ["png"]
    for factor in told["tiles"][0]["scaleFactors"]:
        w, h = min(TILE * factor, WIDTH), min(TILE * factor, HEIGHT)
        part = image(client, record, f"0,0,{w},{h}/{-(-w // factor)},{-(-h // factor)}/0/default.png")
        ink = 255 - np.asarray(part.convert("L"), int)
        assert (ink.sum(axis=1) > 0.7 * 255 / factor * (w // 96)).all(), factor
    assert len(client.get(f"/iiif/image/{record.id}-1/0,0,512,512/512,512/0/default.png").data) < 6000


def test_a_tile_whose_size_was_rounded_up_shows_nothing_from_beyond_the_edge(
    client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    Image.new("L", (1701, 1101), 250).save(tmp_path / "sheet.tif")
    record = shelf.cut(tmp_path / "sheet.tif", level=Level.OPEN)
    part = image(client, record, "1024,1024,677,77/339,39/0/default.jpg")
    assert part.size == (339, 39)
    assert np.asarray(part).min() > 200


def test_a_turned_sheet_stands_upright_and_its_words_lie_in_their_boxes(
    client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    upright = a_drawing(tmp_path / "upright.tif")
    with Image.open(upright) as sheet:
        sheet.transpose(Image.Transpose.ROTATE_270).save(tmp_path / "turned.tif", dpi=(100, 100))
    record = shelf.cut(tmp_path / "turned.tif", level=Level.OPEN, rotation=90)
    with Image.open(upright) as original:
        assert differs(image(client, record, "full/max/0/default.jpg"), original) < 2


def test_pages_of_a_pdf_are_cut_too(client: Visitor, shelf: Shelf, tmp_path: Path) -> None:
    with Image.open(a_drawing(tmp_path / "sheet.tif")) as sheet:
        sheet.save(tmp_path / "sheets.pdf", save_all=True, append_images=[sheet.rotate(180)], resolution=100)
    record = shelf.cut(tmp_path / "sheets.pdf", level=Level.OPEN, words=[(), ()])
    with Image.open(tmp_path / "sheet.tif") as original:
        assert differs(image(client, record, "full/max/0/default.jpg"), original) < 3
        assert differs(image(client, record, "full/max/0/default.jpg", 2), original.rotate(180)) < 3


def test_deleted_tiles_come_back(client: Visitor, sheet: Record, shelf: Shelf) -> None:
    address = f"/iiif/image/{sheet.id}-1/0,0,512,512/512,512/0/default.jpg"
    before = client.get(address).data
    shutil.rmtree(shelf.tools.settings.derived)
    missing = client.get(address)
    assert (missing.status_code, missing.headers["Retry-After"]) == (503, "2")
    assert client.get(f"/records/{sheet.id}/pages/1/tiles.json").json == {"ready": False}
    shelf.work("cut tiles")
    assert client.get(f"/records/{sheet.id}/pages/1/tiles.json").json == {"ready": True}
    assert client.get(address).data == before


def test_what_one_may_not_see_is_not_there(app: Flask, client: Visitor, shelf: Shelf, tmp_path: Path) -> None:
    record = shelf.cut(a_drawing(tmp_path / "sheet.tif"))
    addresses = [f"/iiif/image/{record.id}-1{rest}" for rest in ("", "/info.json", "/full/max/0/default.jpg")]
    addresses += [f"/iiif/record/{record.id}/manifest", f"/iiif/record/{record.id}/search?q=图"]
    addresses += [f"/records/{record.id}/pages/1/{rest}" for rest in ("print", "tiles.json")]
    addresses += [f"/compare/{record.id}-1"]
    for address in addresses:
        assert client.get(address).status_code == 404, address
    sign_in(client, "an")
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 303), address
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "words",
    [
        "full/max/90/default.jpg",
        "full/max/0/gray.jpg",
        "full/max/0/default.webp",
        "pct:0,0,10,10/max/0/default.jpg",
        "1700,0,10,10/max/0/default.jpg",
        "0,0,0,10/max/0/default.jpg",
        "full/0,/0/default.jpg",
        "full/,/0/default.jpg",
        "full/!5,/0/default.jpg",
        "0,0,100,100/101,/0/default.jpg",
        "full/^max/0/default.jpg",
        "0,0,99999999999999999999,1/max/0/default.jpg",
    ],
)
def test_what_is_no_part_of_the_sheet_is_refused(client: Visitor, sheet: Record, words: str) -> None:
    assert client.get(f"/iiif/image/{sheet.id}-1/{words}").status_code == 400


def test_there_are_no_tiles_of_a_page_that_is_not_there(client: Visitor, sheet: Record) -> None:
    for number in ("0", "2", "99999999999999999999"):
        assert client.get(f"/iiif/image/{sheet.id}-{number}/info.json").status_code == 404


WORD = st.one_of(
    st.sampled_from(
        ["full", "square", "max", "0", "default.jpg", "default.png", "info.json", "0,0,512,512", "512,512"]
    ),
    st.lists(st.integers(-5, 10**12), min_size=1, max_size=5).map(lambda numbers: ",".join(map(str, numbers))),
    st.tuples(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 4000), st.integers(0, 4000)).map(
        lambda numbers: ",".join(map(str, numbers))
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="/?#"), min_size=1, max_size=12),
)


@given(st.lists(WORD, min_size=1, max_size=5), st.integers(-1, 3))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_for_is_an_image_or_a_clear_refusal(
    client: Visitor, sheet: Record, words: list[str], page: int
) -> None:
    answer = client.get(f"/iiif/image/{sheet.id}-{page}/" + "/".join(words))
    assert answer.status_code in (200, 303, 304, 400, 404, 308), answer.status_code
    if answer.status_code == 200 and answer.mimetype.startswith("image/"):
        Image.open(io.BytesIO(answer.data)).load()


def test_only_large_sheets_are_cut_before_anybody_looks(shelf: Shelf, tmp_path: Path) -> None:
    large = shelf.put(a_drawing(tmp_path / "large.tif", size=(4900, 700)), width=4900, height=700)
    small = shelf.put(a_drawing(tmp_path / "small.tif"))
    with shelf.tools.database.transaction() as db:
        for record in (large, small):
            ask_for_tiles(db, record)
    shelf.work("cut tiles")
    (cut,) = shelf.tools.settings.derived.glob("*/*/*.tiles-*.tif")
    tiles = pyramid_at(cut)
    assert tiles is not None
    assert tiles.width == 4900
