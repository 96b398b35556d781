"""A file at the gate: what is made of it before the catalogue hears of it."""

from dataclasses import dataclass
from pathlib import Path

from archives.intake.model import Outcome
from archives.store import Receipt
from archives.tools import Tools
from ingest.limits import Limits
from ingest.problems import Problem, Quarantined, Refused
from ingest.reader import Inspection, inspect

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the gate and the store made of a file, before the catalogue hears of it."""

    name: str
    size: int
    outcome: Outcome
    reasons: tuple[dict[str, object], ...] = ()
    inspection: Inspection | None = None
    receipt: Receipt | None = None


def judge(tools: Tools, path: Path, name: str) -> Judged:
    size = path.stat().st_size
    shown = name[:LONGEST_NAME] or path.name
    try:
        inspection = inspect(path, name, Limits(file_bytes=tools.settings.largest_file))
    except Refused as refusal:
        return Judged(name=shown, size=size, outcome=Outcome.REFUSED, reasons=(_reason(refusal),))
    except Quarantined as fault:
        receipt = tools.store.keep(path, name)
        return Judged(name=shown, size=size, outcome=Outcome.QUARANTINED, reasons=(_reason(fault),), receipt=receipt)
    return Judged(
        name=shown,
        size=size,
        outcome=Outcome.KEPT,
        reasons=tuple({"template": warning, "values": {}} for warning in inspection.warnings),
        inspection=inspection,
        receipt=tools.store.keep(path, name),
    )


def _reason(problem: Problem) -> dict[str, object]:
    values = {name: value if isinstance(value, int | float) else str(value) for name, value in problem.values.items()}
    return {"template": problem.template, "values": values}
