"""A field together with the place it was read from, and how likely its value is right."""

from collections.abc import Sequence

from ingest.fields.calibration import probability
from ingest.fields.imprinted import is_sealed
from ingest.fields.runs import Run
from ingest.fields.validators import verdict
from ingest.scan import Box, Field, Grounds, Page


def union(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.w for box in boxes), max(box.y + box.h for box in boxes)
    return Box(x, y, right - x, bottom - y)


def legibility(runs: Sequence[Run]) -> float:
    """The engine's confidence in the word it is least sure of: one doubtful word makes the value doubtful."""
    return min(run.word.confidence for run in runs)


def described(
    page: Page,
    name: str,
    value: str,
    raw: str,
    runs: Sequence[Run],
    trust: float,
    rule: str,
    *,
    certainty: float = 1.0,
    rival: float = 0.0,
    otherwise: str = "",
) -> Field:
    """`trust` is that in the rule, `certainty` the validator's; `otherwise` and `rival` the second candidate."""
    grounds = Grounds(
        weakest=legibility(runs),
        place=trust,
        looks=certainty,
        rival=rival,
        verdict=verdict(name, value),
        pieces=len(runs),
        sealed=is_sealed([run.box for run in runs], page.seals) or any(run.word.otherwise for run in runs),
    )
    return Field(
        name=name,
        value=value,
        raw=_as_printed(raw, runs),
        page=page.number,
        box=union([run.box for run in runs]),
        confidence=probability(name, grounds),
        rule=rule,
        otherwise=otherwise,
        grounds=grounds,
    )


def _as_printed(raw: str, runs: Sequence[Run]) -> str:
    """The engine's own text where the value is whole words; what was matched in it where it is a part."""
    whole = all(run.begins == 0 and run.ends == 1 for run in runs)
    if whole and raw == "".join(run.text for run in runs):
        return "".join(run.word.text for run in runs)
    return raw
