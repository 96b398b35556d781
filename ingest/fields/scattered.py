"""Labels whose letters were found one by one (建 设 单 位, or PERMIT NO.) put together again."""

from ingest.fields import labels
from ingest.fields.lettering import is_han, key
from ingest.fields.runs import Run

KNOWN: frozenset[str] = frozenset(key(label) for label in labels.EVERY)
_BEGINNINGS = frozenset(label[:length] for label in KNOWN for length in range(1, len(label)))


def joined(runs: list[Run]) -> list[Run]:
    ordered = sorted(runs, key=lambda run: (run.x, run.y))
    gone: set[int] = set()
    made: list[Run] = []
    for number, run in enumerate(ordered):
        if number in gone or run.key not in _BEGINNINGS:
            continue
        chain = _chain(run, number, ordered, gone)
        if chain:
            gone.update(chain)
            made.append(_one([ordered[each] for each in chain]))
    return [run for number, run in enumerate(ordered) if number not in gone] + made


def _chain(run: Run, number: int, ordered: list[Run], gone: set[int]) -> list[int]:
    chain, text = [number], run.key
    best: list[int] = []
    last = run
    while True:
        follows = [
            other
            for other in range(number + 1, len(ordered))
            if other not in gone and other not in chain and _beside(last, ordered[other])
        ]
        if not follows:
            return best
        nearest = min(follows, key=lambda other: ordered[other].x)
        chain, text, last = [*chain, nearest], text + ordered[nearest].key, ordered[nearest]
        if text.rstrip(":") in KNOWN:
            best = list(chain)
        if text not in _BEGINNINGS:
            return best


def _beside(left: Run, right: Run) -> bool:
    widest = 4.0 if len(left.key) <= 2 and is_han(left.key[0]) else 1.2
    return (
        -0.3 * left.h <= right.x - left.right <= widest * left.h
        and abs(right.middle - left.middle) < 0.5 * left.h
        and 0.6 < right.h / left.h < 1.6
    )


def _one(runs: list[Run]) -> Run:
    first, last = runs[0], runs[-1]
    gap = "" if is_han(first.key[0]) else " "
    y, bottom = min(run.y for run in runs), max(run.bottom for run in runs)
    return Run(gap.join(run.text for run in runs), first.x, y, last.right - first.x, bottom - y, first.word)
