"""Pages: what a person is asked about, one worklist each."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archives.catalogue.judgements import Verdict
from archives.catalogue.sentences import fault_text
from archives.catalogue.service import correct_field
from archives.checking import contradictions, scan_quality, service
from archives.errors import N_, InvalidInput
from archives.permissions import Action
from archives.web import actor, open_to, page_number, reading, transaction

pages = Blueprint("checking", __name__)


@pages.get("/to-check")
@open_to(Action.DESCRIBE_RECORD)
def readings() -> ResponseReturnValue:
    with reading() as db:
        found = service.readings_in_doubt(db, actor(db), page_number())
        records = [(record, list(doubts)) for record, doubts in groupby(found.items, key=attrgetter("record"))]
        return render_template("checking/readings.html", worklist=found, records=records, here=_here(found.items) or 0)


@pages.post("/to-check/<record_id>/<field>")
@open_to(Action.DESCRIBE_RECORD)
def settle(record_id: str, field: str) -> ResponseReturnValue:
    """Confirmed as it is, or corrected: either way a person has said it. What comes next stands in its place."""
    with transaction() as db:
        correct_field(db, actor(db), record_id, field, request.form.get("value", ""))
    return redirect(url_for(".readings", page=page_number(), at=_at()))


@pages.get("/to-check/pages")
@open_to(Action.DESCRIBE_RECORD)
def unread() -> ResponseReturnValue:
    with reading() as db:
        found = service.pages_not_read(db, actor(db), page_number())
        return render_template("checking/unread.html", worklist=found, here=_here(found.items))


@pages.post("/to-check/pages/<record_id>/<int:number>")
@open_to(Action.DESCRIBE_RECORD)
def leave(record_id: str, number: int) -> ResponseReturnValue:
    with transaction() as db:
        service.leave_unread(db, actor(db), record_id, number)
    return redirect(url_for(".unread", page=page_number(), at=_at()))


@pages.get("/to-check/contradictions")
@open_to(Action.DESCRIBE_RECORD)
def contradicting() -> ResponseReturnValue:
    with reading() as db:
        after = request.args.get("after", 0, type=int)
        found = contradictions.unsettled(db, actor(db), after)
        every = [each for _, of_project in found.projects for each in of_project]
        return render_template("checking/contradictions.html", found=found, after=after, here=_here(every))


@pages.post("/to-check/contradictions/<project_id>")
@open_to(Action.DESCRIBE_RECORD)
def judge(project_id: str) -> ResponseReturnValue:
    form = request.form
    if form.get("verdict") not in set(Verdict):
        raise InvalidInput(N_("Choose one of the two buttons."))
    with transaction() as db:
        values = form.get("one", ""), form.get("other", "")
        verdict, reason = Verdict(form["verdict"]), form.get("reason", "")
        contradictions.judge(db, actor(db), project_id, values, verdict, reason)
    return _back_to(project_id)


@pages.post("/to-check/contradictions/<project_id>/judgements/<judgement_id>")
@open_to(Action.DESCRIBE_RECORD)
def take_back(project_id: str, judgement_id: str) -> ResponseReturnValue:
    with transaction() as db:
        contradictions.take_back(db, actor(db), project_id, judgement_id)
    return _back_to(project_id)


@pages.post("/to-check/contradictions/<project_id>/<record_id>/<field>")
@open_to(Action.DESCRIBE_RECORD)
def correct(project_id: str, record_id: str, field: str) -> ResponseReturnValue:
    with transaction() as db:
        correct_field(db, actor(db), record_id, field, request.form.get("value", ""))
    return _back_to(project_id)


def _back_to(project_id: str) -> ResponseReturnValue:
    """To the worklist for whoever came from there, else to the project."""
    after = request.args.get("after", type=int)
    if after is not None:
        return redirect(url_for(".contradicting", after=after, at=_at()))
    return redirect(url_for("catalogue.project", project_id=project_id, _anchor="contradictions"))


@pages.get("/to-check/scan-quality")
@open_to(Action.DESCRIBE_RECORD)
def scans() -> ResponseReturnValue:
    with reading() as db:
        found = scan_quality.to_scan_again(db, actor(db), page_number())
        return render_template("checking/scan_quality.html", worklist=found, here=_here(found.items))


@pages.get("/to-check/scan-quality.csv")
@open_to(Action.DESCRIBE_RECORD)
def scans_as_table() -> ResponseReturnValue:
    with reading() as db:
        lines = scan_quality.as_csv(scan_quality.every_one(db, actor(db)), gettext, fault_text)
        sent = Response("".join(lines), mimetype="text/csv")
    sent.headers["Content-Disposition"] = "attachment; filename=scan-again.csv"
    return sent


@pages.post("/to-check/scan-quality/<record_id>")
@open_to(Action.DESCRIBE_RECORD)
def leave_faults(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        scan_quality.leave_faults(db, actor(db), record_id, request.form.get("number", type=int))
    return redirect(url_for(".scans", page=page_number(), at=_at()))


def _at() -> int | None:
    """The place in the list of what was settled just now."""
    return request.args.get("at", type=int)


def _here(items: Sequence[object]) -> int | None:
    """Where the focus goes: what was settled has left the list, and what comes next stands in its place."""
    at = _at()
    return None if at is None else max(0, min(at, len(items) - 1))
