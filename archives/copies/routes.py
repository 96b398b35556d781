"""Pages: ask for a copy, follow it and collect it; the archivist's queue."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.copies import queue, service
from archives.copies.forms import CopyForm, DescribedCopyForm, ReasonForm, Typed, check_fields
from archives.errors import InvalidInput, RuleBroken
from archives.permissions import Action
from archives.web import actor, as_attachment, open_to, page_number, reading, say, transaction
from archives.web.mistakes import status_of

pages = Blueprint("copies", __name__)


@pages.get("/copies")
@open_to(Action.ASK_FOR_COPY)
def requests() -> ResponseReturnValue:
    with reading() as db:
        which = queue.which_list(actor(db), request.args.get("list", ""))
        sheaf = queue.list_requests(db, actor(db), which, page_number())
        return render_template("copies/list.html", sheaf=sheaf, which=which)


@pages.get("/copies/new")
@open_to(Action.ASK_FOR_COPY)
def describe() -> ResponseReturnValue:
    return render_template("copies/new.html", form=DescribedCopyForm(formdata=None), problem="")


@pages.post("/copies/new")
@open_to(Action.ASK_FOR_COPY)
def ask_by_description() -> ResponseReturnValue:
    form = DescribedCopyForm(formdata=request.form)
    try:
        check_fields(form)
        with transaction() as db:
            asked = service.ask_by_description(db, actor(db), form.purpose.data, form.description.data)
    except (InvalidInput, RuleBroken) as error:
        return render_template("copies/new.html", form=form, problem=say(error)), status_of(error)
    return _say_it_is_asked(asked.id, asked.number)


@pages.get("/records/<record_id>/copies")
@open_to(Action.ASK_FOR_COPY)
def ask(record_id: str) -> ResponseReturnValue:
    return _record_form(record_id, CopyForm(formdata=None))


@pages.post("/records/<record_id>/copies")
@open_to(Action.ASK_FOR_COPY)
def ask_for_record(record_id: str) -> ResponseReturnValue:
    form = CopyForm(formdata=request.form)
    try:
        check_fields(form)
        with transaction() as db:
            asked = service.ask_for_record(db, actor(db), record_id, form.purpose.data, form.description.data or "")
    except (InvalidInput, RuleBroken) as error:
        return _record_form(record_id, form, say(error)), status_of(error)
    return _say_it_is_asked(asked.id, asked.number)


@pages.get("/copies/<request_id>")
@open_to(Action.ASK_FOR_COPY)
def show(request_id: str) -> ResponseReturnValue:
    return _page_of(request_id, words=request.args.get("find", ""))


@pages.post("/copies/<request_id>/record")
@open_to(Action.DECIDE_COPY)
def attach_record(request_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.attach_record(db, actor(db), request_id, request.form.get("record_id", ""))
    flash(_("The record has been attached."), "success")
    return redirect(url_for(".show", request_id=request_id))


@pages.post("/copies/<request_id>/approval")
@open_to(Action.DECIDE_COPY)
def approve(request_id: str) -> ResponseReturnValue:
    try:
        with transaction() as db:
            service.approve(db, actor(db), request_id)
    except RuleBroken as error:
        return _page_of(request_id, say(error)), status_of(error)
    flash(_("Approved. The person who asked can download the copy now."), "success")
    return redirect(url_for(".requests"))


@pages.post("/copies/<request_id>/refusal")
@open_to(Action.DECIDE_COPY)
def refuse(request_id: str) -> ResponseReturnValue:
    form = ReasonForm(formdata=request.form)
    try:
        check_fields(form)
        with transaction() as db:
            service.refuse(db, actor(db), request_id, form.reason.data)
    except (InvalidInput, RuleBroken) as error:
        return _page_of(request_id, say(error), why=request.form), status_of(error)
    flash(_("Refused; the person who asked sees the reason."), "success")
    return redirect(url_for(".requests"))


@pages.post("/copies/<request_id>/withdrawal")
@open_to(Action.ASK_FOR_COPY)
def withdraw(request_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.withdraw(db, actor(db), request_id)
    flash(_("The request has been withdrawn."), "success")
    return redirect(url_for(".requests"))


@pages.get("/copies/<request_id>/original")
@open_to(Action.ASK_FOR_COPY)
def collect(request_id: str) -> ResponseReturnValue:
    with transaction() as db:
        original = service.collect(db, actor(db), request_id)
        # Inside the transaction: what cannot be opened has not been collected.
        return as_attachment(original.key, original.name)


def _say_it_is_asked(request_id: str, number: str) -> ResponseReturnValue:
    flash(_("Your request has the number %(number)s. Follow it here.", number=number), "success")
    return redirect(url_for(".show", request_id=request_id))


def _record_form(record_id: str, form: CopyForm, problem: str = "") -> str:
    with reading() as db:
        record = service.record_to_copy(db, actor(db), record_id)
        return render_template("copies/ask.html", form=form, record=record, problem=problem)


def _page_of(request_id: str, problem: str = "", *, words: str = "", why: Typed = None) -> str:
    with reading() as db:
        shown = queue.show_request(db, actor(db), request_id)
        found = queue.candidates(db, actor(db), words) if shown.may_decide else []
        form = ReasonForm(formdata=why)
        if why is not None:
            form.validate()
        return render_template("copies/request.html", shown=shown, words=words, found=found, why=form, problem=problem)
