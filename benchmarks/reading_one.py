"""One page, one engine, a process of its own: `python -m benchmarks.reading_one ENGINE FILE DPI` prints JSON."""

import json
import os
import resource
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ingest.ocr.opening import open_engine
from ingest.orient import orient
from ingest.recognise import recognise
from ingest.sheet import Sheet

# Above this many pixels a page is decoded in gray only.
COLOUR_LIMIT = 20_000_000


def main() -> None:
    engine, file, dpi = sys.argv[1], sys.argv[2], int(sys.argv[3])
    Image.MAX_IMAGE_PIXELS = None
    if engine == "pytesseract default":
        text, rotation, seconds = by_pytesseract(file)
    else:
        text, rotation, seconds = by_ours(engine, file, dpi)
    print(json.dumps({"text": text, "rotation": rotation, "seconds": seconds, "megabytes": peak_megabytes()}))


def by_ours(name: str, file: str, dpi: int) -> tuple[str, int, float]:
    engine = open_engine(name)
    engine.turn(specimen())
    engine.read(specimen())
    start = processor_seconds()
    sheet, rotation = orient(load(file, dpi), engine)
    _, text = recognise(sheet, engine)
    return text, rotation, processor_seconds() - start


def by_pytesseract(file: str) -> tuple[str, int, float]:
    import pytesseract

    start = processor_seconds()
    with Image.open(file) as image:
        text = pytesseract.image_to_string(image, lang="chi_sim+eng")
    return text, 0, processor_seconds() - start


def load(file: str, dpi: int) -> Sheet:
    with Image.open(file) as image:
        if image.width * image.height <= COLOUR_LIMIT:
            return Sheet(np.asarray(image.convert("L")), dpi, np.asarray(image.convert("RGB")))
    return Sheet(np.asarray(cv2.imread(file, cv2.IMREAD_GRAYSCALE), np.uint8), dpi)


def specimen() -> Sheet:
    """A word, so that both models are loaded before the clock starts."""
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((20, 20), "SPECIMEN", font=ImageFont.load_default(48), fill=0)
    return Sheet(np.asarray(image), 110)


def peak_megabytes() -> float:
    """Of this process, or of Tesseract where that is more. The kernel's ru_maxrss of a process begins with that of its
    parent, which drew the page; so the process's own high-water mark is read."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    own = int(status["VmHWM"].split()[0])
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
