"""The models run beside the arithmetic of everybody else."""

import numpy as np
import pytest

from ingest.ocr import models
from ingest.ocr.recognise_lines import MANY, Recogniser
from tests.ingest.ocr.drawn import Drawn

TINY = np.float32(1e-40)


def halved() -> float:
    return float(TINY * np.float32(0.5))


def test_numbers_near_to_nothing_are_nothing_to_the_models_and_to_nobody_else() -> None:
    models.session(models.DETECTION, 1)
    assert models._thread().submit(halved).result() == 0
    assert halved() > 0


def a_numbered_line(number: int) -> np.ndarray:
    drawn = Drawn(60, 7)
    drawn.write(f"第{number}层平面布置图", 1, 0, height=5)
    return np.asarray(drawn.sheet().gray[:48, : 380 + 8 * (number % 3)])


@pytest.mark.parametrize("often", [-1.0, 1.0], ids=["read in full", "read squeezed"])
def test_many_lines_are_read_in_their_order(often: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.ocr.recognise_lines.OFTEN", often)
    lines = [a_numbered_line(number) for number in range(11, 11 + MANY + 1)]
    texts = [reading.text for reading in Recogniser().read(lines)]
    assert texts == [f"第{number}层平面布置图" for number in range(11, 11 + MANY + 1)]
