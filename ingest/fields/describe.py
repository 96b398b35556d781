"""The fields of one page, by the rules of its kind, each with its evidence."""

import re
from collections.abc import Iterator

from ingest.fields import stamps, title_block
from ingest.fields.dates import a_date, a_day_first_date
from ingest.fields.evidence import described
from ingest.fields.finder import Layout
from ingest.fields.kinds import UNKNOWN, Heading, has_as_built_stamp, plain_dates, rows
from ingest.fields.names import self_evident
from ingest.fields.numbers import formats
from ingest.fields.pieces import Piece
from ingest.fields.readings import Reading, a_scale
from ingest.fields.rules import Kind, Rule
from ingest.fields.runs import Run
from ingest.fields.value import Value
from ingest.scan import Field, Page

PLACES = {"label": 1.0, "right": 1.0, "below": 0.98}
UNLABELLED = 0.9
# 04/05 is the fourth of May where scales are metric or addresses British, else the fifth of April.
METRIC_OR_BRITISH = re.compile(r"(?<!\d)1:\d{2,4}(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
# What stands before it may be the rest of a label whose beginning a seal has covered.
OFFICE = re.compile(r"(?:^|(?<=:))[\u4e00-\u9fff]{2,20}(?:局|委员会|厅|人民政府|管理处|建设处|规划处)$")
ENGLISH_OFFICE = re.compile(
    r"^(?:the )?(?:city|county|town|village|borough|township|parish) (?:of )?[a-z .'-]{3,40}$", re.I
)


class Description:
    """Collects the fields of one page; a field once found is not taken again from a lesser place."""

    def __init__(self, page: Page, layout: Layout, kind: Kind) -> None:
        self.page, self.layout, self.kind = page, layout, kind
        self.fields: dict[str, Field] = {}
        self.day_first = any(METRIC_OR_BRITISH.search(run.text) for run in layout.frame.runs)

    def add(self, name: str, reading: Reading, runs: tuple[Run, ...], trust: float, rule: str) -> None:
        if name not in self.fields:
            self.fields[name] = described(
                self.page, name, reading.value, reading.raw, runs, trust, f"{self.kind.name}/{rule}"
            )

    def by_label(self, rule: Rule, labels: list[Piece]) -> None:
        for wanted, printed in zip(rule.keys, rule.labels, strict=True):
            found = [
                candidate for label in labels if label.label == wanted for candidate in self._candidates(rule, label)
            ]
            if found:
                score, value, reading = max(found, key=lambda candidate: candidate[0])
                self.add(rule.field, reading, value.runs, score, f"{value.place}:{printed}")
                return

    def _candidates(self, rule: Rule, label: Piece) -> Iterator[tuple[float, Value, Reading]]:
        company = min(1.0, self.layout.company(label) / 4)
        for value in self.layout.values(label):
            reader = a_day_first_date if rule.reader is a_date and self.day_first else rule.reader
            if reading := reader(value.text):
                certainty = reading.certainty * label.trust * PLACES[value.place]
                yield certainty * (0.7 + 0.3 * company), value, reading
                return


def describe(page: Page, layout: Layout, kind: Kind, heading: Heading | None) -> dict[str, Field]:
    found = Description(page, layout, kind)
    if heading and not any(rule.field == "title" for rule in kind.rules):
        reading = Reading(heading.title, "".join(run.text for run in heading.runs), heading.certainty)
        found.add("title", reading, heading.runs, heading.certainty, "title")
    stamped = _stamp_labels(layout) if has_as_built_stamp(layout) else []
    labels = [label for label in layout.labels if label not in stamped]
    for rule in kind.rules:
        found.by_label(rule, labels)
    for rule in stamps.RULES if stamped else ():
        found.by_label(rule, stamped)
    _by_pattern(found)
    if kind is title_block.KIND:
        _complete_drawing(found, bool(stamped))
    else:
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
        if field in ("drawing_no", "scale") or field in found.fields:
            continue
        for each in formats(field):
            for run in found.layout.frame.runs:
                bare = run.text.replace(" ", "")
                if hit := each.pattern.search(bare):
                    trust = UNLABELLED if each.confirmed else 0.8
                    found.add(field, Reading(hit[0], hit[0]), (run,), trust, f"pattern:{each.source}")
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
        office = OFFICE.search(piece.text)
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


def _complete_drawing(found: Description, stamped: bool) -> None:
    block = [label for label in found.layout.labels if found.layout.company(label) >= 3] or found.layout.labels
    if "design_unit" not in found.fields:
        _design_firm(found, block)
    if "drawing_no" not in found.fields:
        _lone_drawing_number(found)
    if "scale" not in found.fields:
        _lone_scale(found)
    if stamped:
        heading = next(run for run in found.layout.frame.runs if run.key.startswith(stamps.HEADING))
        found.add("stage", Reading(stamps.HEADING, heading.text), (heading,), 0.9, "as-built stamp")
    if "drawing_name" in found.fields:
        name = found.fields["drawing_name"]
        found.fields["title"] = Field(
            name="title", value=name.value, raw=name.raw, page=name.page, box=name.box,
            confidence=name.confidence, rule=name.rule,
        )  # fmt: skip


def _design_firm(found: Description, block: list[Piece]) -> None:
    """The firm that heads the block without a label: of all firms named, the one nearest to the labels."""
    firms = [
        piece.run
        for piece in found.layout.texts
        if piece.text.lower().endswith(title_block.FIRM_ENDS) and len(piece.text) < 40
    ]

    def distance(run: Run) -> float:
        return min(
            (abs(label.run.x - run.x) + abs(label.run.y - run.y) for label in block),
            default=found.layout.frame.width - run.right + found.layout.frame.height - run.bottom,
        )

    if firms:
        firm = min(firms, key=distance)
        found.add("design_unit", Reading(firm.text, firm.text), (firm,), 0.95, "firm heading the block")


def _lone_drawing_number(found: Description) -> None:
    frame = found.layout.frame
    for each in formats("drawing_no"):
        fits = [run for run in frame.runs if each.pattern.fullmatch(run.text.replace(" ", "")) and len(run.text) > 2]
        corner = [run for run in fits if run.x > 0.75 * frame.width and run.y > 0.6 * frame.height]
        if corner:
            run = max(corner, key=lambda run: (run.h, run.x + run.y))
            found.add("drawing_no", Reading(run.text, run.text), (run,), 0.75, f"pattern:{each.source}")
            return


def _lone_scale(found: Description) -> None:
    for run in sorted(found.layout.frame.runs, key=lambda run: -(run.x + run.y)):
        reading = a_scale(run.text)
        if reading and reading.value.startswith("1:") and reading.certainty > 0.95:
            found.add("scale", reading, (run,), 0.7, "pattern:scale")
            return
