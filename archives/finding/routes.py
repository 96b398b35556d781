"""The search page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archives.catalogue.formed_date import FormedDate
from archives.catalogue.indexing import FACETS
from archives.catalogue.labels import LEVELS, facet_title
from archives.errors import InvalidInput
from archives.finding import service
from archives.finding.service import FacetValue, Hit, Wanted
from archives.people import Level
from archives.web import EVERYONE, actor, limited, open_to, reading, say, tools
from search.problems import BadQuery

pages = Blueprint("finding", __name__)
ORDERS = ("relevance", "newest", "oldest")
SEARCHES = "240 per minute"


@pages.get("/search")
@open_to(EVERYONE)
@limited(SEARCHES)
def search() -> ResponseReturnValue:
    wanted = _wanted()
    found, problem = None, ""
    with reading() as db:
        try:
            found = service.search(db, actor(db), tools().engine, wanted)
        except (BadQuery, InvalidInput) as error:
            problem = say(error)
        page = render_template(
            "finding/search.html",
            wanted=wanted,
            found=found,
            problem=problem,
            facet_title=lambda name: gettext(facet_title(name)),
            facet_label=facet_label,
            toggled=_toggled(wanted),
            hit_url=lambda hit: hit_url(hit, wanted),
        )
    return page, 400 if problem else 200


def _wanted() -> Wanted:
    chosen = {name: frozenset(request.args.getlist(name)) for name in FACETS if name in request.args}
    order = request.args.get("order", "relevance")
    return Wanted(
        words=request.args.get("words", "").strip(),
        facets=chosen,
        since=_day("since", last=False),
        until=_day("until", last=True),
        order=order if order in ORDERS else "relevance",
        page=min(service.DEEPEST_PAGE, max(1, request.args.get("page", 1, type=int))),
    )


def _day(name: str, *, last: bool) -> date | None:
    text = request.args.get(name, "")
    if not text:
        return None
    formed = FormedDate.parse(text)
    return formed.latest if last else formed.earliest


def facet_label(name: str, value: FacetValue) -> str:
    if name == "level":
        return str(gettext(LEVELS[Level(value.value)]))
    return str(gettext(value.label)) if name == "kind" else value.label


def _toggled(wanted: Wanted) -> Callable[[str, str], str]:
    """The address of the same search with one facet value more or less."""

    def address(name: str, value: str) -> str:
        chosen: dict[str, Any] = {facet: set(values) for facet, values in wanted.facets.items()}
        chosen.setdefault(name, set()).symmetric_difference_update({value})
        order = None if wanted.order == "relevance" else wanted.order
        return url_for("finding.search", words=wanted.words, order=order, **chosen)

    return address


def hit_url(hit: Hit, wanted: Wanted) -> str:
    return url_for("catalogue.show", record_id=hit.record.id, page=hit.page, words=wanted.words or None)


@pages.get("/search/suggestions")
@open_to(EVERYONE)
@limited(SEARCHES)
def suggestions() -> ResponseReturnValue:
    with reading() as db:
        numbers = service.suggest(actor(db), tools().engine, request.args.get("words", ""))
    return render_template("finding/_suggestions.html", numbers=numbers)
