"""Pages where people and administrators make and revoke tokens."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archives.api import token_service
from archives.api.forms import SCOPES, DepartmentTokenForm, TokenForm
from archives.errors import InvalidInput
from archives.people import Department
from archives.permissions import Action
from archives.web import SIGNED_IN, actor, open_to, reading, say, today, transaction

pages = Blueprint("tokens", __name__)


@pages.route("/account/tokens", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def mine() -> ResponseReturnValue:
    form, secret = TokenForm(), ""
    if form.validate_on_submit():
        try:
            with transaction() as db:
                _token, secret = token_service.make_for_me(db, actor(db), form.asked(), today())
        except InvalidInput as error:
            form.form_errors.append(say(error))
    with reading() as db:
        held = token_service.my_tokens(db, actor(db))
        return _page(form, held, secret, None)


@pages.route("/departments/<department_id>/tokens", methods=["GET", "POST"])
@open_to(Action.KEEP_ACCOUNTS)
def of_department(department_id: str) -> ResponseReturnValue:
    form, secret = DepartmentTokenForm(), ""
    with reading() as db:
        department = token_service.find_department(db, actor(db), department_id)
    if form.validate_on_submit():
        try:
            with transaction() as db:
                who = actor(db)
                _token, secret = token_service.make_for_department(db, who, department_id, form.asked(), today())
        except InvalidInput as error:
            form.form_errors.append(say(error))
    with reading() as db:
        held = token_service.tokens_of_department(db, actor(db), department_id)
        return _page(form, held, secret, department)


@pages.post("/tokens/<token_id>/revocation")
@open_to(SIGNED_IN)
def revoke(token_id: str) -> ResponseReturnValue:
    with transaction() as db:
        token = token_service.revoke(db, actor(db), token_id)
        department_id = token.department_id
    flash(_("The token was revoked."), "success")
    if department_id:
        return redirect(url_for("tokens.of_department", department_id=department_id))
    return redirect(url_for("tokens.mine"))


def _page(form: TokenForm, held: object, secret: str, department: Department | None) -> str:
    return render_template(
        "api/tokens.html", form=form, tokens=held, secret=secret, department=department, scopes=SCOPES, today=today()
    )
