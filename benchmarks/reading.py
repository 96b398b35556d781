"""How well, how fast and with how much memory the engines read: `python -m benchmarks.reading [--seed N] [--quick]`.

The pages come from the generator beside the checkout, which knows the truth of each. Each page is read in a process
of its own, from the image file to the text; loading the models is not counted, starting Tesseract is. pytesseract with
its defaults, given the image as it is, is the peer in the same run. CER is that of the title block on drawings.
"""

import argparse
import importlib.util
import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

GENERATOR = Path(__file__).resolve().parents[2] / "shared" / "tools" / "synth_scans.py"
ENGINES = ("ppocr", "tesseract", "pytesseract default")
# One page each of: clean, English, degraded, stamped and rotated permit, A3, rotated A3, A1, A0.
QUICK = (0, 9, 10, 20, 27, 33, 41, 50, 56)
SEED = 20240611


@dataclass(frozen=True)
class Result:
    category: str
    engine: str
    seconds: float
    megabytes: float
    found: float
    errors: float
    upright: bool


def main() -> None:
    options = arguments()
    if not GENERATOR.is_file():
        sys.exit(f"The page generator is not at {GENERATOR}.")
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        results = []
        for page in draw(options.seed, Path(folder), QUICK if options.quick else None):
            for engine in ENGINES:
                results.append(measured(page, engine))
                print(results[-1], file=sys.stderr, flush=True)
            (Path(folder) / page["file"]).unlink()
    print(table(results))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--quick", action="store_true", help="one page of each kind")
    return parser.parse_args()


def draw(seed: int, folder: Path, chosen: tuple[int, ...] | None) -> Iterator[dict[str, Any]]:
    """Pages with their truth, one after the other."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    generator = loaded(GENERATOR)
    makers = {"permit": generator.permit, "permit_en": generator.permit_en, "drawing": generator.drawing}
    for number, (category, (maker, *wishes), spoiled, _) in enumerate(generator.plan(seed)):
        if chosen is None or number in chosen:
            chance = random.Random(f"{seed}/{number}")
            page = makers[maker](chance, *wishes)
            pixels, _, rotation = generator.degrade(page.im, chance, spoiled, page.dpi)
            path = folder / f"{number:03d}.jpg"
            Image.fromarray(pixels[..., ::-1]).save(path, dpi=(page.dpi, page.dpi), quality=80)
            found = {"lines": page.lines, "block": page.tb or page.lines}
            yield {"file": str(path), "category": category, "dpi": page.dpi, "rotation": rotation, **found}


def loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(page: dict[str, Any], engine: str) -> Result:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.reading_one", engine, page["file"], str(page["dpi"])]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment, timeout=600)
    read = json.loads(done.stdout)
    text = plain(read["text"])
    return Result(
        category=page["category"],
        engine=engine,
        seconds=read["seconds"],
        megabytes=read["megabytes"],
        found=share_found(page["lines"], text),
        errors=error_rate(page["block"], text),
        upright=read["rotation"] == page["rotation"],
    )


def plain(text: str) -> str:
    """As it is compared: compatibility forms folded, no blanks within a line."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    return "\n".join("".join(line.split()).replace("—", "-") for line in lines)


def share_found(lines: list[str], text: str) -> float:
    """How many of the strings of the sheet are in the text, each as often as it was drawn."""
    wanted = Counter(plain(line) for line in lines)
    return sum(min(times, text.count(line)) for line, times in wanted.items()) / wanted.total()


def error_rate(lines: list[str], text: str) -> float:
    """Characters wrong: each true line against the stretch of the text that is nearest to it."""
    return sum(distance(plain(line), text) for line in lines) / sum(len(plain(line)) for line in lines)


def distance(line: str, text: str) -> int:
    """The smallest edit distance of a line to any stretch of a text."""
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    steps = np.arange(len(letters) + 1)
    row = np.zeros(len(letters) + 1, int)
    for i, letter in enumerate(line, 1):
        following = np.append(i, np.minimum(row[:-1] + (letters != ord(letter)), row[1:] + 1))
        row = np.minimum.accumulate(following - steps) + steps
    return int(row.min())


def table(results: list[Result]) -> str:
    rows = [
        "| pages | engine | n | CPU s a page | pages a minute and core | peak MB | strings found | CER | upright |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for category in dict.fromkeys(result.category for result in results):
        for engine in ENGINES:
            rows.append(row_of([r for r in results if (r.category, r.engine) == (category, engine)]))
    return "\n".join(rows)


def row_of(results: list[Result]) -> str:
    seconds = mean(result.seconds for result in results)
    cells = (
        results[0].category,
        results[0].engine,
        len(results),
        f"{seconds:.2f}",
        f"{60 / seconds:.0f}",
        f"{max(result.megabytes for result in results):.0f}",
        f"{mean(result.found for result in results):.1%}",
        f"{mean(result.errors for result in results):.3f}",
        f"{sum(result.upright for result in results)}/{len(results)}",
    )
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
