"""Two revisions of a drawing, laid over each other by what they share."""

import io
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from PIL import Image, ImageDraw

from archives.catalogue.model import Record
from archives.people import Level
from tests.archives.viewing.a_sheet import Shelf, a_drawing, shelf
from tests.visiting import Visitor, sign_in

__all__ = ["shelf"]


@pytest.fixture
def revisions(shelf: Shelf, tmp_path: Path) -> tuple[Record, Record]:
    """The second was scanned a little askew and has a wall more."""
    with Image.open(a_drawing(tmp_path / "first.png")) as first:
        second = first.convert("L")
    ImageDraw.Draw(second).rectangle((700, 250, 900, 450), fill="black")
    second.rotate(1.2, Image.Resampling.BICUBIC, fillcolor="white", translate=(9, -6)).save(tmp_path / "second.png")
    put = {"level": Level.OPEN, "number": "建施-03"}
    return tuple(shelf.put(tmp_path / f"{each}.png", title=each, **put) for each in ("first", "second"))  # type: ignore[return-value]


def test_revisions_are_offered_laid_over_each_other_and_shown_in_red_and_green(
    client: Visitor, shelf: Shelf, revisions: tuple[Record, Record]
) -> None:
    first, second = revisions
    address = f"/compare/{first.id}-1/{second.id}-1"
    offered = client.get(f"/compare/{first.id}-1").text
    assert address in offered
    assert "same number" in offered
    assert "being laid over each other" in client.get(address).text
    assert client.get(f"{address}/laid.json").json is None
    shelf.work("lay over")
    laid = client.get(f"{address}/laid.json").json
    assert laid["matched"]
    assert laid["degrees"] == pytest.approx(1.2, abs=0.03)
    assert laid["width"] == pytest.approx(1, abs=0.003)
    assert laid["agreement"] > 0.9
    both = np.asarray(Image.open(io.BytesIO(client.get(f"{address}/both.jpg").data)), int)
    wall = both[280:420, 730:870].mean(axis=(0, 1))
    assert wall[1] > wall[0] + 80, "what only the second has is green"
    assert "of the ink of the left sheet lies on ink of the right one" in client.get(f"{address}?view=over").text


def test_sheets_with_nothing_in_common_are_laid_frame_on_frame_and_the_page_says_so(
    client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    left = shelf.put(a_drawing(tmp_path / "left.png"), level=Level.OPEN)
    Image.new("L", (1700, 1100), "white").save(tmp_path / "blank.png", dpi=(100, 100))
    right = shelf.put(tmp_path / "blank.png", level=Level.OPEN)
    client.get(f"/compare/{left.id}-1/{right.id}-1")
    shelf.work("lay over")
    assert "only scaled frame to frame" in client.get(f"/compare/{left.id}-1/{right.id}-1").text


def test_both_must_be_open_to_whoever_compares(
    app: Flask, client: Visitor, shelf: Shelf, tmp_path: Path, revisions: tuple[Record, Record]
) -> None:
    Image.new("L", (400, 300), "white").save(tmp_path / "closed.png", dpi=(100, 100))
    closed = shelf.put(tmp_path / "closed.png", number="建施-03")
    for pair in (f"{revisions[0].id}-1/{closed.id}-1", f"{closed.id}-1/{revisions[0].id}-1"):
        for rest in ("", "/laid.json", "/both.jpg"):
            assert client.get(f"/compare/{pair}{rest}").status_code == 404
    assert closed.id not in client.get(f"/compare/{revisions[0].id}-1").text
    sign_in(client, "an")
    assert closed.id in client.get(f"/compare/{revisions[0].id}-1").text
