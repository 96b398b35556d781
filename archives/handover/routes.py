"""The pages of handing over: what came, what to decide, what went."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.catalogue.labels import LEVEL_CHOICES
from archives.catalogue.service import departments
from archives.errors import NotFound
from archives.handover import returned, service
from archives.handover.labels import FORMS, STATES
from archives.handover.model import Direction, Form, Handover, State
from archives.handover.sending import WRITERS, package_of
from archives.people import Level
from archives.permissions import Action
from archives.store import receive as store_upload
from archives.web import actor, as_paper, open_to, page_number, reading, tools, transaction
from archives.web.language import filesize, moment
from archives.web.printed_list import as_pdf, has_font

pages = Blueprint("handover", __name__)
UNDER_WAY = (State.LOOKING, State.ACCEPTING, State.MAKING)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (14, 90, 30, 110, 26)
"""Of the columns of a receipt, in millimetres."""


@pages.app_template_global()
def handover_state(state: str) -> tuple[str, str]:
    text, tone = STATES[State(state)]
    return _(text), tone


@pages.app_template_global()
def handover_form(form: str | None) -> str:
    return str(_(FORMS[Form(form)])) if form else "—"


@pages.get("/handover")
@open_to(Action.RECEIVE_PACKAGE)
def every() -> ResponseReturnValue:
    number = page_number()
    with reading() as db:
        rows = service.listed(db, actor(db), number)
        return render_template(
            "handover/list.html", rows=rows[: service.PER_PAGE], more=len(rows) > service.PER_PAGE, page_number=number
        )


@pages.get("/handover/receive")
@open_to(Action.RECEIVE_PACKAGE)
def receive() -> ResponseReturnValue:
    return _receive_page()


def _receive_page(problem: str = "") -> str:
    with reading() as db:
        levels = [(str(level), _(text)) for level, text in LEVEL_CHOICES.items()]
        return render_template(
            "handover/receive.html", departments=departments(db), levels=levels, problem=problem, form=request.form
        )


@pages.post("/handover/receive")
@open_to(Action.RECEIVE_PACKAGE)
def take() -> ResponseReturnValue:
    sent, form = request.files.get("package"), request.form
    if sent is None or not sent.filename:
        return _receive_page(_("Choose a package first.")), 400
    name = Path(sent.filename).name
    arrived = store_upload(sent.stream, tools().settings.arriving, tools().settings.largest_file, name)  # type: ignore[arg-type]
    try:
        with transaction() as db:
            level = Level.parse(form.get("level", Level.INTERNAL))
            party, department = form.get("party", ""), form.get("department", "")
            found = service.receive(db, actor(db), tools(), arrived, name, party, department, level)
    finally:
        arrived.unlink(missing_ok=True)
    return redirect(url_for(".show", handover_id=found.id))


@pages.get("/handover/send")
@open_to(Action.HAND_OVER)
def send() -> ResponseReturnValue:
    kind, subject_id = request.args.get("kind", ""), request.args.get("subject", "")
    with reading() as db:
        title = service.title_of(db, actor(db), kind, subject_id)
    forms = [(str(form), _(FORMS[form])) for form in WRITERS]
    return render_template("handover/send.html", title=title, kind=kind, subject_id=subject_id, forms=forms)


@pages.post("/handover/send")
@open_to(Action.HAND_OVER)
def make() -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        found = service.send(
            db, actor(db), form.get("kind", ""), form.get("subject", ""), form.get("form", ""), form.get("party", "")
        )
    return redirect(url_for(".show", handover_id=found.id))


@pages.get("/handover/<handover_id>")
@open_to(Action.RECEIVE_PACKAGE)
def show(handover_id: str) -> ResponseReturnValue:
    with reading() as db:
        found = service.find_handover(db, actor(db), handover_id)
        return render_template(
            "handover/handover.html",
            handover=found,
            under_way=found.state in UNDER_WAY,
            wrong=returned.by_row(found),
            left_out=[item for item in found.contents if item.get("left_out")],
            is_there=found.state is State.MADE and package_of(tools(), found).is_file(),
            has_pdf=has_font(),
        )


@pages.post("/handover/<handover_id>/acceptance")
@open_to(Action.RECEIVE_PACKAGE)
def accept(handover_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.decide(db, actor(db), handover_id, accepted=True)
    return redirect(url_for(".show", handover_id=handover_id))


@pages.post("/handover/<handover_id>/refusal")
@open_to(Action.RECEIVE_PACKAGE)
def refuse(handover_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.decide(db, actor(db), handover_id, accepted=False, reason=request.form.get("reason", ""))
    flash(_("The package is refused; nothing of it is kept."), "success")
    return redirect(url_for(".show", handover_id=handover_id))


@pages.get("/handover/<handover_id>/package")
@open_to(Action.HAND_OVER)
def package(handover_id: str) -> ResponseReturnValue:
    with transaction() as db:
        path = service.fetch_package(db, actor(db), tools(), handover_id)
    return send_file(path, mimetype="application/zip", as_attachment=True, download_name=path.name, max_age=0)


@pages.get("/handover/<handover_id>/wrong-rows.xlsx")
@open_to(Action.RECEIVE_PACKAGE)
def wrong_rows(handover_id: str) -> ResponseReturnValue:
    with reading() as db:
        found = service.find_handover(db, actor(db), handover_id)
        if not found.wrong_rows:
            raise NotFound
        content = returned.as_workbook(found, _)
    return as_paper(content, XLSX, f"{found.number}.xlsx")


@pages.get("/handover/<handover_id>/receipt.pdf")
@open_to(Action.RECEIVE_PACKAGE)
def receipt(handover_id: str) -> ResponseReturnValue:
    """接收回执 of a package received, 城建档案移交书 of one sent."""
    with reading() as db:
        found = service.find_handover(db, actor(db), handover_id)
        if found.finished_at is None or not has_font():
            raise NotFound
        sent = found.direction is Direction.SENT
        title = _("Deed of transfer of urban construction archives") if sent else _("Receipt for a package")
        headings = [_("No."), _("File"), _("Size"), "SHA-256", _("Outcome")]
        content = as_pdf(f"{title} {found.number}", _facts(found), headings, _rows(found), WIDTHS)
    return as_paper(content, "application/pdf", f"{found.number}.pdf")


def _facts(found: Handover) -> Sequence[tuple[str, str]]:
    sent = found.direction is Direction.SENT
    house = tools().settings.title_zh
    text, _tone = STATES[found.state]
    return [
        (_("Handed over by"), house if sent else found.party),
        (_("Received by"), found.party if sent else house),
        (_("Content"), found.name),
        (_("Form"), handover_form(found.form)),
        (_("State"), _(text)),
        (_("Reason"), found.reason or "—"),
        (_("Files"), f"{found.files}, {filesize(found.size)}"),
        (_("Of them in the catalogue"), str(len(found.taken))),
        (_("SHA-256 of the package"), found.digest),
        (_("Day"), moment(found.finished_at)),
        (_("For the side that hands over (signature, seal)"), "_" * 30),
        (_("For the side that receives (signature, seal)"), "_" * 30),
    ]


def _rows(found: Handover) -> Sequence[Sequence[str]]:
    return [
        (str(number), str(item["name"]), filesize(item["size"]), str(item["sha256"]), _outcome(item))
        for number, item in enumerate(found.contents, 1)
    ]


def _outcome(item: Mapping[str, Any]) -> str:
    if item.get("record"):
        return str(_("in the catalogue"))
    return str(_("left out") if item.get("left_out") else _("not taken"))
