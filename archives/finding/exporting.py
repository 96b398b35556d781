"""What was found, as rows of a table: the records a reader may see, no more than so many, written in the trail."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue.kinds import kind_label
from archives.catalogue.labels import LEVELS
from archives.catalogue.model import Record
from archives.db import Database
from archives.errors import N_, NotFound
from archives.finding.facets import check_facets
from archives.finding.hits import still_visible
from archives.finding.meaning import meaning_of
from archives.finding.service import query_of
from archives.finding.wanted import Wanted
from archives.permissions import Actor, is_signed_in
from search.engine import Query, SearchEngine

MOST_ROWS = 10_000
AT_ONCE = 500

HEADINGS = (
    N_("Number"), N_("Title"), N_("Kind"), N_("Date"), N_("Project"), N_("Archive no."), N_("Department"),
    N_("Discipline"), N_("Page count"), N_("Access"), N_("Address of the page"),
)  # fmt: skip
Translate = Callable[[str], str]
AddressOf = Callable[[Record], str]


def prepare(db: Session, actor: Actor, wanted: Wanted, form: str) -> Query:
    """The query whose rows are then fetched; that somebody takes them along is written down first."""
    if not is_signed_in(actor):
        raise NotFound
    check_facets(db, actor, wanted)
    query = query_of(actor, wanted, meaning_of(db, wanted).node, per_page=AT_ONCE, counted=())
    asked = {name: value for name, value in wanted.address().items() if name != "group"}
    audit.write(db, actor.account_id, actor.name, audit.Event.EXPORTED, "search", "", form=form, asked=asked)
    return replace(query, first=0)


def rows(
    database: Database, engine: SearchEngine, actor: Actor, query: Query, translate: Translate, address_of: AddressOf
) -> Iterator[Sequence[str]]:
    yield [translate(heading) for heading in HEADINGS]
    for first in range(0, MOST_ROWS, AT_ONCE):
        results = engine.find(replace(query, first=first))
        with database.reading() as db:
            for record in still_visible(db, actor, results.ids):
                yield _row(record, translate, address_of)
        if first + AT_ONCE >= results.total:
            return
    end = N_("Only the first %(most)d of %(total)d records are in this table. Narrow the search for the others.")
    yield [translate(end) % {"most": MOST_ROWS, "total": results.total}]


def _row(record: Record, translate: Translate, address_of: AddressOf) -> Sequence[str]:
    return (
        record.number or "",
        record.title,
        translate(kind_label(record.kind)),
        record.formed or "",
        record.project.name if record.project else "",
        record.volume.archive_no if record.volume else "",
        record.department.name,
        record.discipline or "",
        str(record.page_count),
        translate(LEVELS[record.level]),
        address_of(record),
    )
