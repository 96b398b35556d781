"""The page of the keeping."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archives.errors import N_
from archives.permissions import Action
from archives.safekeeping import service
from archives.store import Wrong
from archives.web import actor, open_to, reading, tools, transaction

pages = Blueprint("safekeeping", __name__)
WRONG = {Wrong.CHANGED: N_("Changed"), Wrong.MISSING: N_("Missing"), Wrong.STRAY: N_("Does not belong here")}


@pages.get("/safekeeping")
@open_to(Action.SEE_KEEPING)
def show() -> ResponseReturnValue:
    with reading() as db:
        return render_template("safekeeping/overview.html", kept=service.overview(db, actor(db), tools()), wrong=WRONG)


@pages.post("/safekeeping/check")
@open_to(Action.SEE_KEEPING)
def check() -> ResponseReturnValue:
    with transaction() as db:
        service.check_now(db, actor(db))
    flash(gettext("The originals are being looked through. What is found will stand here."), "success")
    return redirect(url_for("safekeeping.show"))
