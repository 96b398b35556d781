"""What of each table is kept with the originals, and how a row becomes JSON and a row again.

A new column or table is kept or not by a decision: it stands in one of the lists here, and a test insists on it.
"""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.db import Model, Moment

SCHEMA = 1
"""Of the documents. A column that is added leaves it as it is; one that goes or changes its meaning raises it."""

KEPT: Mapping[str, str] = {
    "department": "id code name active",
    "account": "id email username active name role department_id clearance language created_at",
    "project": "id number name former_names category investment_code location construction_unit construction_unit_code"
    " survey_unit design_unit supervision_unit contractor approving_body approval_no land_permit_nos"
    " planning_permit_nos construction_permit_nos verification_no filing_no map_sheet_no site_area building_area"
    " buildings investment started_on completed_on key_project more created_at",
    "unit_project": "id project_id number name category planning_permit_no construction_permit_no design_unit"
    " survey_unit contractor supervision_unit structure storeys_above storeys_below height building_area design_life"
    " purpose x y started_on completed_on lifecycle lifecycle_on",
    "volume": "id project_id unit_project_id serial archive_no title compiled_by carrier retention compiler compiled_on"
    " checker checked_on subject_words note microfilm_no register_no shelf created_at",
    "record": "id level department_id project_id opens_on withdrawn volume_id serial title title_supplied number"
    " responsible formed kind class_code discipline first_page last_page is_copy retention remark opens_by_law"
    " secrecy_mark reading contents faults faults_left_by faults_left_at page_count described_at received_by"
    " received_at closed_until legacy_secrecy legacy_secrecy_evidence secrecy_cleared disposed_on",
    "original": "id record_id key name media_type size sha256 sha512 sm3 kept_at virus_check virus_detail",
    "page": "id record_id number width height dpi rotation text partial seals facts engine seconds problem"
    " problem_values problem_left_by problem_left_at faulty faults_left_by faults_left_at read_at",
    "field_value": "id record_id field value raw source page x y w h confidence engine rule otherwise reviewer_id at"
    " superseded_at",
    "access_grant": "id account_id department_id record_id project_id owner_id use purpose valid_from valid_to"
    " granted_by granted_at revoked_at",
    "batch": "id name department_id level opens_by_law volume_id engine sent_by sent_at",
    "arrival": "id batch_id number name size outcome reasons record_id quarantine_key sha256 arrived_at"
    " virus_check virus_detail",
}
NOT_KEPT: Mapping[str, str] = {
    "account.password": "a secret; after a rebuild each person is given a new one",
    "account.fs_uniquifier": "signs sessions; made anew",
    "page.packed_words": "kept as plain words",
    "job": "work to be done; a rebuild asks for it again",
    "trail": "has its own chain and its own export",
    "access_request": "how a grant came about; the grant itself is kept",
    "copy_number": "counts the copy requests of a year",
    "copy_request": "how a grant came about; the grant itself is kept",
    "retention_rule": "the archive's own rules, of no record; backups have them",
    "demolition": "speaks of a project; backups have it, and the record that proves it is kept",
    "legal_hold": "a decision in the database; backups and the trail have it",
    "disposal": "a decision in the database; backups and the trail have it",
    "disposal_item": "a decision in the database; what was destroyed has its entry in the store",
    "opening_review": "a decision in the database; the day it set is kept with the record",
    "opening_opinion": "a decision in the database; backups and the trail have it",
    "secrecy_decision": "a decision in the database; what it cleared is kept with the record",
    "relation": "speaks of two records, each in an object of its own; backups have it, and it is proposed again",
    **dict.fromkeys(
        ("place", "place_name", "place_event", "place_link"), "what people gathered of a place; backups have it"
    ),
    "handover": "how records came or went; each has the event, and backups have the rows",
    "assessment": "its report is kept as JSON and as an event with what was tested",
    "api_token": "a secret; after a rebuild each program is given a new one",
    "view_count": "statistics",
    "trail_anchor": "belongs to the trail, and stands in anchors.txt",
    "judgement": "speaks of two records, each in an object of its own; backups have it, or a person says it again",
    "other_name": "the archive's own list of names, of no record; backups have it",
    "saved_search": "a reader's own; backups have it",
    "notice": "a reader's own; looked for again the next day",
    "fixity_round": "of this database; the audit begins anew",
    "fixity_fault": "of this database; the audit finds it again",
}
SHARED = ("department", "account", "project", "unit_project", "volume", "batch")
"""Kept with everything that names them, so that each object can be understood alone; the newest word counts."""


def as_json_row(row: Model) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in KEPT[row.__tablename__].split()}


def as_row(table: sa.Table, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Values for an insert; what the table no longer has is left out."""
    return {name: _typed(table.c[name], value) for name, value in kept.items() if name in table.c}


def document(kind: str, rows: Iterable[Model]) -> bytes:
    """Equal rows give equal bytes, so that nothing is kept twice."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        tables.setdefault(row.__tablename__, []).append(as_json_row(row))
    for kept in tables.values():
        kept.sort(key=lambda row: str(row["id"]))
    told = {"schema": SCHEMA, "kind": kind, "tables": tables}
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """One row a line, compressed; the same rows are the same bytes at any time."""
    text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    return gzip.compress(text.encode(), mtime=0)


def from_lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(content).decode().split("\n") if line]


def with_what_they_name(db: Session, rows: Sequence[Model]) -> list[Model]:
    """These rows, and every shared row that they or those name."""
    found = {(row.__tablename__, getattr(row, "id")): row for row in rows}  # noqa: B009 - a column of every table
    waiting = list(rows)
    while waiting:
        for model, id_ in _named_by(waiting.pop()):
            row = None if (model.__tablename__, id_) in found else db.get(model, id_)
            if row is not None:
                found[model.__tablename__, id_] = row
                waiting.append(row)
    return list(found.values())


def _named_by(row: Model) -> Iterable[tuple[type[Model], str]]:
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers if not mapper.inherits}
    for key in row.__table__.foreign_keys:
        name, id_ = key.column.table.name, getattr(row, key.parent.name)
        if name in SHARED and id_ is not None:
            yield models[name], id_


def fill_in_defaults(row: Model) -> None:
    """What the database would fill in, now: a row can be kept beside the bytes before it is in the database."""
    for column in row.__table__.columns:
        if column.default is not None and getattr(row, column.name) is None:
            made = column.default.arg
            setattr(row, column.name, made(None) if callable(made) else made)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, sa.Date) else value
