"""A list of addresses or numbers in, a list of hits out: one row for each record that answers a line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.kinds import kind_label
from archives.catalogue.model import Record
from archives.errors import N_, InvalidInput, NotFound
from archives.finding.exporting import AddressOf, Translate
from archives.finding.hits import still_visible
from archives.finding.meaning import meaning_of
from archives.finding.service import query_of
from archives.finding.wanted import Wanted
from archives.permissions import Actor, is_signed_in
from ingest.tables import read_table
from search.engine import SearchEngine
from search.problems import BadQuery

MOST_LINES = 500
HITS_EACH = 5
LARGEST_TABLE = 4 << 20

HEADINGS = (
    N_("Looked for"), N_("Records found"), N_("Number"), N_("Title"), N_("Kind"), N_("Date"), N_("Project"),
    N_("Archive no."), N_("Department"), N_("Address of the page"),
)  # fmt: skip


def lines_of(db: Session, actor: Actor, path: Path) -> Sequence[str]:
    """The first cell of each row that has one. Raises Unreadable or InvalidInput."""
    if not is_signed_in(actor):
        raise NotFound
    if path.stat().st_size > LARGEST_TABLE:
        raise InvalidInput(N_("This table is larger than %(most)d MB. Send a shorter one."), most=LARGEST_TABLE >> 20)
    lines = [cell for row in read_table(path, MOST_LINES * 2) if (cell := next(filter(None, row), ""))]
    if not lines:
        raise InvalidInput(N_("There is nothing in the first sheet of this table: write one address or number a row."))
    if len(lines) > MOST_LINES:
        raise InvalidInput(N_("Send at most %(most)d rows at a time."), most=MOST_LINES)
    audit.write(db, actor.account_id, actor.name, audit.Event.EXPORTED, "search", "", form="batch", lines=len(lines))
    return lines


def answered(
    db: Session,
    actor: Actor,
    engine: SearchEngine,
    lines: Sequence[str],
    translate: Translate,
    address_of: AddressOf,
) -> Iterator[Sequence[str]]:
    yield [translate(heading) for heading in HEADINGS]
    for line in lines:
        try:
            query = query_of(actor, Wanted(words=line), meaning_of(db, Wanted(words=line)).node, per_page=HITS_EACH)
        except BadQuery as problem:
            yield (line, translate(problem.template) % problem.values)
            continue
        results = engine.find(replace(query, counted=()))
        hits = still_visible(db, actor, results.ids)
        yield from (_row(line, results.total, record, translate, address_of) for record in hits)
        if not hits:
            yield (line, "0")


def _row(line: str, total: int, record: Record, translate: Translate, address_of: AddressOf) -> Sequence[str]:
    return (
        line,
        str(total),
        record.number or "",
        record.title,
        translate(kind_label(record.kind)),
        record.formed or "",
        record.project.name if record.project else "",
        record.volume.archive_no if record.volume else "",
        record.department.name,
        address_of(record),
    )
