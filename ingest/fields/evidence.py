"""A field together with the place it was read from."""

from collections.abc import Sequence

from ingest.fields.runs import Run
from ingest.scan import Box, Field, Page


def union(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.w for box in boxes), max(box.y + box.h for box in boxes)
    return Box(x, y, right - x, bottom - y)


def legibility(runs: Sequence[Run]) -> float:
    """The engine's confidence over all runs, the long ones counting more."""
    weight = sum(len(run.text) or 1 for run in runs)
    return sum(run.word.confidence * (len(run.text) or 1) for run in runs) / weight


def described(page: Page, name: str, value: str, raw: str, runs: Sequence[Run], trust: float, rule: str) -> Field:
    return Field(
        name=name,
        value=value,
        raw=_as_printed(raw, runs),
        page=page.number,
        box=union([run.box for run in runs]),
        confidence=round(max(0.0, min(1.0, legibility(runs) * trust)), 4),
        rule=rule,
    )


def _as_printed(raw: str, runs: Sequence[Run]) -> str:
    """The engine's own text where the value is whole words; what was matched in it where it is a part."""
    whole = all(run.begins == 0 and run.ends == 1 for run in runs)
    if whole and raw == "".join(run.text for run in runs):
        return "".join(run.word.text for run in runs)
    return raw
