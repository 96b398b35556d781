"""Kept searches and notices."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.finding import notices, saved
from archives.finding.wanted import wanted_in
from archives.permissions import is_signed_in
from archives.web import SIGNED_IN, actor, open_to, reading, tools, transaction

pages = Blueprint("saved", __name__)


@pages.app_template_global()
def unread_notices() -> int:
    with reading() as db:
        who = actor(db)
        return notices.unread(db, who) if is_signed_in(who) else 0


@pages.get("/notices")
@open_to(SIGNED_IN)
def inbox() -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        told, kept = notices.notices_of(db, who), saved.kept_searches(db, who)
        return render_template("finding/notices.html", told=told, kept=kept)


@pages.post("/notices/read")
@open_to(SIGNED_IN)
def read() -> ResponseReturnValue:
    with transaction() as db:
        notices.mark_read(db, actor(db))
    return redirect(url_for(".inbox"))


@pages.post("/searches")
@open_to(SIGNED_IN)
def keep() -> ResponseReturnValue:
    with transaction() as db:
        saved.keep(db, actor(db), tools().engine, wanted_in(request.form), request.form.get("name", ""))
    flash(_("Kept. Once a day you are told here what is new."), "success")
    return redirect(url_for(".inbox"))


@pages.post("/searches/<search_id>/deletion")
@open_to(SIGNED_IN)
def forget(search_id: str) -> ResponseReturnValue:
    with transaction() as db:
        saved.forget(db, actor(db), search_id)
    flash(_("Deleted."), "success")
    return redirect(url_for(".inbox"))
