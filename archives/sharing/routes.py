"""Pages: ask another department, decide what others ask, revoke what was given."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.errors import InvalidInput, RuleBroken
from archives.permissions import Action
from archives.sharing import desk, service
from archives.sharing.forms import AskForm, GrantForm, ReasonForm, Typed
from archives.web import actor, open_to, page_number, reading, say, today, transaction, wants_fragment
from archives.web.mistakes import status_of

pages = Blueprint("sharing", __name__)


@pages.get("/sharing")
@open_to(Action.DECIDE_ACCESS)
def requests() -> ResponseReturnValue:
    with reading() as db:
        found = desk.desk(db, actor(db), page_number())
        return render_template("sharing/desk.html", desk=found)


@pages.get("/sharing/<request_id>")
@open_to(Action.DECIDE_ACCESS)
def show(request_id: str) -> ResponseReturnValue:
    return _page_of(request_id)


@pages.get("/projects/<project_id>/access")
@open_to(Action.ASK_FOR_ACCESS)
def ask(project_id: str) -> ResponseReturnValue:
    return _project_form(project_id)


@pages.post("/projects/<project_id>/access")
@open_to(Action.ASK_FOR_ACCESS)
def ask_for_project(project_id: str) -> ResponseReturnValue:
    try:
        with transaction() as db:
            form = AskForm.about_project(service.departments_to_ask(db, actor(db)), today(), request.form)
            service.ask_for_project(db, actor(db), project_id, form.holder.data, form.wanted())
    except (InvalidInput, RuleBroken) as error:
        return _project_form(project_id, say(error), request.form), status_of(error)
    flash(_("The request has been sent to the department."), "success")
    return redirect(url_for(".requests"))


@pages.get("/records/<record_id>/access")
@open_to(Action.ASK_FOR_ACCESS)
def ask_about_record(record_id: str) -> ResponseReturnValue:
    return _record_form(record_id)


@pages.post("/records/<record_id>/access")
@open_to(Action.ASK_FOR_ACCESS)
def ask_for_record(record_id: str) -> ResponseReturnValue:
    try:
        with transaction() as db:
            service.ask_for_record(db, actor(db), record_id, AskForm.about_record(today(), request.form).wanted())
    except (InvalidInput, RuleBroken) as error:
        return _record_form(record_id, say(error), request.form), status_of(error)
    flash(_("The request has been sent to the department."), "success")
    return redirect(url_for(".requests"))


@pages.post("/sharing/<request_id>/grant")
@open_to(Action.DECIDE_ACCESS)
def grant(request_id: str) -> ResponseReturnValue:
    try:
        with transaction() as db:
            asked = service.find_request(db, actor(db), request_id)
            service.grant(db, actor(db), request_id, GrantForm.of(asked, today(), request.form).offer())
    except (InvalidInput, RuleBroken) as error:
        return _page_of(request_id, say(error), offer=request.form), status_of(error)
    flash(_("Access has been granted. It ends by itself on the last day and can be revoked before."), "success")
    return redirect(url_for(".requests"))


@pages.post("/sharing/<request_id>/refusal")
@open_to(Action.DECIDE_ACCESS)
def refuse(request_id: str) -> ResponseReturnValue:
    try:
        with transaction() as db:
            service.refuse(db, actor(db), request_id, ReasonForm(formdata=request.form).text())
    except (InvalidInput, RuleBroken) as error:
        return _page_of(request_id, say(error), why=request.form), status_of(error)
    flash(_("The request has been refused; the department sees the reason."), "success")
    return redirect(url_for(".requests"))


@pages.post("/sharing/<request_id>/withdrawal")
@open_to(Action.ASK_FOR_ACCESS)
def withdraw(request_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.withdraw(db, actor(db), request_id)
    flash(_("The request has been withdrawn."), "success")
    return redirect(url_for(".requests"))


@pages.post("/sharing/<request_id>/revocation")
@open_to(Action.DECIDE_ACCESS)
def revoke(request_id: str) -> ResponseReturnValue:
    try:
        with transaction() as db:
            service.revoke(db, actor(db), request_id, ReasonForm(formdata=request.form).text())
    except (InvalidInput, RuleBroken) as error:
        return _page_of(request_id, say(error), why=request.form), status_of(error)
    flash(_("The grant has been revoked; it opens nothing any more."), "success")
    return redirect(url_for(".requests"))


def _page_of(request_id: str, problem: str = "", *, offer: Typed = None, why: Typed = None) -> str:
    """The request with its forms; what was typed into one of them and not accepted stays there, with what is wrong."""
    with reading() as db:
        shown = desk.show_request(db, actor(db), request_id)
        grant_form, reason_form = GrantForm.of(shown.request, today(), offer), ReasonForm(formdata=why)
        if offer is not None:
            grant_form.validate()
        if why is not None:
            reason_form.validate()
        return render_template("sharing/request.html", shown=shown, offer=grant_form, why=reason_form, problem=problem)


def _project_form(project_id: str, problem: str = "", typed: Typed = None) -> str:
    with reading() as db:
        project = service.project_to_ask_about(db, actor(db), project_id)
        form = AskForm.about_project(service.departments_to_ask(db, actor(db)), today(), typed)
        return _ask_page(form, problem, about=project.name, project_id=project.id, record_id="")


def _record_form(record_id: str, problem: str = "", typed: Typed = None) -> str:
    with reading() as db:
        record = service.record_to_ask_about(db, actor(db), record_id)
        form = AskForm.about_record(today(), typed)
        return _ask_page(form, problem, about=record.title, project_id="", record_id=record.id)


def _ask_page(form: AskForm, problem: str, *, about: str, project_id: str, record_id: str) -> str:
    if problem:
        form.validate()
    page = "sharing/_ask_form.html" if wants_fragment() else "sharing/ask.html"
    return render_template(page, form=form, problem=problem, about=about, project_id=project_id, record_id=record_id)
