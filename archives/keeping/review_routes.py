"""Pages of reviews: the joint opening review, and the re-review of legacy secrecy."""

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.catalogue.describing import opening_day
from archives.catalogue.secrecy import SOURCE, TERMS, Secrecy
from archives.errors import N_, InvalidInput
from archives.keeping import opening, secrecy
from archives.keeping.reviews import UNTIL_DECIDED, Outcome, Side
from archives.keeping.showing import day_in, listed
from archives.permissions import Action
from archives.web import actor, open_to, page_number, reading, transaction

pages = Blueprint("reviews", __name__)
Choice = TypeVar("Choice", bound=StrEnum)


def _chosen(members: type[Choice], name: str) -> Choice:
    try:
        return members(request.form.get(name, ""))
    except ValueError as error:
        raise InvalidInput(N_("Choose one of the answers.")) from error


def _said() -> opening.Said:
    form = request.form
    return opening.Said(
        outcome=_chosen(Outcome, "outcome"),
        reason=form.get("reason", ""),
        legal_basis=form.get("legal_basis", ""),
        until=day_in(form, "until"),
    )


@pages.get("/keeping/openings")
@open_to(Action.SEE_OPENINGS)
def openings() -> ResponseReturnValue:
    with reading() as db:
        found = opening.to_review(db, actor(db), page_number())
        reviews = {record.id: opening.newest_review(db, record.id) for record in found}
        by_law = {record.id: opening_day(record) for record in found}
        more = {"reviews": reviews, "by_law": by_law, "until_decided": UNTIL_DECIDED}
        return listed(db, "keeping/openings.html", found, opening.PER_PAGE, **more)


@pages.post("/records/<record_id>/opening/opinions")
@open_to(Action.GIVE_OPENING_OPINION)
def give_opinion(record_id: str) -> ResponseReturnValue:
    side = _chosen(Side, "side")
    with transaction() as db:
        opening.give_opinion(db, actor(db), record_id, side, _said(), request.form.get("document", ""))
    flash(_("The opinion is kept."), "success")
    return redirect(url_for("terms.record", record_id=record_id, _anchor="opening"))


@pages.post("/records/<record_id>/opening/decision")
@open_to(Action.DECIDE_OPENING)
def decide_opening(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        opening.decide(db, actor(db), record_id, _said(), request.form.get("authority", ""))
    flash(_("The decision is kept."), "success")
    return redirect(url_for("terms.record", record_id=record_id, _anchor="opening"))


@pages.get("/keeping/secrecy")
@open_to(Action.SEE_KEEPING)
def secrecies() -> ResponseReturnValue:
    with reading() as db:
        found = secrecy.to_review(db, actor(db), page_number())
        terms = [(str(degree), years) for degree, years in TERMS.items()]
        return listed(db, "keeping/secrecy.html", found, secrecy.PER_PAGE, terms=terms, source=_(SOURCE))


@pages.post("/records/<record_id>/secrecy")
@open_to(Action.REVIEW_SECRECY)
def stamp(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        secrecy.stamp(db, actor(db), record_id, _chosen(Secrecy, "stamped"), request.form.get("evidence", ""))
    return redirect(url_for("terms.record", record_id=record_id, _anchor="secrecy"))


@pages.post("/records/<record_id>/secrecy/decision")
@open_to(Action.REVIEW_SECRECY)
def decide_secrecy(record_id: str) -> ResponseReturnValue:
    form = request.form
    remains = _chosen(Secrecy, "remains") if form.get("remains") else None
    with transaction() as db:
        secrecy.decide(
            db, actor(db), record_id, remains, form.get("authority", ""), form.get("reason", ""), day_in(form, "until")
        )
    flash(_("The decision is kept."), "success")
    return redirect(url_for("terms.record", record_id=record_id, _anchor="secrecy"))
