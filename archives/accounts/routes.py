"""The start page, one's own account, and the administrator's pages of accounts and departments."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from archives.accounts import departments, service
from archives.accounts.forms import AccountForm, DepartmentForm, MineForm, NewAccountForm
from archives.errors import InvalidInput
from archives.permissions import Action
from archives.web import EVERYONE, SIGNED_IN, actor, open_to, reading, say, transaction
from archives.web.language import current_language, forget_switch

pages = Blueprint("accounts", __name__)


@pages.get("/")
@open_to(EVERYONE)
def home() -> str:
    return render_template("home.html")


@pages.route("/account", methods=["GET", "POST"])
@open_to(SIGNED_IN)
def mine() -> Response | str:
    with transaction() if request.method == "POST" else reading() as db:
        account = service.find_account(db, actor(db).account_id or "")
        form = MineForm(data={"name": account.name, "language": account.language or current_language()})
        if form.validate_on_submit():
            service.change_mine(db, actor(db), form.name.data, form.language.data)
            flash(_("Saved."), "success")
            return forget_switch(redirect(url_for("accounts.mine")))
        return render_template("accounts/mine.html", form=form, account=account, grants=actor(db).grants)


@pages.get("/accounts")
@open_to(Action.KEEP_ACCOUNTS)
def everyone() -> str:
    words = request.args.get("name", "").strip()
    with reading() as db:
        return render_template(
            "accounts/everyone.html", accounts=service.all_accounts(db, actor(db), words), words=words
        )


@pages.route("/accounts/new", methods=["GET", "POST"])
@open_to(Action.KEEP_ACCOUNTS)
def create() -> Response | str:
    form = NewAccountForm()
    with reading() as db:
        form.offer(departments.departments_in_use(db))
    if form.validate_on_submit():
        password = form.password.data or service.new_password()
        try:
            with transaction() as db:
                account = service.create_account(db, actor(db), _person(form), password)
        except InvalidInput as error:
            form.form_errors.append(say(error))
        else:
            return render_template("accounts/created.html", account=account, password=password)
    return render_template("accounts/edit.html", form=form, account=None)


@pages.route("/accounts/<account_id>", methods=["GET", "POST"])
@open_to(Action.KEEP_ACCOUNTS)
def edit(account_id: str) -> Response | str:
    with reading() as db:
        account = service.find_account(db, account_id)
        form = AccountForm(obj=account)
        form.offer(departments.departments_in_use(db, account.department_id))
    if form.validate_on_submit():
        try:
            with transaction() as db:
                service.change_account(db, actor(db), account_id, _person(form))
        except InvalidInput as error:
            form.form_errors.append(say(error))
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("accounts.everyone"))
    return render_template("accounts/edit.html", form=form, account=account)


@pages.post("/accounts/<account_id>/password")
@open_to(Action.KEEP_ACCOUNTS)
def give_password(account_id: str) -> str:
    password = service.new_password()
    with transaction() as db:
        service.set_password(db, actor(db), account_id, password)
        account = service.find_account(db, account_id)
    return render_template("accounts/created.html", account=account, password=password)


@pages.post("/accounts/<account_id>/<any(use, rest):state>")
@open_to(Action.KEEP_ACCOUNTS)
def set_active(account_id: str, state: str) -> Response:
    with transaction() as db:
        service.set_active(db, actor(db), account_id, state == "use")
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.edit", account_id=account_id))


@pages.route("/departments", methods=["GET", "POST"])
@open_to(Action.KEEP_ACCOUNTS)
def all_departments() -> Response | str:
    form = DepartmentForm()
    if form.validate_on_submit():
        try:
            with transaction() as db:
                departments.create_department(db, actor(db), form.code.data, form.name.data)
        except InvalidInput as error:
            form.form_errors.append(say(error))
        else:
            flash(_("The department was added."), "success")
            return redirect(url_for("accounts.all_departments"))
    with reading() as db:
        return render_template("accounts/departments.html", form=form, rows=departments.all_departments(db, actor(db)))


@pages.route("/departments/<department_id>", methods=["GET", "POST"])
@open_to(Action.KEEP_ACCOUNTS)
def edit_department(department_id: str) -> Response | str:
    with reading() as db:
        department = departments.find_department(db, department_id)
    form = DepartmentForm(obj=department)
    if form.validate_on_submit():
        try:
            with transaction() as db:
                departments.rename_department(db, actor(db), department_id, form.code.data, form.name.data)
        except InvalidInput as error:
            form.form_errors.append(say(error))
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("accounts.all_departments"))
    return render_template("accounts/department.html", form=form, department=department)


@pages.post("/departments/<department_id>/<any(use, rest):state>")
@open_to(Action.KEEP_ACCOUNTS)
def set_department_active(department_id: str, state: str) -> Response:
    with transaction() as db:
        departments.set_department_active(db, actor(db), department_id, state == "use")
    flash(_("Saved."), "success")
    return redirect(url_for("accounts.all_departments"))


def _person(form: AccountForm) -> service.Person:
    return service.Person(
        name=form.name.data,
        username=form.username.data,
        email=form.email.data,
        role=form.role.data,
        department_id=form.department_id.data or None,
        clearance=form.clearance.data,
    )
