"""The title block of a large sheet is read soon, wherever it stands, and little else is."""

import numpy as np
import pytest

from ingest.ocr.engine import OcrEngine
from ingest.ocr.opening import open_engine
from ingest.ocr.title_block import SOUGHT, labels_found, places
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import DPI, Drawn, a_permit

FIELDS = (
    ("建设单位", "临江市城市建设投资集团有限公司"),
    ("工程名称", "临江市滨江商务中心二期"),
    ("图纸名称", "一层给排水平面图"),
    ("图号", "水施-12"),
    ("比例", "1:150"),
    ("日期", "2014.05"),
)
BODY = "消防控制室"
A2 = 594, 420


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return open_engine("ppocr")


def a_drawing() -> Drawn:
    drawn = Drawn(*A2)
    drawn.pen.rectangle([round(side / 25.4 * DPI) for side in (10, 10, A2[0] - 10, A2[1] - 10)], outline=0, width=6)
    for column in range(4):
        drawn.write(BODY, 160 + 60 * column, 160)
    return drawn


def in_the_corner() -> Drawn:
    drawn = a_drawing()
    for row, (label, value) in enumerate(FIELDS):
        drawn.write(label, 410, 355 + 9 * row, height=4)
        drawn.write(value, 450, 355 + 9 * row, height=4)
    return drawn


def in_a_strip(left: float) -> Drawn:
    drawn = a_drawing()
    for row, (label, value) in enumerate(FIELDS):
        drawn.write(label, left, 30 + 60 * row, height=4)
        drawn.write(value, left, 38 + 60 * row, height=4)
    return drawn


def along_the_bottom() -> Drawn:
    drawn = a_drawing()
    for column, (label, value) in enumerate(FIELDS):
        drawn.write(label, 20 + 95 * column, 385, height=4)
        drawn.write(value, 20 + 95 * column, 395, height=4)
    return drawn


def turned_on_its_side() -> Drawn:
    drawn = a_drawing()
    for row, (label, value) in enumerate(FIELDS):
        drawn.write(label, 510 + 10 * row, 250, height=4, direction=270)
        drawn.write(value, 510 + 10 * row, 60, height=4, direction=270)
    return drawn


@pytest.mark.parametrize(
    "drawn",
    [in_the_corner(), in_a_strip(515), in_a_strip(20), along_the_bottom(), turned_on_its_side()],
    ids=["in the corner", "at the right", "at the left", "along the bottom", "on its side"],
)
def test_the_title_block_is_read_and_the_drawing_is_not(drawn: Drawn, engine: OcrEngine) -> None:
    words = engine.read_title_block(drawn.sheet())
    assert words is not None
    texts = [word.text for word in words]
    assert {text for field in FIELDS for text in field} <= set(texts)
    assert BODY not in texts
    assert len(texts) == len(set(texts)), "the places overlap, but no word is read twice"


def test_a_title_block_lies_where_it_stands_on_the_sheet(engine: OcrEngine) -> None:
    drawn = in_the_corner()
    words = {word.text: word.box for word in engine.read_title_block(drawn.sheet()) or ()}
    for _, value in FIELDS:
        true, read = drawn.boxes[value], words[value]
        assert abs(true.x - read.x) < 12
        assert abs(true.y - read.y) < 12


@pytest.mark.parametrize("skew", [-3, 3])
def test_the_title_block_of_a_sheet_askew_is_read(skew: float, engine: OcrEngine) -> None:
    words = engine.read_title_block(in_a_strip(500).sheet(skew=skew)) or ()
    assert {value for _, value in FIELDS} <= {word.text for word in words}


def test_a_small_sheet_is_read_whole_at_once(engine: OcrEngine) -> None:
    assert engine.read_title_block(a_permit().sheet()) is None


def test_an_empty_large_sheet_has_no_words(engine: OcrEngine) -> None:
    assert engine.read_title_block(Sheet(np.full((3400, 4700), 250, np.uint8), DPI)) == ()


def test_labels_count_once_each_and_only_as_words() -> None:
    assert labels_found(["图 号", "Drawing No.", "图号：水施-12"]) == 1
    assert labels_found([label for label, _ in FIELDS]) == len(SOUGHT)
    assert labels_found(["Dateline", "Scaled", "图例"]) == 0


def test_all_places_lie_on_the_sheet_and_begin_with_the_corner() -> None:
    sheet = in_the_corner().sheet()
    found = list(places(sheet))
    assert all(box.x >= 0 and box.y >= 0 for box in found)
    assert all(box.x + box.w <= sheet.width and box.y + box.h <= sheet.height for box in found)
    assert found[0].x + found[0].w == max(box.x + box.w for box in found)
