"""The sample shelf: real files in the formats they claim, the same for the same seed, saying what their truth says."""

from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from archives.demo import SHELF, Sample, draw_shelf, paper
from archives.errors import Unavailable
from ingest.extract import extract
from ingest.ocr.ppocr import PpOcr
from ingest.scan import Page, Scan
from ingest.sheet import Sheet

QUICK = ("01-", "02-", "03-", "05-", "07-")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    assert [path.name for path in draw_shelf(folder)] == [sample.file for sample in SHELF]
    return folder


def test_the_shelf_is_small_and_its_files_are_what_their_names_say(shelf: Path) -> None:
    assert sum(path.stat().st_size for path in shelf.iterdir()) < 15_000_000
    formats = {}
    for path in shelf.iterdir():
        if path.suffix != ".pdf":
            with Image.open(path) as image:
                formats[path.name[:2]] = (image.format, image.mode, round(image.info["dpi"][0]))
    assert formats == {
        "01": ("JPEG", "RGB", 300),
        "02": ("PNG", "P", 200),
        "03": ("JPEG", "RGB", 300),
        "04": ("TIFF", "1", 300),
        "05": ("JPEG", "RGB", 300),
        "07": ("JPEG", "RGB", 200),
    }


def test_the_sheets_have_the_sizes_of_their_papers(shelf: Path) -> None:
    with Image.open(shelf / "04-建施-06.tif") as a1:
        assert [round(side / 300 * 25.4) for side in a1.size] == [841, 594]
    volume = pypdfium2.PdfDocument(shelf / "06-竣工验收文件.pdf")
    assert len(volume) == 10
    assert [round(side / 72 * 25.4) for side in volume[0].get_size()] == [210, 297]
    volume.close()


def test_the_same_seed_draws_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    def drawn(seed: int, sample: Sample) -> str:
        path = sample.draw(tmp_path / sample.file, Random(seed))
        return sha256(path.read_bytes()).hexdigest()

    for sample in (SHELF[1], SHELF[5]):
        assert drawn(1, sample) == drawn(1, sample)
    assert drawn(2, SHELF[1]) != drawn(1, SHELF[1])


def test_without_its_font_the_shelf_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paper, "_FONT_FOLDERS", (tmp_path,))
    paper.font.cache_clear()
    paper._font_file.cache_clear()
    with pytest.raises(Unavailable, match="fonts-noto-cjk"):
        next(draw_shelf(tmp_path / "shelf"))


def _read(path: Path) -> Scan:
    engine = PpOcr()
    pages = []
    for number, (image, dpi) in enumerate(_pictures(path), 1):
        colour = None if image.mode in ("1", "L") else np.asarray(image.convert("RGB"))
        sheet = Sheet(np.asarray(image.convert("L")), dpi, colour)
        words = engine.read(sheet)
        pages.append(Page(number=number, width=sheet.width, height=sheet.height, dpi=dpi, words=words))
    return extract(Scan(path=path, name=path.name, pages=tuple(pages)))


def _pictures(path: Path) -> list[tuple[Image.Image, int]]:
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        pictures = [(page.render(scale=200 / 72).to_pil(), 200) for page in pdf]
        pdf.close()
        return pictures
    with Image.open(path) as image:
        image.load()
        return [(image.copy(), round(image.info["dpi"][0]))]


@pytest.mark.parametrize(
    "sample",
    [
        pytest.param(sample, id=sample.file[:2], marks=() if sample.file.startswith(QUICK) else pytest.mark.slow)
        for sample in SHELF
    ],
)
def test_every_sheet_of_the_shelf_is_read_as_it_was_written(shelf: Path, sample: Sample) -> None:
    Image.MAX_IMAGE_PIXELS = None
    scan = _read(shelf / sample.file)
    assert scan.kind == sample.kind
    got = {name: field.value.replace(",", "，") for name, field in scan.fields.items() if name in sample.fields}
    assert got == dict(sample.fields)
