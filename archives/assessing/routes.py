"""The pages of four-property testing, and its report as page, PDF and JSON."""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.assessing import service
from archives.assessing.labels import KINDS, LINKS, PROPERTIES, RESULTS
from archives.assessing.model import Assessment, Kind
from archives.assessing.testing import report
from archives.errors import NotFound
from archives.fourfold import Link, Result
from archives.permissions import Action
from archives.web import actor, as_paper, open_to, page_number, reading, transaction, wants_fragment
from archives.web.language import moment
from archives.web.printed_list import as_pdf, has_font

pages = Blueprint("assessing", __name__)
WORDS: Mapping[str, Mapping[Any, str]] = {"link": LINKS, "kind": KINDS, "property": PROPERTIES}
SHOW = {Kind.RECORD: "catalogue.show", Kind.VOLUME: "catalogue.volume", Kind.PROJECT: "catalogue.project"}
WIDTHS = (14, 40, 22, 24, 76, 64, 30)
"""Of the columns of a printed report, in millimetres."""


@pages.app_template_global()
def assessment_label(family: str, member: str) -> str:
    return str(_(WORDS[family][member]))


@pages.app_template_global()
def assessment_state(result: str) -> tuple[str, str]:
    text, tone = RESULTS[Result(result)]
    return _(text), tone


@pages.app_template_global()
def told(sentence: Mapping[str, Any] | None) -> str:
    if sentence is None:
        return ""
    template = sentence["template"]
    text = str(_(template))
    return text % sentence["values"] if sentence["values"] else text


@pages.get("/assessments")
@open_to(Action.SEE_ASSESSMENTS)
def every() -> ResponseReturnValue:
    link, result, number = request.args.get("link", ""), request.args.get("result", ""), page_number()
    with reading() as db:
        rows = service.listed(db, actor(db), number, link, result)
        return render_template(
            "assessing/list.html",
            rows=rows[: service.PER_PAGE],
            more=len(rows) > service.PER_PAGE,
            page_number=number,
            link=link,
            result=result,
            links=list(Link),
            address=address,
        )


@pages.post("/assessments")
@open_to(Action.ASSESS)
def start() -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        asked = service.start(
            db, actor(db), form.get("kind", ""), form.get("subject", ""), form.get("link", "archiving")
        )
    flash(_("The test is under way; its findings will stand here."), "success")
    return redirect(url_for(".show", assessment_id=asked.id))


@pages.get("/assessments/of/<kind>/<subject_id>")
@open_to(Action.SEE_ASSESSMENTS)
def of(kind: str, subject_id: str) -> ResponseReturnValue:
    """The card on the page of a record, volume or project; without script a page of its own."""
    with reading() as db:
        found = service.of_subject(db, actor(db), kind, subject_id)
        template = "assessing/_card.html" if wants_fragment() else "assessing/of.html"
        return render_template(template, found=found, kind=kind, subject_id=subject_id, links=list(Link))


@pages.get("/assessments/<assessment_id>")
@open_to(Action.SEE_ASSESSMENTS)
def show(assessment_id: str) -> ResponseReturnValue:
    with reading() as db:
        shown = service.find_assessment(db, actor(db), assessment_id)
        findings = service.findings_for(db, actor(db), shown.assessment)
        return render_template(
            "assessing/assessment.html",
            shown=shown,
            assessment=shown.assessment,
            findings=findings,
            address=address,
            has_pdf=has_font(),
        )


@pages.get("/assessments/<assessment_id>.json")
@open_to(Action.SEE_ASSESSMENTS)
def as_json(assessment_id: str) -> ResponseReturnValue:
    with reading() as db:
        assessment = _finished(service.find_assessment(db, actor(db), assessment_id))
        findings = service.findings_for(db, actor(db), assessment)
        subject = {"kind": assessment.kind, "id": assessment.subject_id, "records": assessment.records}
        response = jsonify(
            assessment=assessment.id,
            standard="DA/T 70-2018",
            link=assessment.link,
            subject=subject,
            finished_at=assessment.finished_at.isoformat() if assessment.finished_at else None,
            counts=_counts(assessment),
            findings=findings,
        )
    response.headers.set("Content-Disposition", "attachment", filename=f"assessment-{assessment_id}.json")
    return response


@pages.get("/assessments/<assessment_id>.pdf")
@open_to(Action.SEE_ASSESSMENTS)
def printed(assessment_id: str) -> ResponseReturnValue:
    with reading() as db:
        shown = service.find_assessment(db, actor(db), assessment_id)
        assessment = _finished(shown)
        if not has_font():
            raise NotFound
        rows = [_row(finding) for finding in service.findings_for(db, actor(db), assessment)]
        content = as_pdf(_("Report of four-property testing"), _facts(shown), _headings(), rows, WIDTHS)
    return as_paper(content, "application/pdf", f"assessment-{assessment_id}.pdf")


def address(shown: service.Shown) -> str:
    """Of what was tested; empty when this reader may not know of it."""
    if shown.url_kind is None:
        return ""
    named: dict[str, Any] = {f"{shown.url_kind}_id": shown.assessment.subject_id}
    return url_for(SHOW[shown.url_kind], **named)


def _finished(shown: service.Shown) -> Assessment:
    if shown.assessment.finished_at is None:
        raise NotFound
    return shown.assessment


def _counts(assessment: Assessment) -> dict[str, int]:
    return {
        "pass": assessment.passed,
        "fail": assessment.failed,
        "not run": assessment.not_run,
        "not applicable": assessment.not_applicable,
    }


def _facts(shown: service.Shown) -> list[tuple[str, str]]:
    found = shown.assessment
    digest = hashlib.sha256(report(found, found.findings)).hexdigest()
    return [
        (_("Standard"), "DA/T 70-2018"),
        (_("Link"), assessment_label("link", found.link)),
        (_("Tested"), f"{assessment_label('kind', found.kind)} {shown.title or found.subject_id}"),
        (_("Records"), str(found.records)),
        (_("Finished"), moment(found.finished_at)),
        (_("Asked for by"), found.asker.name if found.asker else _("the calendar")),
        (_("Summary"), summary(found)),
        (_("SHA-256 of the kept report"), digest),
    ]


@pages.app_template_global("assessment_summary")
def summary(found: Assessment) -> str:
    """Never “passed” as a whole: what was not tested is said in the same breath."""
    counts = {name.replace(" ", "_"): number for name, number in _counts(found).items()}
    if found.failed:
        said = _("%(fail)d failed, %(not_run)d not run; %(pass)d passed, %(not_applicable)d do not apply.")
    else:
        said = _("No check failed; %(not_run)d were not run. %(pass)d passed, %(not_applicable)d do not apply.")
    return str(said % counts)


def _headings() -> list[str]:
    return [_("Code"), _("Check"), _("Property"), _("Result"), _("Seen, or reason"), _("Expected"), _("Tool and time")]


def _row(finding: Mapping[str, Any]) -> list[str]:
    name = finding["name"]
    faults = [f"{fault['name']}: {told(fault['seen'])}" for fault in finding["faults"][:20]]
    return [
        finding["code"] + ("" if finding["confirmed"] else " *"),
        _(name),
        assessment_label("property", finding["property"]),
        assessment_state(finding["result"])[0],
        " ".join([told(finding["seen"] or finding["reason"]), *faults]),
        told(finding["expected"]),
        f"{finding['tool']} {finding['version']} {finding['at']}".strip(),
    ]
