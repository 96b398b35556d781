import subprocess
import sys

import numpy as np
import pytest

from ingest.ocr import models
from ingest.ocr.opening import open_engine, threads_beside
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.tesseract import Tesseract
from ingest.problems import Problem, Unreadable
from tests.ingest.ocr.drawn import a_permit


def test_the_best_installed_engine_is_taken_by_itself() -> None:
    assert isinstance(open_engine("auto"), PpOcr)


def test_an_engine_is_opened_by_name_with_its_threads() -> None:
    assert open_engine("tesseract", threads=2) == Tesseract(threads=2)
    assert open_engine("ppocr", threads=2) == PpOcr(threads=2)


@pytest.mark.parametrize(("cores", "workers", "threads"), [(8, 1, 8), (8, 3, 2), (2, 2, 1), (2, 5, 1), (4, 0, 4)])
def test_workers_share_the_cores(cores: int, workers: int, threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(cores)))
    assert threads_beside(workers) == threads


def test_an_unknown_engine_is_refused_with_the_choices() -> None:
    with pytest.raises(Problem, match="no OCR engine “abbyy”; choose auto, ppocr or tesseract"):
        open_engine("abbyy")


def test_a_model_is_loaded_once() -> None:
    assert models.session(models.DETECTION, 1) is models.session(models.DETECTION, 1)


def test_opening_loads_neither_models_nor_the_wheels_own_driver() -> None:
    program = (
        "import sys; from ingest.ocr.opening import open_engine; open_engine('auto')\n"
        "print([name for name in ('onnxruntime', 'rapidocr') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_any_engine_there_is_a_clear_sentence() -> None:
    program = (
        "import sys; sys.modules['onnxruntime'] = None; import os; os.environ['PATH'] = ''\n"
        "from ingest.ocr.opening import open_engine\n"
        "from ingest.problems import Problem\n"
        "try: open_engine('auto')\n"
        "except Problem as problem: print(problem)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("No OCR engine is installed")


def test_a_page_that_takes_too_long_is_given_up_with_a_sentence() -> None:
    with pytest.raises(Unreadable, match=r"Tesseract took longer than 0\.05 seconds for one page"):
        Tesseract(seconds=0.05).read(a_permit().sheet())


def test_a_failure_of_tesseract_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", "/nowhere")
    with pytest.raises(Unreadable, match="Tesseract could not read the page"):
        Tesseract().read(a_permit().sheet())


def test_tesseract_reads_a_sheet_above_its_own_limit_in_tiles() -> None:
    permit = a_permit().sheet()
    long = np.full((permit.height, 33_000), 255, np.uint8)
    long[:, -permit.width :] = permit.gray
    words = Tesseract().read(type(permit)(long, permit.dpi))
    found = next(word for word in words if "有限公司" in word.text)
    assert found.box.x > 33_000 - permit.width
