"""Pictures of pages, and originals."""

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from archives.viewing import service
from archives.web import EVERYONE, SIGNED_IN, actor, as_attachment, open_to, reading, tools, transaction

pages = Blueprint("viewing", __name__)


@pages.get("/records/<record_id>/pages/<int:number>.jpg")
@open_to(EVERYONE)
def picture(record_id: str, number: int) -> ResponseReturnValue:
    return _picture(record_id, number, small=False)


@pages.get("/records/<record_id>/pages/<int:number>.thumb.jpg")
@open_to(EVERYONE)
def thumbnail(record_id: str, number: int) -> ResponseReturnValue:
    return _picture(record_id, number, small=True)


@pages.get("/records/<record_id>/pages/<int:number>/seals/<int:seal>.jpg")
@open_to(EVERYONE)
def seal(record_id: str, number: int, seal: int) -> ResponseReturnValue:
    with reading() as db:
        found = service.find_seal(db, actor(db), tools(), record_id, number, seal)
    return _sent(found)


def _picture(record_id: str, number: int, *, small: bool) -> ResponseReturnValue:
    with reading() as db:
        found = service.find_picture(db, actor(db), tools(), record_id, number, small=small)
    return _sent(found)


def _sent(found: service.Picture) -> ResponseReturnValue:
    if not found.is_drawn:
        with transaction() as db:
            service.draw_again(db, found.record_id)
        raise service.not_drawn_yet()
    response = send_file(found.path, mimetype="image/jpeg")
    # Kept by the reader's own browser, but asked about each time: a right that ends, ends at once.
    response.cache_control.private = response.cache_control.no_cache = True
    return response


@pages.get("/records/<record_id>/original")
@open_to(SIGNED_IN)
def original(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        found = service.fetch_original(db, actor(db), record_id)
    return as_attachment(found.key, found.name)
