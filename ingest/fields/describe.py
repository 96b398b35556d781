"""The fields of one page, by the rules of its kind, each with its evidence."""

import re
from collections.abc import Iterator

from ingest.fields import stamps, title_block
from ingest.fields.description import Description
from ingest.fields.drawing import describe_drawing
from ingest.fields.finder import Layout
from ingest.fields.kinds import UNKNOWN, Heading, has_as_built_stamp, plain_dates, rows
from ingest.fields.lettering import simplified
from ingest.fields.names import self_evident
from ingest.fields.numbers import formats
from ingest.fields.pieces import Piece
from ingest.fields.readings import Reading
from ingest.fields.rules import Kind
from ingest.fields.runs import Run
from ingest.scan import Field, Page

UNLABELLED = 0.9
# What stands before it may be the rest of a label whose beginning a seal has covered.
OFFICE = re.compile(r"(?:^|(?<=:))[\u4e00-\u9fff]{2,20}(?:局|委员会|厅|人民政府|管理处|建设处|规划处)$")
ENGLISH_OFFICE = re.compile(
    r"^(?:the )?(?:city|county|town|village|borough|township|parish|municipality|london borough|royal borough|district"
    r"|state|province|emirate|government) (?:and county )?(?:of )?[a-z .'-]{3,40}$"
    r"|^[a-z .'&-]{3,40} (?:borough|city|county|district|town|parish|metropolitan|shire|municipal|regional)? ?council$",
    re.I,
)


def describe(page: Page, layout: Layout, kind: Kind, heading: Heading | None) -> dict[str, Field]:
    found = Description(page, layout, kind)
    if heading and not any(rule.field == "title" for rule in kind.rules):
        reading = Reading(heading.title, "".join(run.text for run in heading.runs))
        found.add("title", reading, heading.runs, heading.certainty, "title")
    stamped = _stamp_labels(layout) if has_as_built_stamp(layout) else []
    labels = [label for label in layout.labels if label not in stamped]
    if kind is title_block.KIND:
        describe_drawing(found, labels, stamped)
        return found.fields
    for rule in kind.rules:
        found.by_label(rule, labels)
    for rule in stamps.RULES if stamped else ():
        found.by_label(rule, stamped)
    _by_pattern(found)
    _complete_document(found)
    return found.fields


def _stamp_labels(layout: Layout) -> list[Piece]:
    heads = [run for run in layout.frame.runs if run.key.startswith(stamps.HEADING) and len(run.key) <= 6]

    def under(label: Piece) -> bool:
        return any(
            -0.5 * head.h < label.run.y - head.y < 12 * head.h and abs(label.run.x - head.x) < 12 * head.h
            for head in heads
        )

    return [label for label in layout.labels if label.label in stamps.PROOF and under(label)]


def _by_pattern(found: Description) -> None:
    """Numbers that stand without a label, in formats that are unmistakable."""
    for field in found.kind.patterns:
        if field in found.fields:
            continue
        for each in formats(field):
            for run in found.layout.frame.runs:
                bare = run.text.replace(" ", "")
                if hit := each.pattern.search(simplified(bare)):
                    trust = UNLABELLED if each.confirmed else 0.8
                    found.add(
                        field, Reading(hit[0], bare[hit.start() : hit.end()]), (run,), trust, f"pattern:{each.source}"
                    )
                    break


def _complete_document(found: Description) -> None:
    if "date" not in found.fields and found.kind.rules and found.kind.name not in ("volume_contents", "volume_note"):
        for run, value, raw, certainty in plain_dates(found.layout):
            found.add("date", Reading(value, raw), (run,), 0.75 * certainty, "pattern:date")
    if "issuer" not in found.fields:
        for run in _offices(found.layout):
            found.add("issuer", Reading(run.text, run.text), (run,), 0.8, "pattern:office")
    if found.kind is UNKNOWN:
        for field, run in self_evident(found.layout.frame.runs):
            found.add(field, Reading(run.text, run.text), (run,), 0.55, "pattern:name")
    if "title" not in found.fields:
        _title_from_largest_line(found)


def _offices(layout: Layout) -> Iterator[Run]:
    height = layout.frame.height
    for piece in sorted(layout.texts, key=lambda piece: -piece.run.y):
        office = OFFICE.search(simplified(piece.text))
        if office and piece.run.y > 0.5 * height:
            yield piece.run.part(office.start())
        elif piece.run.y < 0.25 * height and ENGLISH_OFFICE.match(piece.text):
            yield piece.run


def _title_from_largest_line(found: Description) -> None:
    candidates = [row for row in rows(found.layout, 0.4) if 4 <= len(row.text) <= 60 and _is_wording(row.text)]
    if candidates:
        row = max(candidates, key=lambda row: row.h - row.runs[0].y / found.layout.frame.height)
        text = " ".join(run.text for run in row.runs)
        found.add("title", Reading(text, text), row.runs, 0.6, "largest line")


def _is_wording(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) >= 0.6 * len(text)
