"""The search page: one box, the advanced form, and what is found, as links that can be kept and sent."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archives.catalogue.indexing import LIMITS
from archives.catalogue.kinds import kind_label
from archives.catalogue.labels import LEVELS, facet_title
from archives.catalogue.looking import note_search
from archives.errors import InvalidInput
from archives.finding import cursor, cutting, facets, service
from archives.finding.facets import FacetValue
from archives.finding.groups import HITS_GROUPED
from archives.finding.hits import Hit
from archives.finding.wanted import FIELDS, Wanted, wanted_in
from archives.people import Level
from archives.web import EVERYONE, actor, limited, open_to, reading, say, tools
from search.problems import BadQuery

pages = Blueprint("finding", __name__)
SEARCHES = "240 per minute"


@pages.get("/search")
@open_to(EVERYONE)
@limited(SEARCHES)
def search() -> ResponseReturnValue:
    wanted, found, problem = Wanted(words=request.args.get("words", "").strip()), None, ""
    with reading() as db:
        try:
            wanted = wanted_in(request.args)
            place = _place(wanted)
            found = service.search(db, actor(db), tools().engine, wanted, place)
        except (BadQuery, InvalidInput) as error:
            problem = say(error)
        page = render_template(
            "finding/search.html", found=found, problem=problem, **_about(wanted), **_links(wanted, found)
        )
        who = actor(db)
    if found is not None:
        note_search(tools().database, who, request.args.to_dict(flat=False), found.total)
    return page, 400 if problem else 200


def _place(wanted: Wanted) -> cursor.Place | None:
    written = request.args.get("after", "")
    return cursor.read(written, wanted, _secret()) if written else None


def _secret() -> str:
    return str(current_app.secret_key)


def _about(wanted: Wanted) -> dict[str, Any]:
    return {
        "wanted": wanted,
        "fields": FIELDS,
        "most_grouped": HITS_GROUPED,
        "facet_title": lambda name: gettext(facet_title(name)),
        "facet_label": facet_label,
        "chosen": [(name, value) for name in LIMITS for value in sorted(wanted.facets.get(name, ()))],
    }


def _links(wanted: Wanted, found: service.Found | None) -> dict[str, Any]:
    """The addresses the page offers: each is this search with something changed."""

    here = Links(wanted)

    def moved(place: cursor.Place | None) -> str:
        if place is None:
            return ""
        return here(after=cursor.written(place, wanted, _secret()) if place.first else None)

    return {
        "here": here,
        "toggled": here.toggled,
        "hit_url": lambda hit: hit_url(hit, wanted),
        "next_url": moved(found.next if found else None),
        "previous_url": moved(found.previous if found else None),
    }


class Links:
    """Addresses of a search with something changed. A page has a hundred: what is the same is worked out once."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.arguments: dict[str, Any] = dict(wanted.address())
        self.path = url_for("finding.search")
        self.written = urlencode(self.arguments, doseq=True) + "&" if self.arguments else ""

    def __call__(self, endpoint: str = "", **changes: Any) -> str:
        arguments = {name: value for name, value in {**self.arguments, **changes}.items() if value is not None}
        if endpoint:
            return url_for(endpoint, **arguments)
        return f"{self.path}?{urlencode(arguments, doseq=True)}" if arguments else self.path

    def toggled(self, name: str, value: str) -> str:
        """With one value of a facet more or less."""
        if name not in self.arguments:
            return f"{self.path}?{self.written}{urlencode({name: value})}"
        changes: dict[str, Any] = {name: sorted(self.wanted.facets.get(name, frozenset()) ^ {value}) or None}
        return self(**changes)


def facet_label(name: str, value: FacetValue) -> str:
    if name == "level":
        return str(gettext(LEVELS[Level(value.value)]))
    return str(gettext(value.label)) if name == "kind" else value.label


def hit_url(hit: Hit, wanted: Wanted) -> str:
    words = " ".join(filter(None, [wanted.words, wanted.fields.get("body", "")]))
    return url_for("catalogue.show", record_id=hit.record.id, page=hit.page, words=words or None)


@pages.get("/search/advanced")
@open_to(EVERYONE)
def advanced() -> ResponseReturnValue:
    """The form for those who know in which field they are looking; it leads to the search page."""
    with reading() as db:
        problem, wanted = "", Wanted()
        try:
            wanted = wanted_in(request.args)
        except InvalidInput as error:
            problem = say(error)
        choices = facets.choices(db, actor(db))
        levels = [(str(level), gettext(text)) for level, text in LEVELS.items()]
        choices |= {"kind": [(kind, gettext(kind_label(kind))) for kind, _ in choices["kind"]], "level": levels}
        page = render_template("finding/advanced.html", choices=choices, problem=problem, **_about(wanted))
    return page, 400 if problem else 200


@pages.get("/search/suggestions")
@open_to(EVERYONE)
@limited(SEARCHES)
def suggestions() -> ResponseReturnValue:
    with reading() as db:
        numbers = service.suggest(actor(db), tools().engine, request.args.get("words", ""))
    return render_template("finding/_suggestions.html", numbers=numbers)


@pages.get("/search/cut-outs/<record_id>/<int:number>")
@open_to(EVERYONE)
def cut_out(record_id: str, number: int) -> ResponseReturnValue:
    """The strip of the sheet where the words stand; fetched when a hit comes into view."""
    with reading() as db:
        wanted = wanted_in(request.args)
        strip = cutting.strip_of(db, actor(db), record_id, number, wanted)
        return render_template("finding/_cut_out.html", strip=strip, record_id=record_id, number=number)
