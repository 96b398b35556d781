"""One sheet, one reader, a process of its own: `python -m benchmarks.reading_one READER FILE DPI` prints JSON.

The clock of our engines and of the peers runs from the file to its words, models loaded before; that of
`archives read` from the command to the fields, with every start and every model.
"""

import json
import os
import resource
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks import peers
from ingest import reader
from ingest.leaves import leaves
from ingest.ocr.engine import OcrEngine
from ingest.ocr.opening import open_engine
from ingest.pipeline import opened, read_words, set_upright
from ingest.scan import Page, Scan, Workbench
from ingest.sheet import Sheet
from ingest.wire import pack_page

OURS = ("ppocr", "tesseract")
FIELDS_FIRST, WHOLE = "ppocr, fields first", "archives read"
PEERS = ("pytesseract default", "pytesseract with dpi", "OCRmyPDF")
READERS = (*OURS, FIELDS_FIRST, WHOLE, *PEERS)


def main() -> None:
    name, file, dpi = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    Image.MAX_IMAGE_PIXELS = None
    engine = None
    if name in (*OURS, FIELDS_FIRST):
        engine = open_engine(name.removesuffix(", fields first"))
        engine.turn(specimen())
        engine.read(specimen())
    start = processor_seconds()
    page = by_ours(file, engine, name == FIELDS_FIRST) if engine else by_program(name, file, dpi)
    seconds = processor_seconds() - start
    own = name in OURS or name == FIELDS_FIRST
    print(json.dumps({"page": pack_page(page), "seconds": seconds, "megabytes": peak_megabytes(own)}))


def by_ours(file: Path, engine: OcrEngine, fields_first: bool) -> Page:
    bench = Workbench(engine=engine, fields_first=fields_first)
    scan = opened(Scan(path=file, name=file.name), bench)
    with leaves(scan, bench) as turn_to:
        return read_words(set_upright(turn_to(scan.pages[0]), bench), bench).page


def by_program(name: str, file: Path, dpi: int) -> Page:
    if name == WHOLE:
        return next(page for page in reader.read(file, file.name) if isinstance(page, Page))
    if name == "OCRmyPDF":
        return peers.by_ocrmypdf(file, dpi)
    return peers.by_pytesseract(file, f"--dpi {dpi or peers.GUESSED_DPI}" if name.endswith("dpi") else "")


def specimen() -> Sheet:
    """A word, so that both models are loaded before the clock starts."""
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((20, 20), "SPECIMEN", font=ImageFont.load_default(48), fill=0)
    return Sheet(np.asarray(image), 110)


def peak_megabytes(own: bool) -> float:
    """Of this process, or of the largest of those it started. The kernel's ru_maxrss of a process begins with that of
    its parent, which drew the page; so the process's own high-water mark is read."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return max(int(status["VmHWM"].split()[0]) if own or not children else 0, children) / 1024


def processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
