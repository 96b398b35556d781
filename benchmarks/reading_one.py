"""One page, one engine, a process of its own: `python -m benchmarks.reading_one ENGINE FILE DPI` prints JSON."""

import json
import os
import resource
import sys

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
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(json.dumps({"text": text, "rotation": rotation, "seconds": seconds, "megabytes": peak}))


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
        if image.width * image.height > COLOUR_LIMIT:
            image.draft("L", None)
            return Sheet(np.asarray(image.convert("L")), dpi)
        return Sheet(np.asarray(image.convert("L")), dpi, np.asarray(image.convert("RGB")))


def specimen() -> Sheet:
    """A word, so that both models are loaded before the clock starts."""
    image = Image.new("L", (400, 100), 255)
    ImageDraw.Draw(image).text((20, 20), "SPECIMEN", font=ImageFont.load_default(48), fill=0)
    return Sheet(np.asarray(image), 110)


def processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
