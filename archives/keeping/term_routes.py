"""Pages of what decides a term: a record's own, holds, the rules by kind, and the demolition of a building."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.catalogue.kinds import KINDS
from archives.catalogue.labels import RETENTIONS
from archives.catalogue.model import Retention
from archives.catalogue.retention import DEFAULTS
from archives.catalogue.service import find_project, find_record
from archives.errors import N_, InvalidInput
from archives.keeping import card, holds, retention
from archives.keeping.labels import OUTCOMES, SECRECIES, SIDES
from archives.keeping.showing import choices, day_in, listed
from archives.permissions import Action, can
from archives.web import actor, open_to, reading, transaction

pages = Blueprint("terms", __name__)


@pages.get("/keeping/holds")
@open_to(Action.SEE_KEEPING)
def all_holds() -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = holds.every_hold(db, who)
        shown = {hold.id: hold.record.title for hold in found if hold.record and can(who, hold.record)}
        return listed(db, "keeping/holds.html", found, len(found), titles=shown)


@pages.post("/records/<record_id>/holds")
@open_to(Action.HOLD)
def hold_record(record_id: str) -> ResponseReturnValue:
    _hold(record_id=record_id)
    return redirect(url_for(".record", record_id=record_id))


@pages.post("/projects/<project_id>/holds")
@open_to(Action.HOLD)
def hold_project(project_id: str) -> ResponseReturnValue:
    _hold(project_id=project_id)
    return redirect(url_for(".project", project_id=project_id))


def _hold(**scope: str) -> None:
    form = request.form
    said = {"reason": form.get("reason", ""), "authority": form.get("authority", "")}
    with transaction() as db:
        holds.place(db, actor(db), **scope, **said, until=day_in(form, "until"))


@pages.post("/keeping/holds/<hold_id>/lifting")
@open_to(Action.HOLD)
def lift(hold_id: str) -> ResponseReturnValue:
    with transaction() as db:
        holds.lift(db, actor(db), hold_id, request.form.get("reason", ""))
    return redirect(url_for(".all_holds"))


@pages.get("/keeping/rules")
@open_to(Action.SEE_KEEPING)
def rules() -> ResponseReturnValue:
    with reading() as db:
        own = retention.own_rules(db)
        kinds = [(kind, _(KINDS[kind]), default, own.get(kind)) for kind, default in DEFAULTS.items()]
        return listed(db, "keeping/rules.html", kinds, len(kinds), retentions=choices(RETENTIONS))


@pages.post("/keeping/rules/<kind>")
@open_to(Action.SET_RETENTION)
def set_rule(kind: str) -> ResponseReturnValue:
    with transaction() as db:
        retention.set_rule(db, actor(db), kind, _retention(), request.form.get("source", ""))
    return redirect(url_for(".rules"))


def _retention() -> Retention:
    try:
        return Retention(request.form.get("retention", ""))
    except ValueError as error:
        raise InvalidInput(N_("Choose a term from the list.")) from error


@pages.get("/records/<record_id>/keeping")
@open_to(Action.GIVE_OPENING_OPINION)
def record(record_id: str) -> ResponseReturnValue:
    with reading() as db:
        found = find_record(db, actor(db), record_id)
        return render_template(
            "keeping/record.html",
            record=found,
            card=card.card_of(db, actor(db), found),
            retentions=choices(RETENTIONS),
            outcomes=choices(OUTCOMES),
            sides=choices(SIDES),
            secrecies=choices(SECRECIES),
        )


@pages.post("/records/<record_id>/retention")
@open_to(Action.SET_RETENTION)
def set_retention(record_id: str) -> ResponseReturnValue:
    chosen = _retention() if request.form.get("retention") else None
    with transaction() as db:
        retention.set_retention(db, actor(db), record_id, chosen, request.form.get("reason", ""))
    return redirect(url_for(".record", record_id=record_id))


@pages.get("/projects/<project_id>/keeping")
@open_to(Action.SET_RETENTION)
def project(project_id: str) -> ResponseReturnValue:
    with reading() as db:
        found = find_project(db, actor(db), project_id)
        return render_template(
            "keeping/project.html",
            project=found,
            demolitions=retention.demolitions_of(db, found.id),
            units=[(unit.id, unit.name) for unit in retention.standing_units(found)],
        )


@pages.post("/projects/<project_id>/demolitions")
@open_to(Action.SET_RETENTION)
def demolish(project_id: str) -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        retention.record_demolition(
            db, actor(db), project_id, form.get("unit") or None, day_in(form, "happened_on"), form.get("evidence", "")
        )
    flash(
        _("The demolition is recorded. Records kept as long as the building stands now come up for appraisal."),
        "success",
    )
    return redirect(url_for(".project", project_id=project_id))
