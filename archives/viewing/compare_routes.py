"""Pages: choose a sheet to compare with, and see two sheets side by side or one over the other."""

from flask import Blueprint, Response, jsonify, render_template, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from archives.catalogue.service import find_record
from archives.permissions import Actor
from archives.viewing import laying_over
from archives.viewing.naming import name_on, named_picture
from archives.viewing.sheets import Sheet, find_sheet
from archives.web import EVERYONE, actor, open_to, reading, tools, transaction

pages = Blueprint("compare", __name__, url_prefix="/compare")

PAIR = "/<left_id>-<int:left_page>/<right_id>-<int:right_page>"


@pages.get("/<record_id>-<int:number>")
@open_to(EVERYONE)
def choose(record_id: str, number: int) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        find_sheet(db, who, tools(), record_id, number)
        record, offered = laying_over.offers(db, who, record_id, number)
        return render_template("viewing/choose.html", record=record, number=number, offered=offered)


@pages.get(PAIR)
@open_to(EVERYONE)
def show(left_id: str, left_page: int, right_id: str, right_page: int) -> ResponseReturnValue:
    view = "over" if request.args.get("view") == "over" else "beside"
    with reading() as db:
        who = actor(db)
        left, right = _pair(db, who, left_id, left_page, right_id, right_page)
        laid = laying_over.read_laid(left, right)
        shown = render_template(
            "viewing/compare.html",
            left=left,
            right=right,
            left_record=find_record(db, who, left_id),
            right_record=find_record(db, who, right_id),
            laid=laid,
            view=view,
            bears_name=left.bears_name or right.bears_name,
        )
    if laid is None:
        _ask(left, right)
    return shown


@pages.get(f"{PAIR}/laid.json")
@open_to(EVERYONE)
def laid(left_id: str, left_page: int, right_id: str, right_page: int) -> ResponseReturnValue:
    with reading() as db:
        left, right = _pair(db, actor(db), left_id, left_page, right_id, right_page)
    found = laying_over.read_laid(left, right)
    if found is None:
        _ask(left, right)
    return jsonify(found)  # null until it is found out: the page asks again


@pages.get(f"{PAIR}/both.jpg")
@open_to(EVERYONE)
def both(left_id: str, left_page: int, right_id: str, right_page: int) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        left, right = _pair(db, who, left_id, left_page, right_id, right_page)
    path = laying_over.both_in(left, right)
    if not path.exists():
        _ask(left, right)
        raise laying_over.not_laid_yet()
    if left.bears_name or right.bears_name:
        return Response(named_picture(path, name_on(who)), mimetype="image/jpeg")
    response = send_file(path, mimetype="image/jpeg")
    response.cache_control.private = response.cache_control.no_cache = True
    return response


def _pair(db: Session, who: Actor, left: str, left_page: int, right: str, right_page: int) -> tuple[Sheet, Sheet]:
    return find_sheet(db, who, tools(), left, left_page), find_sheet(db, who, tools(), right, right_page)


def _ask(left: Sheet, right: Sheet) -> None:
    with transaction() as db:
        laying_over.lay_soon(db, left, right)
