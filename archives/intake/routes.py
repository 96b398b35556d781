"""Upload and batch pages."""

import re
from pathlib import Path
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from archives import jobs
from archives.catalogue.arranging import list_volumes
from archives.catalogue.routes import level_choices
from archives.catalogue.sentences import page_problem_text
from archives.catalogue.service import departments
from archives.intake import service
from archives.intake.model import Arrival, Outcome
from archives.intake.progress import arrivals_of, page_problems, pages_done, progress_of
from archives.people import Level
from archives.permissions import Action
from archives.store import receive
from archives.web import actor, as_attachment, open_to, page_number, reading, tools, transaction

pages = Blueprint("intake", __name__)
MISLEADING = re.compile("[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pages.app_template_filter()
def plain_name(name: str) -> str:
    """A file name with the signs shown that could turn its letters around."""
    return MISLEADING.sub(lambda found: f"\\u{ord(found[0]):04x}", name)


@pages.get("/upload")
@open_to(Action.UPLOAD_SCAN)
def upload() -> ResponseReturnValue:
    with reading() as db:
        return render_template(
            "intake/upload.html",
            departments=departments(db),
            levels=level_choices(),
            volumes=list_volumes(db, actor(db)),
        )


@pages.post("/batches")
@open_to(Action.UPLOAD_SCAN)
def open_batch() -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        batch = service.open_batch(
            db,
            actor(db),
            form.get("name", ""),
            form.get("department", ""),
            Level.parse(form.get("level", "")),
            Level.parse(tools().settings.highest_level),
            opens_by_law="by_law" in form,
            volume_id=form.get("volume") or None,
            engine=form.get("engine", "auto"),
        )
    page = url_for("intake.batch", batch_id=batch.id)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(page=page, files=url_for("intake.send", batch_id=batch.id))
    for file in request.files.getlist("files"):
        _take_in(batch.id, file)
    return redirect(page)


@pages.post("/batches/<batch_id>/files")
@open_to(Action.UPLOAD_SCAN)
def send(batch_id: str) -> ResponseReturnValue:
    arrivals = [_take_in(batch_id, file) for file in request.files.getlist("files")]
    if request.accept_mimetypes.best != "application/json":
        return redirect(url_for("intake.batch", batch_id=batch_id))
    kept = all(arrival.outcome in {Outcome.KEPT, Outcome.ALREADY_HERE} for arrival in arrivals)
    return jsonify(kept=kept, sentence=" ".join(_sentences(arrivals)))


def _take_in(batch_id: str, file: FileStorage) -> Arrival:
    with reading() as db:
        who = actor(db)
        service.find_batch(db, who, batch_id)
    name = Path(file.filename or "scan").name
    arrived = receive(file.stream, tools().settings.arriving, tools().settings.largest_file, name)  # type: ignore[arg-type]
    try:
        return service.take_in(tools(), who, batch_id, arrived, name)
    finally:
        arrived.unlink(missing_ok=True)


def _sentences(arrivals: list[Arrival]) -> list[str]:
    said = [said_reason(reason) for arrival in arrivals for reason in arrival.reasons]
    if any(arrival.outcome is Outcome.ALREADY_HERE for arrival in arrivals):
        said.append(gettext("already here: nothing was stored twice"))
    return said


def said_reason(reason: dict[str, Any]) -> str:
    template, values = reason["template"], reason["values"]
    text = str(gettext(template))
    return text % values if values else text


@pages.get("/batches")
@open_to(Action.SEE_BATCHES)
def batches() -> ResponseReturnValue:
    page = page_number()
    with reading() as db:
        found = service.list_batches(db, actor(db), page)
        records = [arrival.record_id for batch in found for arrival in batch.arrivals if arrival.record_id]
        dead = jobs.reasons_of_dead(db, service.READINGS, records)
        rows = [(batch, progress_of(batch.arrivals, dead)) for batch in found[:20]]
        return render_template("intake/batches.html", rows=rows, more=len(found) > 20, page_number=page)


@pages.get("/batches/<batch_id>")
@open_to(Action.SEE_BATCHES)
def batch(batch_id: str) -> ResponseReturnValue:
    return _batch(batch_id, "intake/batch.html")


@pages.get("/batches/<batch_id>/progress")
@open_to(Action.SEE_BATCHES)
def progress(batch_id: str) -> ResponseReturnValue:
    return _batch(batch_id, "intake/_progress.html")


def _batch(batch_id: str, template: str) -> str:
    with reading() as db:
        found = service.find_batch(db, actor(db), batch_id)
        arrivals = arrivals_of(db, found)
        records = [arrival.record_id for arrival in arrivals if arrival.record_id]
        dead = jobs.reasons_of_dead(db, service.READINGS, records)
        return render_template(
            template,
            batch=found,
            arrivals=arrivals,
            progress=progress_of(arrivals, dead),
            problems=page_problems(db, records),
            pages_done=pages_done(db, arrivals),
            dead={record_id: said_reason(reason) for record_id, reason in dead.items()},
            said=said_reason,
            page_problem=page_problem_text,
        )


@pages.post("/records/<record_id>/reading")
@open_to(Action.DESCRIBE_RECORD)
def read_again(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.read_again(db, actor(db), record_id)
    return redirect(url_for("catalogue.show", record_id=record_id))


@pages.get("/arrivals/<arrival_id>/original")
@open_to(Action.SEE_BATCHES)
def quarantined(arrival_id: str) -> ResponseReturnValue:
    with reading() as db:
        arrival = service.find_quarantined(db, actor(db), arrival_id)
    return as_attachment(str(arrival.quarantine_key), arrival.name)
