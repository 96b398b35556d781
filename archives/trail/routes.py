"""The auditor's pages: read the trail, prove it whole, take it along as a table."""

from collections.abc import Iterator

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archives.db import CHINA, Database
from archives.permissions import Action, Actor
from archives.trail import carried, service
from archives.trail.anchors import FILE, known_heads, newest_anchor
from archives.trail.asked import Asked
from archives.trail.table import csv_lines
from archives.trail.words import EVENTS, event_label, kind_label
from archives.web import actor, as_paper, open_to, page_number, reading, today, tools, transaction

pages = Blueprint("trail", __name__)
pages.add_app_template_global(event_label, "trail_event_label")
pages.add_app_template_global(kind_label, "trail_kind_label")


@pages.get("/trail")
@open_to(Action.READ_TRAIL)
def show() -> ResponseReturnValue:
    asked = Asked.read(request.args)
    with transaction() as db:
        excerpt = service.read_trail(db, actor(db), asked, CHINA, page_number())
        anchor = newest_anchor(db)
    return render_template("trail/show.html", excerpt=excerpt, asked=asked, events=EVENTS, anchor=anchor)


@pages.post("/trail/check")
@open_to(Action.READ_TRAIL)
def check() -> ResponseReturnValue:
    with reading() as db:
        known = known_heads(db, tools().settings.data / FILE)
        checked = service.check_chain(db, actor(db), known)
    with transaction() as db:
        service.note_check(db, actor(db), checked)
    return redirect(url_for(".show"))


@pages.get("/trail.csv")
@open_to(Action.READ_TRAIL)
def export() -> ResponseReturnValue:
    asked = Asked.read(request.args)
    with transaction() as db:
        who = actor(db)
        service.note_export(db, who, asked.told())
    return as_paper(_lines(tools().database, who, asked), "text/csv", f"trail-{today()}.csv")


def _lines(database: Database, who: Actor, asked: Asked) -> Iterator[str]:
    """Runs after the request has ended, so it opens its own view of the catalogue."""
    with database.reading() as db:
        yield from csv_lines(service.export(db, who, asked, CHINA))


@pages.get("/trail.jsonl")
@open_to(Action.READ_TRAIL)
def carry() -> ResponseReturnValue:
    """A period of the trail that proves itself: `archives trail verify` reads it anywhere."""
    asked = Asked.read(request.args)
    period = carried.Period(asked.since, asked.until)
    with transaction() as db:
        service.note_export(db, actor(db), period.told())
    return as_paper(_carried(tools().database, period), "application/jsonl", f"trail-{today()}.jsonl")


def _carried(database: Database, period: carried.Period) -> Iterator[str]:
    with database.reading() as db:
        yield from carried.lines(db, period, CHINA)
