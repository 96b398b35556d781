"""A file at the gate: what is made of it before the catalogue hears of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from archives.intake.model import Outcome
from ingest.limits import Limits
from ingest.problems import N_, Problem, Quarantined, Refused
from ingest.reader import Inspection, inspect
from ingest.tools.clamd import NOT_SCANNED, Clamd, Verdict, VirusCheck

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the gate made of a file, before the store and the catalogue hear of it."""

    name: str
    size: int
    outcome: Outcome
    reasons: tuple[dict[str, object], ...] = ()
    inspection: Inspection | None = None
    virus: Verdict = NOT_SCANNED


def judge(path: Path, name: str, largest_file: int, clamd: Clamd | None = None) -> Judged:
    """First the virus scanner, which only gets bytes; then the child that opens the file."""
    virus = clamd.scan(path) if clamd is not None and path.stat().st_size else NOT_SCANNED
    return replace(_judge(path, name, largest_file, virus), virus=virus)


def _judge(path: Path, name: str, largest_file: int, virus: Verdict) -> Judged:
    size = path.stat().st_size
    shown = name[:LONGEST_NAME] or path.name
    try:
        if virus.outcome is VirusCheck.INFECTED:
            raise Quarantined(N_("The virus check reports: %(signature)s."), signature=virus.detail)  # noqa: TRY301
        inspection = inspect(path, name, Limits(file_bytes=largest_file))
    except Refused as refusal:
        return Judged(name=shown, size=size, outcome=Outcome.REFUSED, reasons=(_reason(refusal),))
    except Quarantined as fault:
        return Judged(name=shown, size=size, outcome=Outcome.QUARANTINED, reasons=(_reason(fault),))
    return Judged(
        name=shown,
        size=size,
        outcome=Outcome.KEPT,
        reasons=tuple({"template": warning, "values": {}} for warning in inspection.warnings),
        inspection=inspection,
    )


def _reason(problem: Problem) -> dict[str, object]:
    values = {name: value if isinstance(value, int | float) else str(value) for name, value in problem.values.items()}
    return {"template": problem.template, "values": values}
