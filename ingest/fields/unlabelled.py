"""What stands in a title block without a label, beside names: the number in large letters, stage, date, scale."""

import statistics
from collections.abc import Sequence

from ingest.fields.block import BESIDE, Block
from ingest.fields.dates import a_date, a_day_first_date
from ingest.fields.description import Candidate, Description
from ingest.fields.free import free, taken
from ingest.fields.readings import Reading, a_scale, a_stage
from ingest.fields.revisions import RevisionTable
from ingest.fields.runs import Run
from ingest.fields.sheet_numbers import form_of
from ingest.fields.unlabelled_names import firm, location_within_project, name_of_drawing, name_of_project

CORNER = 0.14  # a number set apart stands within this share of the sheet's sides from a corner


def complete(found: Description, block: Block, tables: Sequence[RevisionTable]) -> None:
    location_within_project(found)
    firm(found, block)
    _number(found, block)
    name_of_drawing(found, block)
    name_of_project(found, block)
    _stage(found, block)
    _date(found, block, tables)


def _number(found: Description, block: Block) -> None:
    """A number in no labelled cell: in its own box in a corner of the sheet, or the largest in the block."""
    used = taken(found, block)
    usual = statistics.median(run.h for run in found.layout.frame.runs)
    candidates = []
    for run in found.layout.frame.runs:
        bare = run.text.replace(" ", "")
        form = form_of(bare) if len(bare) > 2 and id(run.word) not in used else None
        if form is None or a_scale(run.text):
            continue
        corner = _in_corner(found, run)
        inside = block.distance(run) < BESIDE
        large = min(run.h / max(block.letter, 0.8 * usual), 4.0) / 4
        if (form.unmistakable and (corner or inside)) or (inside and large > 0.4 and form.certainty > 0.85):
            place = 0.55 + 0.2 * large + (0.05 if corner else 0.0)
            candidates.append(
                Candidate(Reading(bare, run.text, form.certainty), (run,), place, f"pattern:{form.source}")
            )
    found.choose("drawing_no", candidates)


def _in_corner(found: Description, run: Run) -> bool:
    frame = found.layout.frame
    across = min(run.x, frame.width - run.right) / frame.width
    down = min(run.y, frame.height - run.bottom) / frame.height
    return across < CORNER and down < CORNER


def _stage(found: Description, block: Block) -> None:
    for piece in free(found, block):
        reading = a_stage(piece.text)
        if reading and reading.certainty > 0.95:
            found.add("stage", reading, (piece.run,), 0.7, "word of a stage")


def _date(found: Description, block: Block, tables: Sequence[RevisionTable]) -> None:
    """A date whose label was not read; else that of the latest revision, when the sheet got its present form."""
    if "date" in found.fields:
        return
    reader = a_day_first_date if found.day_first else a_date
    entries = [entry for table in tables for entry in table.entries]
    rows = [entry.mark for entry in entries]
    candidates = []
    for piece in free(found, block):
        reading = reader(piece.text)
        of_a_table = any(abs(piece.run.middle - mark.middle) < mark.h for mark in rows)
        if reading and len(reading.raw) > 0.7 * len(piece.text) and not of_a_table:
            candidates.append(Candidate(reading, (piece.run,), 0.65, "pattern:date"))
    for entry in entries[-1:]:
        if entry.date:
            candidates.append(Candidate(entry.date, (entry.mark,), 0.6, "latest of the table"))
    found.choose("date", candidates)


def lone_scale(found: Description) -> None:
    if "scale" in found.fields:
        return
    for run in sorted(found.layout.frame.runs, key=lambda run: -(run.x + run.y)):
        reading = a_scale(run.text)
        if reading and reading.value.startswith("1:") and reading.certainty > 0.95:
            found.add("scale", reading, (run,), 0.7, "pattern:scale")
            return
