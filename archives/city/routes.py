"""Pages of places: the list, one place, and what an archivist does with it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.catalogue import relations, story
from archives.city import facts, importing, looking, mapping, service
from archives.city.asked import asked_point
from archives.city.importing import read_search_area
from archives.city.labels import KINDS, NAMES_OF, STAGES, STANDINGS
from archives.city.model import NameOf, PlaceKind, Stage, Standing
from archives.errors import N_, InvalidInput
from archives.permissions import Action
from archives.web import EVERYONE, actor, limited, open_to, page_number, reading, transaction, wants_fragment

pages = Blueprint("city", __name__)
Choice = TypeVar("Choice", bound=StrEnum)


@pages.get("/places")
@open_to(EVERYONE)
@limited(mapping.MAPS)
def places() -> ResponseReturnValue:
    page = page_number()
    words = request.args.get("name", "")
    with reading() as db:
        found = looking.list_places(db, actor(db), words, page)
        return render_template(
            "city/places.html",
            places=found[: looking.PER_PAGE],
            more=len(found) > looking.PER_PAGE,
            page_number=page,
            name=words,
            kinds=KINDS,
        )


@pages.post("/places")
@open_to(Action.DESCRIBE_RECORD)
def found() -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        kind = _choice(PlaceKind, "kind")
        place = service.found_place(db, actor(db), form.get("address", ""), form.get("name", ""), kind)
    return redirect(url_for("city.place", place_id=place.id))


@pages.get("/places/import")
@open_to(Action.DESCRIBE_RECORD)
def ask_for_import() -> ResponseReturnValue:
    return render_template("city/import.html", done=None)


@pages.post("/places/import")
@open_to(Action.DESCRIBE_RECORD)
def import_places() -> ResponseReturnValue:
    with transaction() as db:
        done = importing.import_places(db, actor(db), mapping.uploaded("file"))
    return render_template("city/import.html", done=done), 400 if done.wrong and not done.located else 200


@pages.get("/places/<place_id>")
@open_to(EVERYONE)
def place(place_id: str) -> ResponseReturnValue:
    with reading() as db:
        shown = looking.show_place(db, actor(db), place_id)
        if shown.place.id != place_id:
            return redirect(url_for("city.place", place_id=shown.place.id))
        chains = relations.chains(db, shown.records)
        return render_template(
            "city/place.html",
            shown=shown,
            story=story.tell(db, shown.records),
            chains=chains,
            replaced=relations.replaced(chains),
            kinds=KINDS,
            names_of=NAMES_OF,
            standings=STANDINGS,
            stages=STAGES,
            map=mapping.shown_map([shown.place]),
        )


@pages.post("/places/<place_id>/names")
@open_to(Action.DESCRIBE_RECORD)
def call(place_id: str) -> ResponseReturnValue:
    of, standing = _choice(NameOf, "of"), _choice(Standing, "standing")
    text, evidence = request.form.get("text", ""), request.form.get("record", "")
    return _done(place_id, lambda db, who: facts.call(db, who, place_id, of, standing, text, evidence))


@pages.post("/places/<place_id>/names/<name_id>/removal")
@open_to(Action.DESCRIBE_RECORD)
def forget_name(place_id: str, name_id: str) -> ResponseReturnValue:
    return _done(place_id, lambda db, who: facts.forget_name(db, who, place_id, name_id))


@pages.post("/places/<place_id>/life")
@open_to(Action.DESCRIBE_RECORD)
def tell_life(place_id: str) -> ResponseReturnValue:
    stage, on, evidence = _choice(Stage, "stage"), request.form.get("on", ""), request.form.get("record", "")
    return _done(place_id, lambda db, who: facts.tell_life(db, who, place_id, stage, on, evidence))


@pages.post("/places/<place_id>/life/<event_id>/removal")
@open_to(Action.DESCRIBE_RECORD)
def forget_event(place_id: str, event_id: str) -> ResponseReturnValue:
    return _done(place_id, lambda db, who: facts.forget_event(db, who, place_id, event_id))


@pages.post("/places/<place_id>/location")
@open_to(Action.DESCRIBE_RECORD)
def locate(place_id: str) -> ResponseReturnValue:
    """A point by its two numbers; a parcel by a file, or the one it has is kept."""
    point = asked_point(request.form)
    file = request.files.get("parcel")
    area = read_search_area(mapping.uploaded("parcel")) if file and file.filename else None
    keep = "keep_parcel" in request.form
    return _done(place_id, lambda db, who: service.locate(db, who, place_id, point, area, keep_parcel=keep))


@pages.post("/places/<place_id>/merging")
@open_to(Action.DESCRIBE_RECORD)
def merge(place_id: str) -> ResponseReturnValue:
    into = request.form.get("into", "")
    return _done(into, lambda db, who: service.merge(db, who, place_id, into))


@pages.post("/places/<place_id>/links/<link_id>/removal")
@open_to(Action.DESCRIBE_RECORD)
def unlink(place_id: str, link_id: str) -> ResponseReturnValue:
    return _done(place_id, lambda db, who: service.unlink(db, who, place_id, link_id))


@pages.get("/records/<record_id>/places")
@open_to(EVERYONE)
def of_record(record_id: str) -> ResponseReturnValue:
    with reading() as db:
        around = looking.around_record(db, actor(db), record_id)
    back, action = url_for("catalogue.show", record_id=record_id), url_for("city.place_record", record_id=record_id)
    return _around(around, back, action)


@pages.post("/records/<record_id>/places")
@open_to(Action.DESCRIBE_RECORD)
def place_record(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        made = service.place_record(db, actor(db), record_id, request.form.get("place", ""))
    return redirect(url_for("city.place", place_id=made.id))


@pages.get("/projects/<project_id>/places")
@open_to(EVERYONE)
def of_project(project_id: str) -> ResponseReturnValue:
    with reading() as db:
        around = looking.around_project(db, actor(db), project_id)
    back, action = (
        url_for("catalogue.project", project_id=project_id),
        url_for("city.place_project", project_id=project_id),
    )
    return _around(around, back, action)


@pages.post("/projects/<project_id>/places")
@open_to(Action.DESCRIBE_RECORD)
def place_project(project_id: str) -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        made = service.place_project(db, actor(db), project_id, form.get("place", ""), form.get("unit", ""))
    return redirect(url_for("city.place", place_id=made.id))


def _around(around: looking.Around, back: str, action: str) -> ResponseReturnValue:
    template = "city/_around.html" if wants_fragment() else "city/around.html"
    return render_template(template, around=around, back=back, action=action)


def _choice(choices: type[Choice], name: str) -> Choice:
    try:
        return choices(request.form.get(name, ""))
    except ValueError as error:
        raise InvalidInput(N_("Choose one of the values of the list.")) from error


def _done(place_id: str, change: Callable[[Any, Any], object]) -> ResponseReturnValue:
    with transaction() as db:
        change(db, actor(db))
    flash(_("Saved."), "success")
    return redirect(url_for("city.place", place_id=place_id))
