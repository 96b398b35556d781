"""A right to read without one to download: one's own name stands in whatever is shown, and nothing is handed out."""

import io
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from PIL import Image

from archives.catalogue.model import Record
from archives.grants import Use
from archives.people import Level
from tests.archives.viewing.a_sheet import Shelf, a_drawing, shelf
from tests.visiting import Visitor, sign_in

__all__ = ["shelf"]


@pytest.fixture
def record(shelf: Shelf, tmp_path: Path) -> Record:
    record = shelf.cut(a_drawing(tmp_path / "sheet.tif"), words=[[["二层平面图", [1200, 900, 200, 50], 0.9, 0, ""]]])
    shelf.grant(record, shelf.town.lin, Use.READ)
    return record


def signed_in(app: Flask, username: str) -> Visitor:
    client: Visitor = app.test_client()  # type: ignore[assignment]
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    sign_in(client, username)
    return client


def pixels(client: Visitor, address: str) -> np.ndarray:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return np.asarray(Image.open(io.BytesIO(answer.data)).convert("L"), int)


def test_tiles_and_pictures_bear_the_name_faintly(app: Flask, shelf: Shelf, record: Record) -> None:
    archivist, citizen = signed_in(app, "an"), signed_in(app, "lin")
    archivist.get(f"/records/{record.id}/pages/1.jpg")
    shelf.work("draw record")
    for address in (
        f"/iiif/image/{record.id}-1/512,0,512,512/512,512/0/default.jpg",
        f"/iiif/image/{record.id}-1/1536,1024,164,76/164,76/0/default.jpg",
        f"/iiif/image/{record.id}-1/full/800,/0/default.png",
        f"/records/{record.id}/pages/1.jpg",
    ):
        clean, named = pixels(archivist, address), pixels(citizen, address)
        assert clean.shape == named.shape
        changed = np.abs(clean - named) > 15
        assert 0.005 < changed.mean() < 0.2, address
        assert np.abs(clean - named).max() < 90, address


def test_nothing_is_handed_out_and_the_page_says_so_plainly(app: Flask, record: Record) -> None:
    citizen = signed_in(app, "lin")
    assert citizen.get(f"/records/{record.id}/original").status_code == 404
    assert citizen.get(f"/records/{record.id}/pages/1/print").status_code == 403
    page = citizen.get(f"/records/{record.id}").text
    assert "Pictures taken of the screen cannot be prevented" in page
    assert "/print" not in page
    told = citizen.get(f"/iiif/image/{record.id}-1/info.json").json
    archivists = signed_in(app, "an").get(f"/iiif/image/{record.id}-1/info.json").json
    assert told["maxArea"] < archivists["maxArea"]


def test_whoever_may_download_sees_the_sheet_itself(app: Flask, shelf: Shelf, record: Record) -> None:
    shelf.grant(record, shelf.town.wang, Use.DOWNLOAD)
    address = f"/iiif/image/{record.id}-1/512,0,512,512/512,512/0/default.jpg"
    assert (pixels(signed_in(app, "wang"), address) == pixels(signed_in(app, "an"), address)).all()
    assert "Pictures taken of the screen" not in signed_in(app, "wang").get(f"/records/{record.id}").text


def test_an_open_sheet_bears_nobodys_name(app: Flask, client: Visitor, shelf: Shelf, tmp_path: Path) -> None:
    record = shelf.cut(a_drawing(tmp_path / "open.tif"), level=Level.OPEN)
    address = f"/iiif/image/{record.id}-1/512,0,512,512/512,512/0/default.jpg"
    assert client.get(address).data == signed_in(app, "an").get(address).data


def test_a_name_is_not_kept_for_the_next_reader(app: Flask, shelf: Shelf, record: Record) -> None:
    shelf.grant(record, shelf.town.wang, Use.READ)
    address = f"/iiif/image/{record.id}-1/512,0,512,512/512,512/0/default.jpg"
    first, second = signed_in(app, "lin").get(address), signed_in(app, "wang").get(address)
    assert first.data != second.data
    assert first.headers["ETag"] != second.headers["ETag"]
    assert first.cache_control.private
    assert first.cache_control.no_cache
