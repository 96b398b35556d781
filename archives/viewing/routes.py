"""Pictures of pages, a sheet to be printed, and originals."""

from flask import Blueprint, Response, jsonify, render_template, request, send_file
from flask.typing import ResponseReturnValue

from archives.catalogue.looking import note_view
from archives.tokens import Scope
from archives.viewing import printing, service
from archives.viewing.naming import name_on, named_picture
from archives.viewing.sheets import cut_soon, find_sheet
from archives.web import EVERYONE, SIGNED_IN, actor, as_attachment, open_to, reading, tools, transaction
from archives.web.request import actor_on_page

pages = Blueprint("viewing", __name__)


@pages.get("/records/<record_id>/pages/<int:number>.jpg")
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def picture(record_id: str, number: int) -> ResponseReturnValue:
    return _picture(record_id, number, small=False)


@pages.get("/records/<record_id>/pages/<int:number>.thumb.jpg")
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def thumbnail(record_id: str, number: int) -> ResponseReturnValue:
    return _picture(record_id, number, small=True)


@pages.get("/records/<record_id>/pages/<int:number>/seals/<int:seal>.jpg")
@open_to(EVERYONE)
def seal(record_id: str, number: int, seal: int) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = service.find_seal(db, who, tools(), record_id, number, seal)
    note_view(tools().database, who, found.record)
    return _sent(found)


def _picture(record_id: str, number: int, *, small: bool) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = service.find_picture(db, who, tools(), record_id, number, small=small)
    note_view(tools().database, who, found.record)
    return _sent(found)


def _sent(found: service.Picture) -> ResponseReturnValue:
    if not found.is_drawn:
        with transaction() as db:
            service.draw_again(db, found.record.id)
        raise service.not_drawn_yet()
    if found.bears_name:
        return Response(named_picture(found.path, name_on(actor_on_page())), mimetype="image/jpeg")
    response = send_file(found.path, mimetype="image/jpeg")
    # Kept by the reader's own browser, but asked about each time: a right that ends, ends at once.
    response.cache_control.private = response.cache_control.no_cache = True
    return response


@pages.get("/records/<record_id>/pages/<int:number>/tiles.json")
@open_to(EVERYONE)
def readiness(record_id: str, number: int) -> ResponseReturnValue:
    """For the viewer, which shows the picture until the tiles are there: an error each time would only alarm."""
    with reading() as db:
        sheet = find_sheet(db, actor(db), tools(), record_id, number)
    ready = sheet.tiles.exists()
    if not ready:
        with transaction() as db:
            cut_soon(db, sheet)
    return jsonify(ready=ready)


@pages.get("/records/<record_id>/pages/<int:number>/print")
@open_to(EVERYONE)
def print_sheet(record_id: str, number: int) -> ResponseReturnValue:
    with reading() as db:
        sheet = find_sheet(db, actor(db), tools(), record_id, number)
        page, printed = printing.find_printed(db, sheet, request.args.get("xywh", ""))
        return render_template("viewing/print.html", record=page.record, page=page, printed=printed)


@pages.get("/records/<record_id>/pages/<int:number>/paper.css")
@open_to(EVERYONE)
def paper(record_id: str, number: int) -> ResponseReturnValue:
    """The size of the paper, which only a style sheet can say."""
    with reading() as db:
        sheet = find_sheet(db, actor(db), tools(), record_id, number)
        _, printed = printing.find_printed(db, sheet, request.args.get("xywh", ""))
    size = f"{printed.width_mm}mm {printed.height_mm}mm"
    return Response(f"@page {{ size: {size}; margin: 0 }}\n", mimetype="text/css")


@pages.get("/records/<record_id>/original")
@open_to(SIGNED_IN, scope=Scope.READ_ORIGINALS)
def original(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        found = service.fetch_original(db, actor(db), record_id)
    return as_attachment(found.key, found.name)
