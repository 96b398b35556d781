"""Other names of places, for archivists."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archives.errors import InvalidInput, RuleBroken
from archives.finding import names
from archives.permissions import Action
from archives.web import actor, open_to, reading, say, transaction
from archives.web.mistakes import status_of

pages = Blueprint("names", __name__)


@pages.get("/names")
@open_to(Action.DESCRIBE_RECORD)
def show() -> ResponseReturnValue:
    return _page()


@pages.post("/names")
@open_to(Action.DESCRIBE_RECORD)
def add() -> ResponseReturnValue:
    form = request.form
    try:
        with transaction() as db:
            names.add_name(db, actor(db), form.get("name", ""), form.get("other", ""), form.get("note", ""))
    except (InvalidInput, RuleBroken) as error:
        return _page(say(error)), status_of(error)
    return redirect(url_for(".show"))


@pages.post("/names/<name_id>/deletion")
@open_to(Action.DESCRIBE_RECORD)
def remove(name_id: str) -> ResponseReturnValue:
    with transaction() as db:
        names.remove_name(db, actor(db), name_id)
    return redirect(url_for(".show"))


def _page(problem: str = "") -> str:
    with reading() as db:
        return render_template("finding/names.html", names=names.all_names(db, actor(db)), problem=problem)
