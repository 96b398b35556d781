"""Opening the OCR engine that the settings name."""

import os

from ingest.ocr import models
from ingest.ocr.engine import OcrEngine
from ingest.ocr.ppocr import PpOcr
from ingest.ocr.tesseract import LANGUAGES, Tesseract
from ingest.problems import Problem
from ingest.tools import tesseract as tesseract_program

NAMES = ("auto", "ppocr", "tesseract")


def threads_beside(workers: int) -> int:
    """How many threads an engine may use where so many workers read at the same time on the cores given to them."""
    return max(1, len(os.sched_getaffinity(0)) // max(1, workers))


def open_engine(name: str, threads: int = 1) -> OcrEngine:
    """The engine of that name; `auto` takes the best one installed. Models are loaded when first used."""
    if name not in NAMES:
        raise Problem("There is no OCR engine “%(name)s”; choose auto, ppocr or tesseract.", name=name)
    if name in ("auto", "ppocr") and models.are_installed():
        return PpOcr(threads)
    if name == "ppocr":
        raise Problem("The OCR engine ppocr needs the packages onnxruntime and rapidocr, which are not installed.")
    missing = set(LANGUAGES.split("+")) - tesseract_program.languages()
    if not missing:
        return Tesseract(threads)
    if name == "tesseract":
        raise Problem(
            "The OCR engine tesseract cannot be used: the program or its languages %(languages)s are not installed.",
            languages=", ".join(sorted(missing)),
        )
    raise Problem("No OCR engine is installed: neither onnxruntime with rapidocr nor Tesseract with Chinese was found.")
