"""Results as a table, and a table of things to look for."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from flask import Blueprint, Response, render_template, request, send_file, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archives.catalogue.model import Record
from archives.errors import InvalidInput, NotFound
from archives.finding import batch as batches
from archives.finding import exporting
from archives.finding.sheets import Form, Row, as_csv, write_xlsx
from archives.finding.wanted import wanted_in
from archives.web import SIGNED_IN, actor, limited, open_to, reading, say, tools, transaction
from archives.web.mistakes import status_of
from ingest.problems import Unreadable

pages = Blueprint("sheets", __name__)
EXPORTS = "20 per minute"


@pages.get("/search/results.<form>")
@open_to(SIGNED_IN)
@limited(EXPORTS)
def results(form: str) -> ResponseReturnValue:
    if form not in list(Form):
        raise NotFound
    with transaction() as db:
        who = actor(db)
        query = exporting.prepare(db, who, wanted_in(request.args), form)
    own = tools()
    rows = exporting.rows(own.database, own.engine, who, query, gettext, _address_of())
    return _sent(rows, Form(form), len(exporting.HEADINGS), "results")


@pages.get("/search/batch")
@open_to(SIGNED_IN)
def batch() -> ResponseReturnValue:
    return _batch_page()


@pages.post("/search/batch")
@open_to(SIGNED_IN)
@limited(EXPORTS)
def look_for() -> ResponseReturnValue:
    sent = request.files.get("table")
    if sent is None or not sent.filename:
        return _batch_page(gettext("Choose a table first.")), 400
    try:
        with tempfile.NamedTemporaryFile(prefix="table-") as file:
            sent.save(file)
            file.flush()
            with transaction() as db:
                lines = batches.lines_of(db, actor(db), Path(file.name))
    except (InvalidInput, Unreadable) as error:
        return _batch_page(say(error)), status_of(error)
    with reading() as db:
        rows = batches.answered(db, actor(db), tools().engine, lines, gettext, _address_of())
        return _sent(rows, Form.XLSX, len(batches.HEADINGS), "found")


def _batch_page(problem: str = "") -> str:
    return render_template("finding/batch.html", problem=problem, most=batches.MOST_LINES, each=batches.HITS_EACH)


def _address_of() -> exporting.AddressOf:
    """A table leaves the house: its links name the host."""

    def address(record: Record) -> str:
        return url_for("catalogue.show", record_id=record.id, _external=True)

    return address


def _sent(rows: Iterable[Row], form: Form, columns: int, name: str) -> Response:
    if form is not Form.XLSX:
        response = Response(stream_with_context(as_csv(rows, form)), content_type=form.media_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form.ending}"'
        return response
    with tempfile.TemporaryDirectory(prefix="table-") as folder:
        path = Path(folder) / f"{name}.xlsx"
        write_xlsx(path, rows, columns)
        return send_file(
            path.open("rb"), mimetype=form.media_type, as_attachment=True, download_name=path.name, max_age=0
        )
