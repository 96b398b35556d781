"""One sheet cut by one method, in a process of its own: `python -m benchmarks.viewing_one METHOD FILE TARGET`."""

import json
import resource
import sys
import time
from pathlib import Path

from PIL import Image

from ingest.tiling import ToCut, cut

TILE = 512


def main() -> None:
    method, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    start = time.perf_counter()
    if method == "archives":
        assert cut(source, "sheet.tif", "image/tiff", [ToCut(1, 0, target)]) == [1]
    else:
        by_pillow(source, target)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "mebibytes": peak_of_child() if method == "archives" else peak()}))


def by_pillow(source: Path, target: Path) -> None:
    Image.MAX_IMAGE_PIXELS = None
    target.mkdir()
    with Image.open(source) as image:
        level = image.convert("L") if image.mode == "1" else image.copy()
    halvings = 0
    while True:
        for y in range(0, level.height, TILE):
            for x in range(0, level.width, TILE):
                tile = level.crop((x, y, min(x + TILE, level.width), min(y + TILE, level.height)))
                tile.save(target / f"{halvings}-{x}-{y}.jpg", quality=80)
        if max(level.size) <= TILE:
            return
        level, halvings = level.reduce(2), halvings + 1


def peak_of_child() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def peak() -> float:
    """The process's own high-water mark: ru_maxrss begins with that of its parent, which drew the sheets."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    main()
