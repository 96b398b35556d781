"""What the PP-OCR engine does beyond the common promises."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest.ocr.engine import OcrEngine
from ingest.ocr.opening import open_engine
from ingest.ocr.ppocr import COARSE, FINE, detection_dpi
from ingest.recognise import recognise
from ingest.sheet import Sheet
from tests.ingest.ocr.drawn import DPI, RED, WHITE, Drawn, a_permit

SCANS = Path(__file__).resolve().parents[4] / "shared" / "scans"


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return open_engine("ppocr")


def texts(drawn: Drawn, engine: OcrEngine, colour: bool = False) -> dict[str, int]:
    return {word.text: word.direction for word in engine.read(drawn.sheet(colour=colour))}


def test_print_under_a_seal_is_read(engine: OcrEngine) -> None:
    drawn = a_permit()
    drawn.stamp("合同专用章", 100, 40, size=40)
    covered = "临江市建筑设计研究院有限公司"
    assert covered not in texts(drawn, engine)
    assert covered in texts(drawn, engine, colour=True)


def test_the_seal_itself_is_read_too(engine: OcrEngine) -> None:
    drawn = a_permit()
    drawn.stamp("合同专用章", 130, 70)
    assert any("专用章" in text for text in texts(drawn, engine, colour=True))


def test_red_content_is_not_lost(engine: OcrEngine) -> None:
    drawn = a_permit()
    drawn.write("作废", 150, 90, height=8, ink=RED)
    assert "作废" in texts(drawn, engine, colour=True)


def test_text_on_its_head_is_read(engine: OcrEngine) -> None:
    drawn = a_permit()
    drawn.write("见结施图说明", 110, 96, direction=180)
    assert texts(drawn, engine)["见结施图说明"] == 180


def test_characters_below_each_other_are_one_word_that_runs_downwards(engine: OcrEngine) -> None:
    drawn = a_permit()
    for row, character in enumerate("城建档案馆"):
        drawn.write(character, 168, 30 + 7 * row, height=6)
    assert texts(drawn, engine)["城建档案馆"] == 90


def test_a_single_digit_stays_upright(engine: OcrEngine) -> None:
    drawn = a_permit()
    for column, digit in enumerate("1234"):
        drawn.write(digit, 15 + 30 * column, 98, height=6)
    found = texts(drawn, engine)
    assert [found.get(digit) for digit in "1234"] == [0, 0, 0, 0]


def test_standing_numbers_follow_the_way_of_the_sheet(engine: OcrEngine) -> None:
    drawn = Drawn(120, 120)
    numbers = ("6009", "8100", "2700", "3600", "4500", "5400")
    for column, number in enumerate(numbers):
        drawn.write(number, 10 + 17 * column, 40, direction=270)
    assert texts(drawn, engine) == dict.fromkeys(numbers, 270)


def test_a_line_longer_than_a_tile_stays_whole(engine: OcrEngine) -> None:
    drawn = Drawn(420, 30)
    sentence = "根据《中华人民共和国城乡规划法》第四十条规定，经审核，本建设工程符合国土空间规划和用途管制要求"
    drawn.write(sentence, 20, 10, height=8)
    _, text = recognise(Sheet(np.asarray(drawn.sheet().gray), 110), engine)
    assert text.replace(",", "，") == sentence


def test_white_lettering_on_a_blueprint_is_read(engine: OcrEngine) -> None:
    drawn = Drawn(120, 60)
    drawn.image.paste((30, 60, 140), (0, 0, *drawn.image.size))
    drawn.write("一层平面图", 20, 20, height=7, ink=WHITE)
    assert "一层平面图" in texts(drawn, engine)


@pytest.mark.parametrize(("height", "dpi"), [(4, COARSE), (2, FINE)])
def test_small_lettering_is_looked_for_more_finely(height: float, dpi: int) -> None:
    drawn = Drawn()
    for row in range(12):
        drawn.write("未尽事宜按国家现行规范执行", 15, 6 + 8 * row, height=height)
    assert detection_dpi(drawn.sheet()) == dpi


def test_two_millimetre_lettering_is_read(engine: OcrEngine) -> None:
    drawn = Drawn(100, 70)
    rows = ("钢筋保护层厚度20mm", "防火门等级详见说明", "卫生间比室内低20mm", "预留孔洞详见设备图", "尺寸均以毫米计算")
    for row, text in enumerate(rows):
        drawn.write(text, 15, 8 + 10 * row, height=2)
    assert set(rows) <= set(texts(drawn, engine))


def test_specks_of_noise_are_no_words(engine: OcrEngine) -> None:
    noise = np.random.default_rng(7).normal(235, 12, (900, 1200)).clip(0, 255).astype(np.uint8)
    assert engine.read(Sheet(noise, DPI)) == ()
    assert engine.turn(Sheet(noise, DPI)) == 0


@pytest.mark.skipif(not SCANS.is_dir(), reason="the collected scans are not beside the checkout")
def test_a_real_photograph_with_chinese_and_english_is_read(engine: OcrEngine) -> None:
    gray = cv2.imread(str(SCANS / "RapidAI__RapidOCR" / "ch_en_num.jpg"), cv2.IMREAD_GRAYSCALE)
    assert len(engine.read(Sheet(np.asarray(gray, np.uint8), 100))) > 5
