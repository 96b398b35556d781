"""IIIF Image 3 (level 1), Presentation 3 and Content Search 2: rights are asked for on every tile, manifest and answer.

Pages of others may ask (CORS) only for what is open to everyone. What one may not see is 404.
"""

from zlib import crc32

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from archives.catalogue.looking import note_view
from archives.permissions import Actor
from archives.tokens import Scope
from archives.viewing import iiif, shelves
from archives.viewing.images import image
from archives.viewing.naming import name_on
from archives.viewing.sheets import NotCutYet, Sheet, cut_soon, find_sheet, find_tiles
from archives.viewing.wanted_image import KINDS, Page, Wanted
from archives.web import EVERYONE, actor, open_to, reading, tools, transaction
from archives.web.language import in_every_language

pages = Blueprint("iiif", __name__, url_prefix="/iiif")

JSON_LD = "application/ld+json"
OF_SEARCH = ("motivation", "date", "user")


@pages.get("/image/<record_id>-<int:number>")
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def base(record_id: str, number: int) -> ResponseReturnValue:
    shown, _ = _sheet(record_id, number)
    return _shared(redirect(url_for(".info", record_id=record_id, number=number), 303), shown.is_open)  # type: ignore[arg-type]


@pages.get("/image/<record_id>-<int:number>/info.json")
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def info(record_id: str, number: int) -> ResponseReturnValue:
    shown, who = _sheet(record_id, number)
    note_view(tools().database, who, shown.record)
    address = iiif.image_id(_root(), record_id, number)
    return _json(iiif.information(address, find_tiles(shown), shown.most_pixels), iiif.IMAGE, shown.is_open)


@pages.get("/image/<record_id>-<int:number>/<region>/<size>/<rotation>/<quality>.<kind>")
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def part(record_id: str, number: int, region: str, size: str, rotation: str, quality: str, kind: str) -> Response:
    shown, who = _sheet(record_id, number)
    note_view(tools().database, who, shown.record)
    pyramid = find_tiles(shown)
    page = Page(pyramid.width, pyramid.height, shown.most_pixels)
    wanted = Wanted.read(page, region, size, rotation, quality, kind)
    words = name_on(who) if shown.bears_name else ""
    response = Response(mimetype=KINDS[wanted.kind])
    response.set_etag(f"{pyramid.stamp}-{crc32(words.encode()):x}")
    # Kept by the reader's own browser, but asked about each time: a right that ends, ends at once.
    response.cache_control.private = response.cache_control.no_cache = True
    response.make_conditional(request)
    if response.status_code == 200:
        response.data = image(pyramid, wanted, words)
    return _shared(response, shown.is_open)


@pages.get("/record/<subject_id>/manifest", defaults={"kind": "record"})
@pages.get("/volume/<subject_id>/manifest", defaults={"kind": "volume"})
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def manifest(kind: str, subject_id: str) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        title, records = shelves.records_in(db, who, kind, subject_id)
        facts = shelves.facts(records[0]) if kind == "record" else []
        chapters = shelves.chapters(db, records)
        made = iiif.manifest(_root(), kind, subject_id, title, chapters, facts, in_every_language)
        return _json(made, iiif.PRESENTATION, shelves.all_open(who, records))


@pages.get("/project/<project_id>/collection")
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def collection(project_id: str) -> ResponseReturnValue:
    with reading() as db:
        title, members = shelves.members_of(db, actor(db), project_id)
    return _json(iiif.collection(_root(), project_id, title, members), iiif.PRESENTATION, shared=False)


@pages.get("/record/<subject_id>/search", defaults={"kind": "record"})
@pages.get("/volume/<subject_id>/search", defaults={"kind": "volume"})
@open_to(EVERYONE, scope=Scope.READ_RECORDS)
def search(kind: str, subject_id: str) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        _, records = shelves.records_in(db, who, kind, subject_id)
        found = shelves.search(db, records, request.args.get("q", ""))
        shared = shelves.all_open(who, records)
    ignored = [name for name in OF_SEARCH if name in request.args]
    return _json(iiif.answer(request.url, _root(), found, ignored), iiif.SEARCH, shared)


@pages.errorhandler(NotCutYet)
def cut_first(error: NotCutYet) -> ResponseReturnValue:
    with transaction() as db:
        cut_soon(db, error.sheet)
    response = jsonify(error=str(error))
    response.status_code = 503
    response.headers["Retry-After"] = "2"
    return response


def _sheet(record_id: str, number: int) -> tuple[Sheet, Actor]:
    with reading() as db:
        who = actor(db)
        return find_sheet(db, who, tools(), record_id, number), who


def _root() -> str:
    root = request.url_root
    return root.replace("http://", "https://", 1) if tools().settings.https else root


def _json(made: iiif.Json, context: str, shared: bool) -> Response:
    response = jsonify(made)
    if request.accept_mimetypes[JSON_LD] > request.accept_mimetypes["application/json"]:
        response.content_type = f'{JSON_LD};profile="{context}"'
    response.headers["Vary"] = "Accept, Cookie"
    return _shared(response, shared)


def _shared(response: Response, shared: bool) -> Response:
    if shared:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
