"""What was found about sheets and documents, as sentences in the language of whoever reads the page."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from archives.catalogue.contradictions import Shown
from archives.catalogue.kinds import kind_label
from archives.catalogue.labels import field_label
from archives.catalogue.model import Page
from archives.errors import N_

COLOURS = {"colour": N_("in colour"), "gray": N_("in shades of gray"), "bilevel": N_("black and white")}


def page_problem_text(page: Page) -> str:
    return fault_text(page.problem, page.problem_values) if page.problem else ""


def fault_text(template: str, values: Mapping[str, Any]) -> str:
    return str(gettext(template, **values))


def sheet_text(page: Page, scale: str = "") -> str:
    """Paper, scale of the drawing, resolution, colours, and the number stamped on the sheet."""
    facts = page.facts or {}
    told = [_paper(facts), scale, f"{page.dpi} dpi" if page.dpi else "", _colours(facts)]
    if facts.get("blank"):
        told.append(gettext("blank sheet"))
    if facts.get("page_number"):
        told.append(gettext("stamped no. %(number)s", number=facts["page_number"]))
    return " · ".join(filter(None, told))


def _paper(facts: Mapping[str, Any]) -> str:
    if not facts:
        return ""
    name, longer, _ = facts["paper"].partition(" × ")
    measured = f"{facts['width_mm']} × {facts['height_mm']} mm"
    paper = gettext("%(paper)s lengthened", paper=name) if longer else name
    return f"{paper} ({measured})" if paper else measured


def _colours(facts: Mapping[str, Any]) -> str:
    name = COLOURS.get(facts.get("colours", ""))
    return str(gettext(name)) if name else ""


def contradiction_text(found: Shown) -> str:
    kinds = {"earlier": found.one.record.kind, "later": found.other.record.kind}
    names = {place: gettext(kind_label(kind)) for place, kind in kinds.items()}
    return str(gettext(found.template, field=gettext(field_label(found.field)), **names))
