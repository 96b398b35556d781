"""How fast pages are indexed and found, by our engines and what stands beside them: `python -m benchmarks.finding`.

    --pages 10000 --pages 100000   how many (these two if left out); --large adds 1,000,000
    --whoosh                       Whoosh above 10,000 pages too: its index takes an hour at 100,000
    --only http                    one part: engines, or http
    --engine tantivy               these only; again for more
    --generator PATH               where the pages come from; see finding_corpus.py

Each engine runs in a process of its own, so that memory is its own.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import finding_pages
from benchmarks.finding_corpus import DRAWINGS, EVERYONE, GENERATOR, Questions, corpus, entry_of, pages_in
from benchmarks.finding_peers import PEERS, CannotAsk
from search.engine import Query, SearchEngine
from search.opening import KINDS, open_engine, rebuild_index
from search.query import Phrase
from search.words import plain

USUAL, LARGE = (10_000, 100_000), 1_000_000
WHOOSH_UP_TO = 10_000


def measure(name: str, file: Path, number: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="finding-") as folder:
        return (
            measure_peer(name, file, number, Path(folder))
            if name in PEERS
            else measure_ours(name, file, number, Path(folder))
        )


def measure_ours(name: str, file: Path, number: int, root: Path) -> dict[str, Any]:
    began, busy = time.perf_counter(), time.process_time()
    rebuild_index(name, root, map(entry_of, pages_in(file)), lambda _: ())
    built = about_building(number, began, busy)
    engine = open_engine(name, root)
    questions = Questions(file)
    times = {kind: milliseconds(engine.find, queries) for kind, queries in questions.asked().items()}
    times["numbers offered"] = milliseconds(
        lambda prefix: engine.numbers_beginning(prefix, EVERYONE), ["建字第3501", *DRAWINGS]
    )
    missing, extra, expected = exactness(engine, file, questions.phrases, number)
    size = size_of(root)
    one = [replace(entry_of(page), id=f"new {at}") for at, page in enumerate(islice(pages_in(file), 20))]
    times["put one page"] = milliseconds(lambda entry: engine.put([entry]), one, rounds=1)
    engine.close()
    return built | size | {"phrases missing / extra": f"{missing} / {extra} of {expected:,}"} | written(times)


def measure_peer(name: str, file: Path, number: int, root: Path) -> dict[str, Any]:
    peer = PEERS[name](root)
    began, busy = time.perf_counter(), time.process_time()
    peer.build(file)
    built = about_building(number, began, busy)
    times = {}
    for kind, queries in Questions(file).asked().items():
        try:
            times[kind] = milliseconds(peer.find, queries)
        except CannotAsk:
            continue
    return built | size_of(root) | written(times)


def about_building(number: int, began: float, busy: float) -> dict[str, Any]:
    return {
        "pages a second": f"{number / (time.perf_counter() - began):,.0f}",
        "pages a second of processor time": f"{number / (time.process_time() - busy):,.0f}",
        "memory while indexing, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def size_of(root: Path) -> dict[str, Any]:
    return {"index, MB": round(sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 1e6, 1)}


def written(times: dict[str, tuple[float, float]]) -> dict[str, str]:
    return {f"{kind}, p50 / p95 ms": f"{p50:.2f} / {p95:.2f}" for kind, (p50, p95) in times.items()}


def milliseconds(call: Callable[[Any], object], asked: Sequence[Any], rounds: int = 3) -> tuple[float, float]:
    """Median and 95th of a hundred; the first round warms up."""
    taken: list[float] = []
    for at in range(rounds):
        if at == 1:
            taken.clear()
        for each in asked:
            began = time.perf_counter()
            call(each)
            taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def exactness(engine: SearchEngine, file: Path, phrases: Sequence[str], number: int) -> tuple[int, int, int]:
    """Every phrase against a substring scan over the normal form."""
    truth: dict[str, set[str]] = {phrase: set() for phrase in phrases}
    for page in pages_in(file):
        text = plain(page["text"])
        for phrase, entries in truth.items():
            if phrase in text:
                entries.add(str(page["id"]))
    missing = extra = 0
    for phrase, entries in truth.items():
        node = Phrase(phrase, ("body",))
        found = set(engine.find(Query(node=node, audience=EVERYONE, per_page=number)).ids)
        missing += len(entries - found)
        extra += len(found - entries)
    return missing, extra, sum(map(len, truth.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, action="append")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--whoosh", action="store_true")
    parser.add_argument("--only", choices=("engines", "http"))
    parser.add_argument("--engine", choices=[*KINDS, *PEERS], action="append")
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "CORPUS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one[0], Path(asked.one[1]), asked.pages[0])))
        return
    for number in [*(asked.pages or USUAL), *([LARGE] if asked.large else [])]:
        bench(number, asked)


def bench(number: int, asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="finding-") as folder:
        file = Path(folder) / "corpus.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(page, ensure_ascii=False) + "\n" for page in corpus(number, asked.generator))
        names = asked.engine or [*names_at(number, whoosh=asked.whoosh), *PEERS]
        if asked.only != "http":
            print_table({name: in_own_process(name, file, number) for name in names}, f"{number:,} pages")
        if asked.only != "engines":
            ours = [name for name in names if name in KINDS]
            columns = {name: finding_pages.in_own_process(file, number, name) for name in ours}
            print_table(columns, f"{number:,} pages over HTTP")


def names_at(number: int, *, whoosh: bool) -> Iterator[str]:
    for name in KINDS:
        if name != "whoosh" or whoosh or number <= WHOOSH_UP_TO:
            yield name
        else:
            print(f"(Whoosh is left out at {number:,} pages: --whoosh measures it too.)")


def in_own_process(name: str, file: Path, number: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.finding", "--one", name, str(file), "--pages", str(number)]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def print_table(columns: dict[str, dict[str, Any]], title: str) -> None:
    print(f"\n| {title} | {' | '.join(columns)} |")
    print(f"|---|{'--:|' * len(columns)}")
    for row in dict.fromkeys(row for column in columns.values() for row in column):
        print(f"| {row} | {' | '.join(str(column.get(row, '–')) for column in columns.values())} |", flush=True)


if __name__ == "__main__":
    main()
