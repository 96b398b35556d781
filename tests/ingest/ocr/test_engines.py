"""The same promises for every OCR engine, kept with the real engines on drawn sheets."""

import itertools

import numpy as np
import pytest

from ingest.ocr.engine import OcrEngine
from ingest.ocr.opening import open_engine
from ingest.orient import orient
from ingest.recognise import recognise
from ingest.scan import Box, Word
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import DPI, PERMIT, Drawn, a_permit


@pytest.fixture(params=["ppocr", "tesseract"], scope="module")
def engine(request: pytest.FixtureRequest) -> OcrEngine:
    return open_engine(request.param)


def blank() -> Sheet:
    return Sheet(np.full((800, 1000), 250, np.uint8), DPI)


def word_of(words: tuple[Word, ...], text: str) -> Word:
    found = [word for word in words if text in word.text]
    assert found, f"{text} is not among {[word.text for word in words]}"
    return max(found, key=lambda word: word.confidence)


def share_inside(inner: Box, outer: Box) -> float:
    across = min(inner.x + inner.w, outer.x + outer.w) - max(inner.x, outer.x)
    down = min(inner.y + inner.h, outer.y + outer.h) - max(inner.y, outer.y)
    return max(0, across) * max(0, down) / (inner.w * inner.h)


def test_every_line_of_a_permit_is_read(engine: OcrEngine) -> None:
    _, text = recognise(a_permit().sheet(), engine)
    for label, value in PERMIT:
        assert label in text
        assert value in text


def test_a_label_and_its_value_are_one_line_of_the_text(engine: OcrEngine) -> None:
    _, text = recognise(a_permit().sheet(), engine)
    assert [line for line in text.splitlines() if "发证日期" in line] == ["发证日期 2014年5月20日"]


def test_boxes_lie_over_the_written_text(engine: OcrEngine) -> None:
    drawn = a_permit()
    words, _ = recognise(drawn.sheet(), engine)
    for _, value in PERMIT:
        word = word_of(words, value)
        assert share_inside(drawn.boxes[value], word.box) > 0.85
        assert word.box.h < 2.5 * drawn.boxes[value].h


def test_words_come_from_top_to_bottom_and_left_to_right(engine: OcrEngine) -> None:
    words, _ = recognise(a_permit().sheet(), engine)
    places = [next(i for i, word in enumerate(words) if text in word.text) for text in itertools.chain(*PERMIT)]
    assert places == sorted(places)


def test_confidence_is_between_none_and_certain(engine: OcrEngine) -> None:
    words, _ = recognise(a_permit().sheet(), engine)
    assert all(0 < word.confidence <= 1 for word in words)
    assert word_of(words, "临江市滨江商务中心二期").confidence > 0.8


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_scan_is_set_upright(engine: OcrEngine, turned: int) -> None:
    drawn = a_permit()
    upright, rotation = orient(drawn.sheet(turned), engine)
    assert rotation == turned
    assert np.array_equal(upright.gray, drawn.sheet().gray)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_an_english_scan_is_set_upright(engine: OcrEngine, turned: int) -> None:
    drawn = Drawn(150, 80)
    drawn.write("BUILDING PERMIT", 30, 8, height=8)
    drawn.write("Permit No.: BP-2014-00317", 10, 30)
    drawn.write("All work shall conform to the approved plans.", 10, 45, height=4)
    assert engine.turn(drawn.sheet(turned)) == turned


def test_a_sheet_with_one_line_is_set_upright(engine: OcrEngine) -> None:
    drawn = Drawn(200, 140)
    drawn.write("第三卷 竣工图", 130, 110, height=6)
    assert engine.turn(drawn.sheet(180)) == 180


def test_an_empty_sheet_stays_as_it_is_and_has_no_words(engine: OcrEngine) -> None:
    assert engine.turn(blank()) == 0
    assert recognise(blank(), engine) == ((), "")


@pytest.mark.parametrize("skew", [-2.0, 2.0])
def test_a_sheet_laid_askew_is_read_line_by_line(engine: OcrEngine, skew: float) -> None:
    _, text = recognise(a_permit().sheet(skew=skew), engine)
    lines = text.splitlines()
    for label, value in PERMIT:
        assert [line for line in lines if value in line] == [f"{label} {value}"]


@pytest.mark.parametrize("direction", [90, 270])
def test_standing_text_is_read_and_knows_its_direction(engine: OcrEngine, direction: int) -> None:
    drawn = a_permit()
    drawn.write("临江市档案馆", 6, 40, direction=direction)
    words, _ = recognise(drawn.sheet(), engine)
    word = word_of(words, "临江市档案馆")
    assert word.direction == direction
    assert share_inside(drawn.boxes["临江市档案馆"], word.box) > 0.85
    assert word_of(words, "建设工程规划许可证").direction == 0


def test_every_engine_says_its_name(engine: OcrEngine) -> None:
    assert engine.name.strip()


def test_a_tiny_picture_does_no_harm(engine: OcrEngine) -> None:
    speck = Sheet(np.array([[0, 255], [255, 0]], np.uint8), DPI)
    assert engine.turn(speck) == 0
    assert engine.read(speck) == ()
