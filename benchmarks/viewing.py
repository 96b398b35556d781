"""How fast sheets are cut into tiles and tiles sent: `python -m benchmarks.viewing [--large] [--tiles 300]`.

The sheets are drawn here, A0 at 300 dpi, and with --large four of them as one of 560 megapixels. Beside the cutting
stands Pillow; beside the tiles an empty answer of the same server and, where `iipsrv.fcgi` is installed (Debian's
iipimage-server, or named by IIPSRV), that server on the very same files, asked over FastCGI.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archives.viewing.images import image
from archives.viewing.wanted_image import Wanted
from benchmarks.viewing_peers import IipServer, program
from benchmarks.viewing_server import Clients, Server
from benchmarks.viewing_sheets import draw_sheets
from ingest.tools.cutting import Part
from ingest.tools.tiles import Pyramid, pyramid_at

NAME = "王规划 2026-11-27 10:40"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="a sheet of 560 megapixels, too")
    parser.add_argument("--tiles", type=int, default=300, help="how many tiles are asked for of each sheet")
    parser.add_argument("--clients", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="viewing-") as folder:
        sheets = draw_sheets(Path(folder), large=asked.large)
        print("| sheet | cut by | seconds | peak MiB | MB | × original |\n|---|---|--:|--:|--:|--:|")
        files = {sheet: cutting(sheet) for sheet in sheets}
        print("\n| tiles of | sent by | p50 ms | p95 ms | kB |\n|---|---|--:|--:|--:|")
        for sheet in sheets:
            in_process(sheet.stem, files[sheet], asked.tiles)
        print(f"\n| over HTTP, {asked.clients} clients | p50 ms | p95 ms | p95 ÷ empty | server CPU ms |")
        print("|---|--:|--:|--:|--:|")
        over_http(files, asked.tiles, asked.clients)


def cutting(sheet: Path) -> Path:
    """By us and by Pillow, each in a process of its own; gives the file of our tiles."""
    ours = sheet.with_suffix(".tiles-0.tif")
    for method, target in (("archives", ours), ("Pillow", sheet.with_suffix(".pillow"))):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.viewing_one", method, str(sheet), str(target)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
        size = sum(each.stat().st_size for each in made_of(target))
        times = size / sheet.stat().st_size
        row = sheet.stem, method, f"{told['seconds']:.1f}", f"{told['mebibytes']:.0f}", f"{size / 1e6:.1f}"
        print(f"| {' | '.join(row)} | {times:.2f} |", flush=True)
    return ours


def made_of(target: Path) -> Iterator[Path]:
    if target.is_dir():
        return target.iterdir()
    return target.parent.glob(f"{target.stem}*{target.suffix}")


def in_process(name: str, tiles: Path, count: int) -> None:
    pyramid = pyramid_at(tiles)
    assert pyramid is not None
    kind = "png" if pyramid.is_bilevel else "jpg"
    places = list(tiles_of(pyramid, count))
    ways: dict[str, Callable[[Part], bytes]] = {
        "archives": lambda part: image(pyramid, Wanted(part, kind)),
        "archives, with the reader's name": lambda part: image(pyramid, Wanted(part, kind), NAME),
    }
    with peer(pyramid) as iip:
        if iip:
            ways |= {"iipsrv, JTL": iip.jtl, "iipsrv, IIIF": iip.iiif}
        taken: dict[str, list[float]] = {way: [] for way in ways}
        sizes = dict.fromkeys(ways, 0)
        for part in places:
            for way in random.sample(list(ways), len(ways)):
                start = time.perf_counter()
                sizes[way] += len(ways[way](part))
                taken[way].append((time.perf_counter() - start) * 1000)
    for way, times in taken.items():
        row = name, way, f"{share(times, 0.5):.2f}", f"{share(times, 0.95):.2f}", f"{sizes[way] / count / 1e3:.1f}"
        print(f"| {' | '.join(row)} |", flush=True)


@contextmanager
def peer(pyramid: Pyramid) -> Iterator[IipServer | None]:
    """It knows the fax code and 4-bit grays of bilevel sheets only in part, so it is asked for the others."""
    if pyramid.is_bilevel or program() is None:
        yield None
        return
    with IipServer(pyramid) as server:
        yield server


def over_http(files: dict[Path, Path], count: int, clients: int) -> None:
    with Server({sheet.stem: tiles for sheet, tiles in files.items()}) as server:
        asking = Clients(server.port, clients, count)
        for cookie, who in (("", "a visitor"), (server.cookie, "signed in")):
            floor = asking.times(["/empty"], cookie)
            report(f"{who}: empty answer", asking, floor, floor)
            checked = asking.times([f"/checked/{record}" for record in server.records.values()], cookie)
            report(f"{who}: empty answer, the right asked for", asking, checked, floor)
            for sheet, tiles in files.items():
                addresses = addresses_in(tiles, server.records[sheet.stem], count)
                asking.times(addresses, cookie)  # the second reader finds the tiles at the edges made
                report(f"{who}: {sheet.stem}", asking, asking.times(addresses, cookie), floor)
        named = addresses_in(
            next(tiles for sheet, tiles in files.items() if "colour" in sheet.stem), server.closed, count
        )
        report("reading room: colour, with the reader's name", asking, asking.times(named, server.cookie), floor)


def addresses_in(tiles: Path, record: str, count: int) -> list[str]:
    pyramid = pyramid_at(tiles)
    assert pyramid is not None
    return [address(record, part, pyramid) for part in tiles_of(pyramid, count)]


def address(record: str, part: Part, pyramid: Pyramid) -> str:
    kind = "png" if pyramid.is_bilevel else "jpg"
    return f"/iiif/image/{record}-1/{part.x},{part.y},{part.w},{part.h}/{part.width},{part.height}/0/default.{kind}"


def tiles_of(pyramid: Pyramid, count: int) -> Iterator[Part]:
    """As a reader asks: mostly at full size, at every place alike."""
    chance = random.Random(7)
    weights = [max(1, 2 ** (3 - at)) for at in range(len(pyramid.levels))]
    for at in chance.choices(range(len(pyramid.levels)), weights, k=count):
        level = pyramid.levels[at]
        column, row = chance.randrange(level.columns), chance.randrange(level.rows)
        side = level.side << at
        x, y = column * side, row * side
        extent = min(side, pyramid.width - x), min(side, pyramid.height - y)
        yield Part(x, y, *extent, *level.extent(column, row))


def report(name: str, asking: Clients, times: list[float], floor: list[float]) -> None:
    p50, p95 = share(times, 0.5), share(times, 0.95)
    row = f"{p50:.2f}", f"{p95:.2f}", f"{p95 / share(floor, 0.95):.2f}", f"{asking.processor_ms:.2f}"
    print(f"| {name} | {' | '.join(row)} |", flush=True)


def share(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


if __name__ == "__main__":
    os.environ.setdefault("VIPS_CONCURRENCY", "1")
    main()
