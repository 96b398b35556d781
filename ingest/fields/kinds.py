"""Which kind of document a page belongs to: by its title, its title block, or the labels of a form."""

import itertools
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fields import completion, covers, english, labels, permits, stamps, title_block
from ingest.fields.dates import a_date
from ingest.fields.finder import Layout
from ingest.fields.lettering import is_han, key
from ingest.fields.readings import a_number, a_scale
from ingest.fields.rules import ISSUED, PROJECT_RULES, Kind, Rule
from ingest.fields.runs import Run

UNKNOWN = Kind(
    name="unknown",
    rules=(
        Rule("filing_no", labels.FILING_NO, a_number("filing_no")),
        Rule("archive_no", labels.ARCHIVE_NO, a_number("archive_no")),
        Rule("permit_no", labels.PERMIT_NO, a_number("permit_no")),
        *PROJECT_RULES,
        *ISSUED,
    ),
)
TITLED: tuple[Kind, ...] = (*completion.KINDS, *permits.KINDS, *covers.KINDS, *english.KINDS)
EVERY: dict[str, Kind] = {kind.name: kind for kind in (*TITLED, title_block.KIND, UNKNOWN)}
COUNTRY = "中华人民共和国"
_TITLES = sorted(
    ((key(title), title, kind) for kind in TITLED for title in kind.titles), key=lambda entry: -len(entry[0])
)
SIGNATURES = 4  # so many of those who draw and check sign a title block
LONGEST_PREFIX = 14  # a city's or province's name may stand before the title


@dataclass(frozen=True)
class Heading:
    """The title a page bears and where it stands; Chinese ones without what precedes them, spelled without fault."""

    title: str
    kind: Kind
    runs: tuple[Run, ...]
    certainty: float


@dataclass(frozen=True)
class Row:
    text: str
    runs: tuple[Run, ...]

    @property
    def h(self) -> float:
        return max(run.h for run in self.runs)


def recognised(layout: Layout) -> tuple[Kind, Heading | None]:
    if _is_drawing(layout, naming=2, in_all=4):
        return title_block.KIND, None
    if heading := heading_of(layout):
        return heading.kind, heading
    printed = {piece.label for piece in layout.labels}
    if len(printed & covers.COVER_LABELS) >= 3:
        return EVERY["volume_cover"], None
    if proven := next((kind for kind in TITLED if len(printed & kind.proof) >= 3), None):
        return proven, None
    if _is_drawing(layout, naming=1, in_all=3) or _is_signed_drawing(layout) or has_as_built_stamp(layout):
        return title_block.KIND, None
    return _by_own_number(layout) or UNKNOWN, None


def _by_own_number(layout: Layout) -> Kind | None:
    """A permit whose title was not legible: its number stands above the table, and no other is named by a label."""
    printed = {piece.label for piece in layout.labels}
    if len(printed) < 3 or any("许可证" in label for label in printed):
        return None
    for run in layout.frame.runs:
        if run.y < 0.35 * layout.frame.height:
            for kind in TITLED:
                if kind.own_number and re.search(rf"(?:^|:){kind.own_number}字第\w{{12,20}}号$", run.key):
                    return kind
    return None


def _is_drawing(layout: Layout, naming: int, in_all: int) -> bool:
    printed = {piece.label for piece in layout.labels if piece.trust >= 0.85}
    named = printed & title_block.NAMING
    return len(named) >= naming and len(named | printed & title_block.SIGNING) >= in_all


def _is_signed_drawing(layout: Layout) -> bool:
    """A title block whose naming labels were not legible: the people who draw sign it, and a scale is printed."""
    signed = {piece.label for piece in layout.labels if piece.trust >= 0.85} & title_block.SIGNING
    scales = [scale.value for run in layout.frame.runs if (scale := a_scale(run.text))]
    return len(signed) >= SIGNATURES and any(scale.startswith("1:") for scale in scales)


def has_as_built_stamp(layout: Layout) -> bool:
    headed = any(run.key.startswith(stamps.HEADING) and len(run.key) <= 6 for run in layout.frame.runs)
    return headed and len({piece.label for piece in layout.labels} & stamps.PROOF) >= 3


def heading_of(layout: Layout) -> Heading | None:
    """The title near the top, in larger letters than the rest or above all of it."""
    runs = layout.frame.runs
    usual = statistics.median(run.h for run in runs)
    for row in rows(layout, 0.5):
        large = row.h >= 1.12 * usual or row.runs[0].y < 0.16 * layout.frame.height
        if large and (found := _titled(row.text)):
            title, kind, certainty = found
            printed = title if is_han(title[0]) else " ".join(run.text for run in row.runs)
            return Heading(printed, kind, row.runs, certainty)
    return None


def rows(layout: Layout, part: float) -> Iterator[Row]:
    """The lines in the upper part of the page, from above; then each two large ones taken together."""
    frame = layout.frame
    waiting = sorted((run for run in frame.runs if run.y < part * frame.height), key=lambda run: run.middle)
    made: list[Row] = []
    while waiting:
        first = waiting[0]
        abreast = [run for run in waiting if run is first or _stand_abreast(first, run)]
        waiting = [run for run in waiting if run not in abreast]
        abreast.sort(key=lambda run: run.x)
        made.append(Row("".join(run.key for run in abreast), tuple(abreast)))
    for row in made:
        if len(row.runs) > 1:
            yield from (Row(run.key, (run,)) for run in row.runs)
        yield row
    for above, below in itertools.pairwise(made):
        if 0.7 < above.h / below.h < 1.4:
            yield Row(above.text + below.text, above.runs + below.runs)


def _stand_abreast(one: Run, other: Run) -> bool:
    return abs(other.middle - one.middle) < 0.5 * max(one.h, other.h) and 0.6 < other.h / one.h < 1.6


def _titled(text: str) -> tuple[str, Kind, float] | None:
    bare = text.replace(COUNTRY, "").strip(":()[]<>《》.-")
    for ending in ("(副本)", "(正本)", "(样本)", "(副本", "(正本", "及附件"):
        bare = bare.removesuffix(ending)
    for wanted, title, kind in _TITLES:
        prefix = len(bare) - len(wanted)
        if 0 <= prefix <= LONGEST_PREFIX and bare.endswith(wanted) and _may_precede(bare[:prefix], wanted):
            return title, kind, 0.99 if prefix == 0 else 0.95
        if prefix == 0 and len(wanted) >= 6 and sum(a != b for a, b in zip(bare, wanted, strict=True)) == 1:
            return title, kind, 0.9
    return None


def _may_precede(prefix: str, wanted: str) -> bool:
    if not prefix:
        return True
    return not is_han(wanted[0]) or all(is_han(sign) or sign in "()" for sign in prefix)


_OF_A_TERM = re.compile(r"\d日?(?:起|止|至|前|-+(?:19|20)\d\d年)")


def plain_dates(layout: Layout) -> Iterator[tuple[Run, str, str, float]]:
    """Dates that stand without a label, from the foot of the page upwards."""
    for run in sorted(layout.frame.runs, key=lambda run: -run.y):
        reading = None if _OF_A_TERM.search(run.text) else a_date(run.text)
        if reading and len(reading.value) == 10 and reading.certainty > 0.8 and len(run.text) < 30:
            yield run, reading.value, reading.raw, reading.certainty
