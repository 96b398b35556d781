"""The fields of a drawing: by the labels of its title block, then by what stands in the block without a label."""

from collections.abc import Sequence
from itertools import islice

from ingest.fields import boxed_number, stamps, title_block, unlabelled
from ingest.fields.block import Block
from ingest.fields.description import Candidate, Description
from ingest.fields.finder import Layout
from ingest.fields.pieces import Piece
from ingest.fields.readings import Reading
from ingest.fields.revisions import RevisionTable, revision_tables
from ingest.fields.rules import Rule
from ingest.fields.runs import frames
from ingest.scan import Field

# A label in the drawing's body, where the block has none: its scale is that of a detail, its number a reference.
ELSEWHERE = {"drawing_no": 0.6, "scale": 0.75}
NUMBERED = next(rule for rule in title_block.KIND.rules if rule.field == "drawing_no")
ALONG = 0.9
OTHER_DIRECTIONS = 2


def describe_drawing(found: Description, labels: Sequence[Piece], stamped: Sequence[Piece]) -> None:
    captioned = boxed_number.with_captions(found.layout)
    if captioned:
        reading, runs, captions = captioned
        found.add("drawing_no", reading, runs, 0.97, "boxes with captions")
        labels = [label for label in labels if label not in captions]
    tables = list(revision_tables(found.layout, found.day_first))
    labels = [label for label in labels if not any(label in table.headings for table in tables)]
    block = Block(found.layout.frame, labels, title_block.KIND, title_block.SIGNING)
    _by_label(found, block)
    _along_the_block(found, block)
    for rule in stamps.RULES if stamped else ():
        found.by_label(rule, stamped)
    _number_within_its_series(found)
    _latest_revision(found, tables)
    _from_other_directions(found)
    unlabelled.complete(found, block, tables)
    for rule in title_block.KIND.rules:
        if rule.field in ELSEWHERE:
            found.by_label(rule, block.outside, ELSEWHERE[rule.field])
    unlabelled.lone_scale(found)
    if stamped:
        _as_built(found)
    if "drawing_name" in found.fields:
        found.fields["title"] = _titled(found.fields["drawing_name"])


def _by_label(found: Description, block: Block) -> None:
    for rule in title_block.KIND.rules:
        if rule is NUMBERED:
            for label in block.labels:
                if label.label in rule.keys and (boxes := boxed_number.beside_label(found.layout, label)):
                    found.add("drawing_no", *boxes, 0.97 * label.trust, f"boxes:{label.text}")
        found.by_label(rule, block.labels)


def _along_the_block(found: Description, block: Block) -> None:
    """Labels in the band or strip of the block, parted from the others by one that was not legible."""
    along = [label for label in block.outside if block.in_line(label.run)]
    for rule in title_block.KIND.rules:
        found.by_label(rule, along, ALONG)


def _number_within_its_series(found: Description) -> None:
    """图别 建施 and 图号 03 in two cells are the number 建施-03."""
    number, series = found.fields.get("drawing_no"), found.fields.get("discipline")
    if number and series and number.value.isdigit() and len(number.value) <= 3 and title_block.is_series(series.value):
        runs = found.runs["discipline"] + found.runs["drawing_no"]
        del found.fields["drawing_no"]
        whole = Reading(f"{series.value}-{number.value}", f"{series.raw} {number.raw}")
        found.choose(
            "drawing_no",
            [
                Candidate(whole, runs, 0.95, "series and number"),
                Candidate(Reading(number.value, number.raw), found.runs["drawing_no"], 0.5, "number"),
            ],
        )


def _latest_revision(found: Description, tables: Sequence[RevisionTable]) -> None:
    for table in tables:
        if table.latest:
            mark = table.latest.mark
            found.add("revision", Reading(mark.text, mark.text), (mark,), 0.85, "latest of the table")


def _from_other_directions(found: Description) -> None:
    """What the block says turned against the rest of it: a strip whose text stands, with its number upright."""
    for frame in islice(frames(found.page), OTHER_DIRECTIONS + 1):
        if frame.direction == found.layout.frame.direction:
            continue
        layout = Layout(frame)
        block = Block(frame, layout.labels, title_block.KIND, title_block.SIGNING)
        if not block.core:
            continue
        turned = Description(found.page, layout, found.kind)
        turned.day_first = found.day_first
        for rule in title_block.KIND.rules:
            if rule.field not in found.fields and _counts(rule, block):
                turned.by_label(rule, block.core, 0.9)
        for name, field in turned.fields.items():
            found.fields.setdefault(name, field)


def _counts(rule: Rule, block: Block) -> bool:
    return block.sure or rule is NUMBERED


def _as_built(found: Description) -> None:
    heading = next(run for run in found.layout.frame.runs if run.key.startswith(stamps.HEADING))
    found.add("stage", Reading(stamps.HEADING, heading.text), (heading,), 0.9, "as-built stamp")


def _titled(name: Field) -> Field:
    return Field(
        name="title", value=name.value, raw=name.raw, page=name.page, box=name.box, confidence=name.confidence,
        rule=name.rule, otherwise=name.otherwise,
    )  # fmt: skip
