"""How well, how fast and with how much memory sheets are read: `python -m benchmarks.reading --help`.

Three sets of sheets, each with its truth: those of a generator beside the checkout, hard ones drawn by the benchmark,
and real ones. Each sheet is read by each reader in a process of its own, from the image file to the words; loading
the models is not counted, starting a program is. Beside our engines stand pytesseract as it comes, pytesseract told
the resolution, and OCRmyPDF. The fields are worked out by the same extractor from everybody's words and boxes.
The table goes to standard output as Markdown, raw results as JSON into benchmarks/out/.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import peers, real, synth
from benchmarks.hard import pages
from benchmarks.reading_one import READERS
from benchmarks.scoring import error_rate, is_right, plain, share_found
from benchmarks.sheets import SETS, Sheet
from benchmarks.tables import table
from ingest.extract import extract
from ingest.scan import Scan
from ingest.wire import unpack_page

OUT = Path(__file__).parent / "out"
SEED = 20240611
LONGEST = 900


@dataclass(frozen=True)
class Result:
    """One sheet as one reader read it. `missing` and `wrong` are the fields not right, as (name, truth, read)."""

    set: str
    category: str
    sheet: str
    reader: str
    seconds: float
    megabytes: float
    found: float
    errors: float
    upright: bool
    kind_right: bool
    fields: int
    missing: tuple[tuple[str, str, str], ...]
    wrong: tuple[tuple[str, str, str], ...]


def main() -> None:
    options = arguments()
    readers = options.reader or READERS
    if "OCRmyPDF" in readers:
        peers.installed()
    results = []
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        for sheet in sheets(options.set, options.seed, Path(folder), options.quick):
            for reader in readers:
                results.append(measured(sheet, reader))
                print(results[-1], file=sys.stderr, flush=True)
            sheet.path.unlink()
    OUT.mkdir(exist_ok=True)
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    raw = {"seed": options.seed, "set": options.set, "results": [asdict(each) for each in results]}
    (OUT / f"reading-{stamp}.json").write_text(json.dumps(raw, ensure_ascii=False, indent=1))
    print(table(results))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--quick", action="store_true", help="one sheet of each category")
    parser.add_argument("--set", choices=(*SETS, "all"), default="all")
    parser.add_argument("--reader", choices=READERS, action="append", help="only this one; may be given several times")
    return parser.parse_args()


def sheets(chosen: str, seed: int, folder: Path, quick: bool) -> Iterator[Sheet]:
    """One sheet after the other, drawn when its turn comes; its file may be deleted once it is read."""
    if chosen in ("synth", "all"):
        yield from synth.sheets(seed, folder, quick)
    if chosen in ("hard", "all"):
        yield from pages.sheets(seed, folder, 1 if quick else pages.OF_EACH)
    if chosen in ("real", "all"):
        yield from real.sheets(folder, quick)


def measured(sheet: Sheet, reader: str) -> Result:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.reading_one", reader, str(sheet.path), str(sheet.dpi)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=environment, timeout=LONGEST)
    read = json.loads(done.stdout)
    page = unpack_page(read["page"])
    scan = extract(Scan(path=sheet.path, name=sheet.path.name, pages=(page,)))
    values = {name: found.value for name, found in scan.fields.items()}
    amiss = [(name, truth, values.get(name, "")) for name, truth in sheet.fields.items()]
    amiss = [each for each in amiss if not is_right(each[2], each[1])]
    text = plain(page.text)
    return Result(
        set=sheet.set,
        category=sheet.category,
        sheet=sheet.name,
        reader=reader,
        seconds=read["seconds"],
        megabytes=read["megabytes"],
        found=share_found(sheet.lines, text),
        errors=error_rate(sheet.block, text),
        upright=page.rotation == sheet.rotation,
        kind_right=not sheet.kind or scan.kind == sheet.kind,
        fields=len(sheet.fields),
        missing=tuple(each for each in amiss if not each[2]),
        wrong=tuple(each for each in amiss if each[2]),
    )


if __name__ == "__main__":
    main()
