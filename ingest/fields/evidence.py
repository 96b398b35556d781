"""A field together with the place it was read from, and how likely its value is right."""

from collections.abc import Sequence

from ingest.fields.runs import Run
from ingest.scan import Box, Field, Page

# How much a rival as strong as the value itself takes away: two equal candidates are right about every other time.
CONTESTED = 0.4


def union(boxes: Sequence[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.w for box in boxes), max(box.y + box.h for box in boxes)
    return Box(x, y, right - x, bottom - y)


def legibility(runs: Sequence[Run]) -> float:
    """The engine's confidence over all runs, the long ones counting more."""
    weight = sum(len(run.text) or 1 for run in runs)
    return sum(run.word.confidence * (len(run.text) or 1) for run in runs) / weight


def confidence(*, recognition: float, rule: float, validator: float = 1.0, rival: float = 0.0) -> float:
    """The probability that a value is right: the only place where what speaks for and against it is put together.

    `recognition` is how well the letters were read, `rule` how surely this is the field's place, `validator` how much
    the text looks like such a value, `rival` how strong another candidate is beside it (0 none, 1 as strong).
    """
    composed = recognition * rule * validator * (1 - CONTESTED * rival**2)
    return round(max(0.0, min(1.0, composed)), 4)


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
    return Field(
        name=name,
        value=value,
        raw=_as_printed(raw, runs),
        page=page.number,
        box=union([run.box for run in runs]),
        confidence=confidence(recognition=legibility(runs), rule=trust, validator=certainty, rival=rival),
        rule=rule,
        otherwise=otherwise,
    )


def _as_printed(raw: str, runs: Sequence[Run]) -> str:
    """The engine's own text where the value is whole words; what was matched in it where it is a part."""
    whole = all(run.begins == 0 and run.ends == 1 for run in runs)
    if whole and raw == "".join(run.text for run in runs):
        return "".join(run.word.text for run in runs)
    return raw
