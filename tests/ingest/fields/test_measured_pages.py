"""Pages of the drawing program that measures us, from seeds never looked at, read by the real engine."""

import importlib.util
import random
import re
import unicodedata
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from ingest.extract import extract
from ingest.ocr.ppocr import PpOcr
from ingest.scan import Page, Scan
from ingest.sheet import Sheet

PROGRAM = Path(__file__).resolve().parents[4] / "shared" / "tools" / "synth_scans.py"
OURS = {"owner": "construction_unit", "project": "project_name", "design": "design_unit", "constr": "contractor"}
SEED = 4711
FEW = (0, 9, 12, 20, 30, 33)  # plain, English, faint, sealed, turned, a drawing
pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason="the drawing program is not beside this checkout")


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("synth_scans", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wrong_fields(program: ModuleType, number: int) -> tuple[list[str], int]:
    """What was not read exactly from one page, and how many fields it has."""
    _, (maker, *settings), damage, _ = program.plan(SEED)[number]
    rng = random.Random(f"{SEED}/{number}")
    drawn = getattr(program, maker)(rng, *settings)
    pixels, _, _ = program.degrade(drawn.im, rng, damage, drawn.dpi)
    colour = np.ascontiguousarray(pixels[..., ::-1])
    sheet = Sheet(np.ascontiguousarray(colour.mean(axis=2).astype(np.uint8)), drawn.dpi, colour)
    engine = PpOcr()
    sheet = sheet.turned(engine.turn(sheet))
    page = Page(number=1, width=sheet.width, height=sheet.height, dpi=sheet.dpi, words=engine.read(sheet))
    scan = extract(Scan(path=Path("page.png"), name="page.png", pages=(page,)))
    read = {name: spelled(field.value) for name, field in scan.fields.items()}
    wrong = []
    for name, value in drawn.fields.items():
        name = OURS.get(name, name)
        name = "filing_no" if (name, scan.kind) == ("permit_no", "completion_filing") else name
        if read.get(name) != spelled(value):
            wrong.append(f"page {number}: {name} is {value}, read as {read.get(name)}")
    return wrong, len(drawn.fields)


def spelled(value: str) -> str:
    return re.sub(r"[\s.,;()|]", "", unicodedata.normalize("NFKC", value))


@pytest.mark.parametrize("number", FEW)
def test_every_field_of_an_unseen_page_is_read(program: ModuleType, number: int) -> None:
    wrong, _ = wrong_fields(program, number)
    assert wrong == []


@pytest.mark.slow
def test_99_of_100_fields_of_unseen_pages_are_read(program: ModuleType) -> None:
    measured = [wrong_fields(program, number) for number in range(45)]
    wrong = [each for page, _ in measured for each in page]
    assert len(wrong) <= 0.01 * sum(count for _, count in measured), wrong
