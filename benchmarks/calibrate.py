"""Fits the confidence of fields to what is right: `python -m benchmarks.calibrate [--collect] [--write]`.

Readings of sheets with known truth are kept in benchmarks/out/readings (`--collect` reads those that are missing).
The seeds are parted: some are fitted on, the others only judge. The weights are those with the greatest likelihood,
held near a prior where there is little to go by, and never of the wrong sign. `--write` puts them into
ingest/fields/calibration.py between its two marks; without it only the tables are printed.
"""

import argparse
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import readings, synth
from benchmarks.hard import pages
from benchmarks.scoring import is_right
from benchmarks.sheets import Sheet
from ingest.extract import extract
from ingest.fields import calibration
from ingest.fields.validators import Verdict
from ingest.ocr.opening import open_engine
from ingest.scan import Grounds, Page, Scan

SYNTH_SEEDS = (101, 102, 103, 104, 201, 202, 203)
HARD_SEEDS = (11, 12, 13, 21, 22, 23)
HELD_OUT = (201, 202, 203, 21, 22, 23)
UP_TO_A2 = range(50)  # the numbers of the generator's sheets; the larger ones take long and say the same
WEIGHTS = ("CLARITY", "PLACE", "LOOKS", "RIVAL", "PIECES", "SEALED")
PRIOR = np.array([1.6, -1.5, -4.0, -2.0, -1.0, -0.7])
STIFFNESS = np.array([0.5, 300.0, 1.0, 1.0, 1.0, 1.0])  # how firmly the prior holds each weight
SIGNS = np.sign(PRIOR)
BASES_ALIKE = 1.0  # how firmly the groups are held together
STEPS, STEP = 6000, 0.5
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01)


@dataclass(frozen=True)
class Case:
    """One value that was given for a field of known truth."""

    sheet: Sheet
    field: str
    grounds: Grounds
    stated: float
    right: bool

    @property
    def held_out(self) -> bool:
        return int(self.sheet.name.split("-")[1]) in HELD_OUT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--collect", action="store_true", help="read the sheets whose readings are missing")
    parser.add_argument("--write", action="store_true", help="put the fitted numbers into the product")
    options = parser.parse_args()
    if options.collect:
        collect()
    if options.write:
        write(*fitted([case for case in cases(readings.kept()) if not case.held_out]))
    known = list(cases(readings.kept()))
    print(report([case for case in known if case.held_out]))


def collect() -> None:
    engine = open_engine("ppocr")
    with tempfile.TemporaryDirectory(prefix="calibrate-") as folder:
        for sheet in missing(Path(folder)):
            readings.keep(sheet, readings.reading_of(sheet, engine))
            sheet.path.unlink()


def missing(folder: Path) -> Iterator[Sheet]:
    for seed in SYNTH_SEEDS:
        wanted = [number for number in UP_TO_A2 if not readings.is_kept(f"synth-{seed}-{number:03d}")]
        yield from synth.sheets(seed, folder, numbers=wanted)
    for seed in HARD_SEEDS:
        yield from pages.sheets(seed, folder, unless=readings.is_kept)


def cases(known: Sequence[tuple[Sheet, Page]]) -> Iterator[Case]:
    for sheet, page in known:
        scan = extract(Scan(path=sheet.path, name=sheet.path.name, pages=(page,)))
        for name, truth in sheet.fields.items():
            field = scan.fields.get(name)
            # Numbers of the generator name regions that do not exist, as no real number does.
            if field and field.grounds and field.grounds.verdict != Verdict.CONTRADICTED:
                yield Case(sheet, name, field.grounds, field.confidence, is_right(field.value, truth))


def fitted(known: Sequence[Case]) -> tuple[dict[str, float], np.ndarray]:
    """The base of each group and the weights, by ascent along the gradient of the penalised likelihood."""
    groups = list(calibration.BASE)
    member = np.array([[calibration.group_of(case.field) == group for group in groups] for case in known], float)
    signals = np.array([calibration.signals(case.grounds) for case in known])
    right = np.array([case.right for case in known], float)
    bases, weights = np.zeros(len(groups)), PRIOR.copy()
    for _ in range(STEPS):
        error = right - 1 / (1 + np.exp(-(member @ bases + signals @ weights)))
        bases += STEP * (member.T @ error - BASES_ALIKE * (bases - bases.mean())) / (1 + member.sum(axis=0)) ** 0.75
        slope = signals.T @ error - STIFFNESS * (weights - PRIOR)
        weights += STEP * slope / (1 + (signals**2).sum(axis=0)) ** 0.75
        weights = np.where(weights * SIGNS > 0, weights, 0.0)
    return dict(zip(groups, bases, strict=True)), weights


def write(bases: dict[str, float], weights: np.ndarray) -> None:
    path = Path(calibration.__file__)
    told = ", ".join(f'"{group}": {base:.2f}' for group, base in bases.items())
    lines = f"BASE = {{{told}}}\n{', '.join(WEIGHTS)} = {', '.join(f'{weight:.2f}' for weight in weights)}\n"
    marked = re.sub(r"(?<=# fitted: begin\n).*?(?=# fitted: end)", lines, path.read_text(), flags=re.S)
    path.write_text(marked)
    calibration.BASE.update({group: round(base, 2) for group, base in bases.items()})
    for name, weight in zip(WEIGHTS, weights, strict=True):
        setattr(calibration, name, round(float(weight), 2))


def report(known: Sequence[Case]) -> str:
    parts: list[tuple[str, Callable[[Case], str]]] = [
        ("stated", _bin),
        ("fields", lambda case: calibration.group_of(case.field)),
        ("sheets", lambda case: case.sheet.category),
    ]
    stated, right = (np.array([getattr(case, name) for case in known], float) for name in ("stated", "right"))
    lines = [f"{len(known)} held-out values, Brier {np.mean((stated - right) ** 2):.4f}, ECE {error(known):.4f}"]
    for heading, part in parts:
        lines += ["", f"| {heading} | n | stated | right | wrong |", "|---|--:|--:|--:|--:|"]
        for name in sorted({part(case) for case in known}):
            these = [case for case in known if part(case) == name]
            wrong = sum(not case.right for case in these)
            mean = sum(case.stated for case in these) / len(these)
            lines.append(f"| {name} | {len(these)} | {mean:.1%} | {1 - wrong / len(these):.1%} | {wrong} |")
    return "\n".join(lines)


def _bin(case: Case) -> str:
    low = max(edge for edge in BINS if case.stated >= edge)
    return f"{low:.3f}–{min(1.0, BINS[BINS.index(low) + 1]):.3f}"


def error(known: Sequence[Case]) -> float:
    """Expected calibration error: how far what is stated lies from what is right, bin by bin."""
    far = 0.0
    for name in {_bin(case) for case in known}:
        these = [case for case in known if _bin(case) == name]
        far += abs(sum(case.stated - case.right for case in these))
    return far / len(known)


if __name__ == "__main__":
    main()
