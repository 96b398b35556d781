"""The index follows the database, which is always right: every entry can be made again from the rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from archives.catalogue.districts import district_of
from archives.catalogue.fields import NUMBERS
from archives.catalogue.formed_date import FormedDate
from archives.catalogue.model import FieldValue, Page, Record, Volume
from search.engine import Entry, SearchEngine

INDEX_RECORD = "index record"
FACETS = ("kind", "project", "department", "year", "discipline", "level", "place")
"""What is counted beside the hits."""
VOLUME = "volume"
LIMITS = (*FACETS, VOLUME)
"""What a search can be limited to."""
UNITS = ("construction_unit", "survey_unit", "design_unit", "contractor", "supervision_unit", "issuer")


def entries_of(db: Session, record_ids: Sequence[str]) -> list[Entry]:
    """The entries of those that are there and were not destroyed, with a handful of queries for all of them."""
    living = sa.select(Record).where(Record.id.in_(record_ids), Record.disposed_on.is_(None))
    query = living.options(joinedload(Record.project))
    records = db.scalars(query.options(joinedload(Record.volume).joinedload(Volume.unit_project))).all()
    values: defaultdict[str, dict[str, str]] = defaultdict(dict)
    current = sa.select(FieldValue.record_id, FieldValue.field, FieldValue.value).where(
        FieldValue.record_id.in_(record_ids), FieldValue.superseded_at.is_(None), FieldValue.value != ""
    )
    for record_id, field, value in db.execute(current):
        values[record_id][field] = value
    pages: defaultdict[str, list[str]] = defaultdict(list)
    texts = sa.select(Page.record_id, Page.text).where(Page.record_id.in_(record_ids))
    for record_id, text in db.execute(texts.order_by(Page.record_id, Page.number)):
        pages[record_id].append(text)
    return [_entry(record, values[record.id], pages[record.id]) for record in records]


def _entry(record: Record, values: Mapping[str, str], pages: Sequence[str]) -> Entry:
    numbers = [values[name] for name in NUMBERS if name in values]
    if record.volume is not None:
        numbers.append(record.volume.archive_no)
    described = [text for name, text in values.items() if name not in NUMBERS and name != "title"]
    described += [record.volume.title] if record.volume else []
    project = [record.project.name, *record.project.former_names] if record.project else []
    units = [values[name] for name in UNITS if name in values]
    place = [values.get("location", ""), record.project.location if record.project else ""]
    district = next(filter(None, map(district_of, place)), "")
    return Entry(
        id=record.id,
        level=record.level,
        department=record.department_id,
        project=record.project_id or "",
        opens_on=record.opens_on,
        withdrawn=record.withdrawn,
        title=record.title,
        numbers=tuple(dict.fromkeys(numbers)),
        described=_lines([*described, *project]),
        project_name=_lines([*project, values.get("project_name", ""), *_unit_project(record)]),
        units=_lines([*units, record.responsible or ""]),
        place=_lines(place),
        pages=tuple(pages),
        day=_day(record),
        facets=facets_of(record, district),
    )


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _unit_project(record: Record) -> list[str]:
    unit = record.volume.unit_project if record.volume else None
    return [unit.name] if unit else []


def facets_of(record: Record, district: str) -> dict[str, str]:
    every = {
        "kind": record.kind,
        "department": record.department_id,
        "project": record.project_id,
        "year": record.formed[:4] if record.formed else None,
        "discipline": record.discipline,
        "level": record.level,
        "place": district,
        VOLUME: record.volume_id,
    }
    return {name: value for name, value in every.items() if value}


def _day(record: Record) -> date | None:
    return FormedDate.parse(record.formed).earliest if record.formed else None


def index_records(db: Session, engine: SearchEngine, record_ids: Sequence[str]) -> None:
    entries = entries_of(db, record_ids)
    engine.put(entries)
    engine.remove(set(record_ids) - {entry.id for entry in entries})


def all_entries(db: Session, batch: int = 200) -> Iterator[list[Entry]]:
    """Every record's entry, in batches, for making the index again."""
    last = ""
    living = sa.select(Record.id).where(Record.disposed_on.is_(None)).order_by(Record.id).limit(batch)
    while ids := db.scalars(living.where(Record.id > last)).all():
        yield entries_of(db, ids)
        last = ids[-1]
        db.expunge_all()
