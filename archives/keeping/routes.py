"""Pages of keeping: terms that have ended, and disposals with their certificate."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.catalogue.labels import RETENTIONS
from archives.catalogue.retention import rules_of
from archives.errors import NotFound
from archives.keeping import disposals, holds, retention
from archives.keeping.labels import FATES
from archives.keeping.model import Disposal, State
from archives.keeping.showing import keeping_card, keeping_label, keeping_state, listed, said
from archives.keeping.terms import term_of
from archives.permissions import Action
from archives.web import actor, as_paper, open_to, page_number, reading, transaction
from archives.web.language import moment
from archives.web.printed_list import as_pdf, has_font

pages = Blueprint("keeping", __name__)
WIDTHS = (10, 62, 34, 30, 20, 14, 24, 24, 52)
"""Of the columns of a disposal certificate, in millimetres."""
pages.add_app_template_global(keeping_card)
pages.add_app_template_global(keeping_label)
pages.add_app_template_global(keeping_state)


@pages.get("/keeping")
@open_to(Action.SEE_KEEPING)
def ending() -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = retention.ended(db, who, page_number())
        rules = rules_of(db)
        cards = {record.id: (term_of(db, record, rules), holds.holds_on(db, record, who.today)) for record in found}
        return listed(db, "keeping/ending.html", found, retention.PER_PAGE, cards=cards)


@pages.post("/keeping/disposals")
@open_to(Action.PROPOSE_DISPOSAL)
def propose() -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        disposal = disposals.propose(
            db, actor(db), form.getlist("record"), form.get("opinion", ""), form.get("reason", "")
        )
    flash(_("Disposal %(number)s is proposed. A second person must approve it.", number=disposal.number), "success")
    return redirect(url_for(".disposal", disposal_id=disposal.id))


@pages.get("/keeping/disposals")
@open_to(Action.SEE_KEEPING)
def all_disposals() -> ResponseReturnValue:
    with reading() as db:
        found = disposals.every_disposal(db, actor(db), page_number())
        return listed(db, "keeping/disposals.html", found, disposals.PER_PAGE)


@pages.get("/keeping/disposals/<disposal_id>")
@open_to(Action.SEE_KEEPING)
def disposal(disposal_id: str) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = disposals.find_disposal(db, who, disposal_id)
        titles = {item.id: disposals.shown_title(who, item) for item in found.items}
        return render_template(
            "keeping/disposal.html",
            disposal=found,
            titles=titles,
            is_mine=found.proposed_by == who.account_id,
            has_pdf=has_font(),
            said=said,
        )


@pages.get("/records/<record_id>/disposal")
@open_to(Action.SEE_KEEPING)
def of_record(record_id: str) -> ResponseReturnValue:
    with reading() as db:
        found = disposals.disposal_of(db, actor(db), record_id)
    return redirect(url_for(".disposal", disposal_id=found.id))


@pages.post("/keeping/disposals/<disposal_id>/approval")
@open_to(Action.APPROVE_DISPOSAL)
def approve(disposal_id: str) -> ResponseReturnValue:
    with transaction() as db:
        disposals.approve(db, actor(db), disposal_id, request.form.get("authority", ""))
    flash(_("Approved. The records are being destroyed; the certificate fills as it happens."), "success")
    return redirect(url_for(".disposal", disposal_id=disposal_id))


@pages.post("/keeping/disposals/<disposal_id>/refusal")
@open_to(Action.APPROVE_DISPOSAL)
def refuse(disposal_id: str) -> ResponseReturnValue:
    with transaction() as db:
        disposals.refuse(db, actor(db), disposal_id, request.form.get("reason", ""))
    return redirect(url_for(".disposal", disposal_id=disposal_id))


@pages.post("/keeping/disposals/<disposal_id>/withdrawal")
@open_to(Action.PROPOSE_DISPOSAL)
def withdraw(disposal_id: str) -> ResponseReturnValue:
    with transaction() as db:
        disposals.withdraw(db, actor(db), disposal_id)
    return redirect(url_for(".disposal", disposal_id=disposal_id))


@pages.get("/keeping/disposals/<disposal_id>/certificate.pdf")
@open_to(Action.SEE_KEEPING)
def certificate(disposal_id: str) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = disposals.find_disposal(db, who, disposal_id)
        if found.state is not State.DONE or not has_font():
            raise NotFound
        rows = [
            (
                str(item.position),
                disposals.shown_title(who, item),
                item.number or "",
                item.archive_no or "",
                item.formed or "",
                str(item.page_count),
                _(RETENTIONS[item.retention]),
                _(FATES[item.fate][0]),
                item.sha256,
            )
            for item in found.items
        ]
        title = _("Disposal certificate %(number)s", number=found.number)
        content = as_pdf(title, _facts(found), _headings(), rows, WIDTHS)
    return as_paper(content, "application/pdf", f"{found.number}.pdf")


def _headings() -> list[str]:
    plain = [
        _("No."),
        _("Title"),
        _("Number"),
        _("Archive no."),
        _("Formed"),
        _("Page count"),
        _("Retention"),
        _("Fate"),
    ]
    return [*plain, "SHA-256"]


def _facts(found: Disposal) -> list[tuple[str, str]]:
    return [
        (_("Appraisal opinion"), found.opinion),
        (_("Reason"), found.reason),
        (_("Proposed by"), f"{found.proposer.name}, {moment(found.proposed_at)}"),
        (_("Approved by"), f"{found.decider.name if found.decider else ''}, {moment(found.decided_at)}"),
        (_("Authority"), found.authority),
        (_("Carried out at"), moment(found.done_at)),
        (_("Supervised by (signature)"), "_" * 30),
        (_("Carried out by (signature)"), "_" * 30),
    ]
