"""Pages: what a person is asked about, one worklist each."""

from itertools import groupby
from operator import attrgetter

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archives.catalogue.service import correct_field
from archives.checking import service
from archives.permissions import Action
from archives.web import actor, open_to, reading, transaction

pages = Blueprint("checking", __name__)


@pages.get("/to-check")
@open_to(Action.DESCRIBE_RECORD)
def readings() -> ResponseReturnValue:
    with reading() as db:
        found = service.readings_in_doubt(db, actor(db), _number())
        records = [(record, list(doubts)) for record, doubts in groupby(found.items, key=attrgetter("record"))]
        return render_template("checking/readings.html", worklist=found, records=records)


@pages.post("/to-check/<record_id>/<field>")
@open_to(Action.DESCRIBE_RECORD)
def settle(record_id: str, field: str) -> ResponseReturnValue:
    """Confirmed as it is, or corrected: either way a person has said it."""
    with transaction() as db:
        correct_field(db, actor(db), record_id, field, request.form.get("value", ""))
    return redirect(url_for(".readings", page=_number()))


@pages.get("/to-check/pages")
@open_to(Action.DESCRIBE_RECORD)
def unread() -> ResponseReturnValue:
    with reading() as db:
        found = service.pages_not_read(db, actor(db), _number())
        return render_template("checking/unread.html", worklist=found)


@pages.post("/to-check/pages/<record_id>/<int:number>")
@open_to(Action.DESCRIBE_RECORD)
def leave(record_id: str, number: int) -> ResponseReturnValue:
    with transaction() as db:
        service.leave_unread(db, actor(db), record_id, number)
    return redirect(url_for(".unread", page=_number()))


def _number() -> int:
    return max(1, request.args.get("page", 1, type=int))
