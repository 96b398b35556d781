"""What a reader asked for, as it stands in the address of the page, which can be kept and sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from archives.catalogue.formed_date import FormedDate
from archives.catalogue.indexing import LIMITS
from archives.errors import N_, InvalidInput
from search.engine import ORDERS

FIELDS = {
    "title": N_("Title"),
    "number": N_("Number"),
    "project_name": N_("Project or building"),
    "units": N_("Unit: client, designer, builder, issuer"),
    "address": N_("Address"),
    "body": N_("Words on the sheets"),
}
"""What the advanced form asks for besides the box."""
GROUPS = ("project", "volume")
DEEPEST_PAGE = 500
"""From there on one goes from page to page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`fields` are those of the advanced form; `literally` reads no dates or other names into the words."""

    words: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    order: str = "relevance"
    literally: bool = False
    group: str = ""
    page: int = 1

    @property
    def is_everything(self) -> bool:
        return not (self.words or self.fields or self.facets or self.since or self.until)

    def address(self) -> dict[str, str | list[str]]:
        """Its arguments in an address, always in the same order; the page is not among them."""
        plain: dict[str, str | list[str]] = {"words": self.words, **self.fields}
        plain |= {name: sorted(self.facets[name]) for name in LIMITS if self.facets.get(name)}
        plain |= {"since": str(self.since or ""), "until": str(self.until or "")}
        plain |= {"order": "" if self.order == "relevance" else self.order}
        plain |= {"literally": "1" if self.literally else "", "group": self.group}
        return {name: value for name, value in plain.items() if value}


def wanted_in(arguments: MultiDict[str, str]) -> Wanted:
    """Raises InvalidInput when something in the address cannot be."""
    arguments = MultiDict((name, text.replace("\0", " ")) for name, text in arguments.items(multi=True))
    return Wanted(
        words=arguments.get("words", "").strip(),
        fields={name: text for name in FIELDS if (text := arguments.get(name, "").strip())},
        facets={name: chosen for name in LIMITS if (chosen := frozenset(filter(None, arguments.getlist(name))))},
        since=_day(arguments.get("since", ""), last=False),
        until=_day(arguments.get("until", ""), last=True),
        order=_one_of(arguments.get("order", ""), ("relevance", *ORDERS)),
        literally=arguments.get("literally", "") == "1",
        group=_one_of(arguments.get("group", ""), ("", *GROUPS)),
        page=_page(arguments.get("page", "1")),
    )


def _day(text: str, *, last: bool) -> date | None:
    if not text.strip():
        return None
    formed = FormedDate.parse(text)
    return formed.latest if last else formed.earliest


def _one_of(text: str, choices: tuple[str, ...]) -> str:
    if text and text not in choices:
        raise InvalidInput(N_("Results cannot be shown by “%(text)s”."), text=text)
    return text or choices[0]


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= DEEPEST_PAGE):
        raise InvalidInput(
            N_("There is no page “%(page)s” of results. Pages are 1 to %(deepest)d; beyond, go from page to page."),
            page=text,
            deepest=DEEPEST_PAGE,
        )
    return int(text)
