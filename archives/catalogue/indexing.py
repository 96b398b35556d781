"""The index follows the database, which is always right: every entry can be made again from the rows."""

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.catalogue.describing import current_values
from archives.catalogue.fields import NUMBERS
from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import Page, Record
from search.engine import Entry, SearchEngine

INDEX_RECORD = "index record"
FACETS = ("kind", "department", "project", "year", "discipline", "level")


def entry_of(db: Session, record: Record) -> Entry:
    values = {name: value.value for name, value in current_values(db, record.id).items() if value.value}
    numbers = [values[name] for name in NUMBERS if name in values]
    if record.volume is not None:
        numbers.append(record.volume.archive_no)
    described = [text for name, text in values.items() if name not in NUMBERS and name != "title"]
    described += [record.volume.title] if record.volume else []
    described += [record.project.name, *record.project.former_names] if record.project else []
    pages = db.scalars(sa.select(Page.text).where(Page.record_id == record.id).order_by(Page.number))
    return Entry(
        id=record.id,
        level=record.level,
        department=record.department_id,
        project=record.project_id or "",
        opens_on=record.opens_on,
        withdrawn=record.withdrawn,
        title=record.title,
        numbers=tuple(dict.fromkeys(numbers)),
        described="\n".join(dict.fromkeys(described)),
        pages=tuple(pages),
        day=_day(record),
        facets=facets_of(record),
    )


def facets_of(record: Record) -> dict[str, str]:
    every = {
        "kind": record.kind,
        "department": record.department_id,
        "project": record.project_id,
        "year": record.formed[:4] if record.formed else None,
        "discipline": record.discipline,
        "level": record.level,
    }
    return {name: value for name, value in every.items() if value}


def _day(record: Record) -> date | None:
    return FormedDate.parse(record.formed).earliest if record.formed else None


def index_records(db: Session, engine: SearchEngine, record_ids: Sequence[str]) -> None:
    found = {record.id: record for record in db.scalars(sa.select(Record).where(Record.id.in_(record_ids)))}
    engine.put([entry_of(db, record) for record in found.values()])
    engine.remove([record_id for record_id in record_ids if record_id not in found])


def all_entries(db: Session, batch: int = 200) -> Iterator[list[Entry]]:
    """Every record's entry, in batches, for making the index again."""
    last = ""
    while True:
        records = list(db.scalars(sa.select(Record).where(Record.id > last).order_by(Record.id).limit(batch)))
        if not records:
            return
        yield [entry_of(db, record) for record in records]
        last = records[-1].id
        db.expunge_all()
