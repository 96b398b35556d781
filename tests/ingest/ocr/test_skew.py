"""How far a scan lies askew, and that what lies askew is read."""

import numpy as np
import pytest

from ingest.ocr.engine import OcrEngine
from ingest.ocr.opening import open_engine
from ingest.ocr.skew import skew
from tests.ingest.ocr.drawn import DPI, PERMIT, Drawn, a_permit

UPWARDS, DOWNWARDS = "见结施图说明", "一层平面图"


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return open_engine("ppocr")


def a_ruled_form() -> Drawn:
    drawn = a_permit()
    for row in range(6):
        y = round((28 + 14 * row) / 25.4 * DPI)
        drawn.pen.line((100, y, 1300, y), fill=0, width=2)
    return drawn


@pytest.mark.parametrize("true", [-5.0, -2.5, -0.5, 0.0, 0.5, 2.5, 5.0])
@pytest.mark.parametrize("turned", [0, 90])
def test_the_lean_of_lines_and_rulings_is_found(true: float, turned: int) -> None:
    sheet = a_ruled_form().sheet(turned=turned, skew=true)
    assert skew(sheet.gray, sheet.dpi) == pytest.approx(true, abs=0.15)


@pytest.mark.parametrize("true", [-3.0, 1.0])
def test_the_lean_of_a_blueprint_is_found(true: float) -> None:
    sheet = a_ruled_form().sheet(skew=true)
    assert skew(255 - sheet.gray, sheet.dpi) == pytest.approx(true, abs=0.15)


def test_nothing_leans_where_nothing_is_drawn() -> None:
    noise = np.random.default_rng(3).normal(235, 12, (1200, 900)).clip(0, 255).astype(np.uint8)
    assert skew(noise, DPI) == 0
    assert skew(np.full((1200, 900), 255, np.uint8), DPI) == 0
    assert skew(np.zeros((3, 2), np.uint8), DPI) == 0


@pytest.mark.parametrize("true", [-5, -3, 1, 5])
def test_lines_askew_are_read_and_keep_their_direction(true: float, engine: OcrEngine) -> None:
    drawn = a_permit()
    drawn.write(UPWARDS, 4, 45, direction=270)
    drawn.write(DOWNWARDS, 168, 45, direction=90)
    found = {word.text: word.direction for word in engine.read(drawn.sheet(skew=true))}
    assert {text: found.get(text) for row in PERMIT for text in row} == {text: 0 for row in PERMIT for text in row}
    assert found.get(UPWARDS) == 270
    assert found.get(DOWNWARDS) == 90


@pytest.mark.parametrize("true", [-5, 5])
@pytest.mark.parametrize("turned", [90, 180])
def test_a_sheet_askew_is_set_upright(true: float, turned: int, engine: OcrEngine) -> None:
    assert engine.turn(a_permit().sheet(turned=turned, skew=true)) == turned
