"""The map: places as GeoJSON in what is shown of it, and search by a box or a polygon."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.city import looking
from archives.city.asked import SIDES, asked_area, read_box, written
from archives.city.geometry import Area
from archives.city.importing import LARGEST_FILE, read_search_area
from archives.city.looking import Shown
from archives.errors import N_, InvalidInput
from archives.web import EVERYONE, actor, limited, open_to, reading, say, tools

pages = Blueprint("map", __name__)
MAPS = "240 per minute"


@pages.get("/map")
@open_to(EVERYONE)
@limited(MAPS)
def show() -> ResponseReturnValue:
    found: list[Shown] = []
    more, area, problem = False, None, ""
    try:
        area = asked_area(request.args)
    except InvalidInput as error:
        problem = say(error)
    if area is not None:
        with reading() as db:
            found, more = looking.places_in(db, actor(db), area)
    page = render_template(
        "city/map.html",
        found=found,
        more=more,
        area=area,
        problem=problem,
        most=looking.MOST_ON_MAP,
        asked={side: request.args.get(side, "") for side in (*SIDES, "polygon")},
        map=shown_map(found, area),
    )
    return page, 400 if problem else 200


@pages.post("/map/area")
@open_to(EVERYONE)
@limited(MAPS)
def search_by_file() -> ResponseReturnValue:
    return redirect(url_for("map.show", polygon=written(read_search_area(uploaded("file")))))


@pages.get("/map/places.geojson")
@open_to(EVERYONE)
@limited(MAPS)
def places() -> ResponseReturnValue:
    """`bbox=west,south,east,north`; only what this reader may know, at most MOST_ON_MAP."""
    box = read_box(request.args.get("bbox", "").split(","))
    with reading() as db:
        found, more = looking.places_in(db, actor(db), box.as_area())
    response = jsonify(type="FeatureCollection", more=more, features=features_of(found))
    response.mimetype = "application/geo+json"
    return response


def uploaded(name: str) -> bytes:
    file = request.files.get(name)
    content = file.read(LARGEST_FILE + 1) if file else b""
    if not content:
        raise InvalidInput(N_("Choose a GeoJSON file first."))
    return content


def features_of(found: Sequence[Shown]) -> list[dict[str, Any]]:
    features = [feature for place in found if (feature := place.as_geojson()) is not None]
    for feature in features:
        about = feature["properties"]
        about["name"] = about["name"] or _("Place %(number)s", number=about["number"])
        about["page"] = url_for("city.place", place_id=feature["id"])
    return features


def shown_map(found: Sequence[Shown], area: Area | None = None) -> Mapping[str, Any]:
    """What the script draws at first; the page of a map may also show the base map that is set, if one is."""
    g.shows_map = True
    settings = tools().settings
    return {
        "features": features_of(found),
        "area": area.as_geojson() if area else None,
        "basemap": settings.basemap,
        "attribution": settings.basemap_attribution,
        "places": url_for("map.places"),
        "search": url_for("map.show"),
        "texts": {
            "box": _("Drag a box with the mouse"),
            "polygon": _("Click the corners; click the first again to end"),
        },
    }
