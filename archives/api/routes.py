"""What programs may ask, under the same rights as the pages; described at /api/openapi.json."""

from typing import Any

import sqlalchemy as sa
from flask import Response
from flask_smorest import Blueprint
from sqlalchemy.orm import Session, selectinload

from archives.api import shapes, telling
from archives.api.cursor import read_cursor, write_cursor
from archives.api.searching import search as search_as_a_program
from archives.catalogue.describing import current_values
from archives.catalogue.looking import note_search, note_view
from archives.catalogue.model import Page, Record
from archives.catalogue.service import correct_field, find_record
from archives.city.asked import read_box
from archives.city.looking import places_in
from archives.city.mapping import features_of
from archives.errors import NotFound
from archives.permissions import Action, Actor, visible
from archives.tokens import Scope
from archives.web import EVERYONE, actor, limited, open_to, reading, tools, transaction

api = Blueprint("api", __name__, url_prefix="/api/v1", description="The archive for programs.")
CALLS, SEARCHES = "600 per minute", "120 per minute"


@api.after_request
def kept_by_its_asker_alone(response: Response) -> Response:
    """And asked about each time, by its ETag: a right that ends, ends at once."""
    response.cache_control.private = response.cache_control.no_cache = True
    response.vary.add("Authorization")
    return response


@api.get("/search")
@api.etag
@api.arguments(shapes.SearchQuery, location="query")
@api.response(200, shapes.SearchAnswer)
@open_to(EVERYONE, scope=Scope.SEARCH)
@limited(SEARCHES)
def search(asked: dict[str, Any]) -> dict[str, Any]:
    with reading() as db:
        who = actor(db)
        answer = search_as_a_program(db, who, tools().engine, asked)
        told = {
            "total": answer.total,
            "facets": {
                name: [{"value": value.value, "label": value.label, "count": value.count} for value in values]
                for name, values in answer.facets.items()
            },
            "hits": [telling.found(hit) for hit in answer.hits],
            "cursor": answer.cursor,
        }
    note_search(tools().database, who, {name: value for name, value in asked.items() if name != "cursor"}, answer.total)
    return told


@api.get("/records")
@api.etag
@api.arguments(shapes.ListQuery, location="query")
@api.response(200, shapes.RecordList)
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
@limited(CALLS)
def records(asked: dict[str, Any]) -> dict[str, Any]:
    after = read_cursor(asked["cursor"], after=str)["after"] if asked.get("cursor") else ""
    query = sa.select(Record).where(Record.id > after).order_by(Record.id).limit(asked["limit"] + 1)
    query = query.options(selectinload(Record.department), selectinload(Record.project), selectinload(Record.volume))
    for name, column in (("project", Record.project_id), ("kind", Record.kind)):
        if asked.get(name):
            query = query.where(column == asked[name])
    with reading() as db:
        found = db.scalars(query.where(visible(actor(db), Record))).all()
        given = found[: asked["limit"]]
        cursor = write_cursor(after=given[-1].id) if len(found) > len(given) else None
        return {"records": [telling.summary(record) for record in given], "cursor": cursor}


@api.get("/records/<record_id>")
@api.etag
@api.response(200, shapes.WholeRecord)
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
@limited(CALLS)
def record(record_id: str) -> dict[str, Any]:
    with reading() as db:
        who = actor(db)
        found = find_record(db, who, record_id)
        told = telling.whole(found, current_values(db, found.id))
        note_view(tools().database, who, found, counted=True)
    return told


@api.get("/records/<record_id>/pages/<int:number>")
@api.etag
@api.response(200, shapes.WholePage)
@open_to(EVERYONE, scope=Scope.READ_WORDS)
@limited(CALLS)
def page(record_id: str, number: int) -> dict[str, Any]:
    with reading() as db:
        found = _page(db, actor(db), record_id, number)
        return telling.sheet(found) | {"text": found.text}


@api.get("/records/<record_id>/pages/<int:number>/words")
@api.etag
@api.response(200, shapes.Words)
@open_to(EVERYONE, scope=Scope.READ_WORDS)
@limited(CALLS)
def words(record_id: str, number: int) -> dict[str, Any]:
    with reading() as db:
        return telling.words(_page(db, actor(db), record_id, number))


@api.put("/records/<record_id>/values/<field>")
@api.arguments(shapes.NewValue)
@api.response(200, shapes.WholeRecord)
@open_to(Action.DESCRIBE_RECORD, scope=Scope.WRITE_VALUES)
@limited(CALLS)
def put_value(given: dict[str, Any], record_id: str, field: str) -> dict[str, Any]:
    """What a person confirmed; it stands from then on, whatever a later reading finds."""
    with transaction() as db:
        described = correct_field(db, actor(db), record_id, field, given["value"])
        return telling.whole(described, current_values(db, described.id))


@api.get("/places")
@api.etag
@api.arguments(shapes.PlacesQuery, location="query")
@api.response(200, shapes.Places)
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
@limited(CALLS)
def places(asked: dict[str, Any]) -> dict[str, Any]:
    """Buildings and sites in a box, as GeoJSON."""
    area = read_box(asked["bbox"].split(",")).as_area()
    with reading() as db:
        found, more = places_in(db, actor(db), area)
    return {"type": "FeatureCollection", "more": more, "features": features_of(found)}


def _page(db: Session, who: Actor, record_id: str, number: int) -> Page:
    found = find_record(db, who, record_id)
    page = db.scalar(sa.select(Page).where(Page.record_id == found.id, Page.number == number))
    if page is None:
        raise NotFound
    note_view(tools().database, who, found)
    return page
