"""The programs that a city can install today, each as its own manual says: pytesseract and OCRmyPDF.

Their words and boxes become a page like ours, so that one extractor serves all. OCRmyPDF is not part of the product:
it lives in a folder of its own, from a lock of its own (`echo ocrmypdf | uv pip compile - --generate-hashes
--no-header --no-annotate --universal --python-version 3.11 -o benchmarks/peers.lock`).
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2.raw
import pytesseract
from PIL import Image

from ingest.recognise import in_lines
from ingest.scan import Page, Word
from ingest.tools import pdfium
from ingest.tools.pdf_letters import Letter, words_of
from ingest.tools.tesseract import words_of as words_of_table

LANGUAGES = "chi_sim+eng"
GUESSED_DPI = 300  # for a photograph, which does not say how large its sheet is
LOCK = Path(__file__).parent / "peers.lock"
FOLDER = Path(__file__).parent.parent / ".venv-peers"


def installed() -> Path:
    """The program ocrmypdf, installed when the lock has changed."""
    mark = FOLDER / ".installed"
    sum_of_lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not mark.is_file() or mark.read_text() != sum_of_lock:
        print(f"Installing OCRmyPDF, a peer, into {FOLDER.name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        pip = [str(FOLDER / "bin" / "pip"), "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", str(LOCK)], check=True)
        mark.write_text(sum_of_lock)
    return FOLDER / "bin" / "ocrmypdf"


def by_pytesseract(file: Path, options: str) -> Page:
    with Image.open(file) as image:
        rows = pytesseract.image_to_data(image, LANGUAGES, options, output_type=pytesseract.Output.DICT)
        return page_of(words_of_table(rows), image.width, image.height, 0)


def by_ocrmypdf(file: Path, dpi: int) -> Page:
    options = ["--output-type", "pdf", "--rotate-pages", "-l", LANGUAGES, "--jobs", "1", "--optimize", "0"]
    with TemporaryDirectory(prefix="peer-") as folder:
        made = Path(folder) / "read.pdf"
        command = [str(installed()), *options, "--image-dpi", str(dpi or GUESSED_DPI), str(file), str(made)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"OCRmyPDF: {done.stderr[-300:]}", file=sys.stderr)
            return page_of([], 1, 1, 0)
        return layer_of(made, dpi or GUESSED_DPI)


def layer_of(file: Path, dpi: int) -> Page:
    """The page with the words that were laid unseen under its picture."""
    with pdfium.opened(file) as document, pdfium.turned_to(document, 1) as drawn:
        width, height = (round(side / pdfium.POINTS_PER_INCH * dpi) for side in drawn.get_size())
        page = Page(number=1, width=width, height=height)
        return page_of(list(words_of(tuple(letters(drawn, page)), page)), width, height, -drawn.get_rotation() % 360)


def letters(drawn: pdfium.PdfPage, page: Page) -> Iterator[Letter]:
    layer, here, raw = drawn.get_textpage(), pdfium.Ruler(drawn, page), pypdfium2.raw
    for index in range(layer.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(layer, index) or 0xFFFD)
        implied = raw.FPDFText_IsGenerated(layer, index) == 1
        box = None if implied else here.box(*layer.get_charbox(index))
        yield Letter(sign, box, here.direction(raw.FPDFText_GetCharAngle(layer, index)) if box else 0)


def page_of(words: list[Word], width: int, height: int, rotation: int) -> Page:
    ordered, text = in_lines(words) if words else ((), "")
    return Page(number=1, width=width, height=height, rotation=rotation, words=ordered, text=text)
