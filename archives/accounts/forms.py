"""The forms for signing in, registering and keeping accounts: what may be typed, and how it is asked for."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_security import ChangePasswordForm as FlaskSecurityChangePasswordForm
from flask_security import LoginForm, RegisterFormV2
from flask_security.proxies import _datastore
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, EqualTo, InputRequired, Length, Optional, Regexp, ValidationError

from archives.accounts.passwords import LENGTH_MAX, LENGTH_MIN
from archives.people import Department, Level, Role
from archives.web.language import LANGUAGES

USERNAME = r"^[\w.\-]{2,64}$"

ROLES = {
    Role.CITIZEN: _("Citizen"),
    Role.STAFF: _("Department staff"),
    Role.ARCHIVIST: _("Archivist"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}
LEVELS = {Level.OPEN: _("Open"), Level.INTERNAL: _("Internal"), Level.RESTRICTED: _("Restricted")}
LANGUAGE_NAMES = {"zh_CN": "简体中文", "en": "English"}


def is_text(_form: Any, field: Any) -> None:
    """A JSON body can bring a list or an object where a form brings text."""
    if field.data is not None and not isinstance(field.data, str):
        raise ValidationError(gettext("Text is expected here."))


def needed() -> list[Any]:
    return [InputRequired(_("Please fill this in.")), is_text]


def trimmed(text: Any) -> Any:
    return text.strip() if isinstance(text, str) else text


def lowered(text: Any) -> Any:
    return text.strip().lower() if isinstance(text, str) else text


def a_persons_name() -> StringField:
    return StringField(
        _("Full name"),
        [*needed(), Length(max=100, message=_("At most %(max)d characters."))],
        filters=[trimmed],
        render_kw={"autocomplete": "name"},
    )


def a_username() -> StringField:
    return StringField(
        _("User name"),
        [*needed(), Regexp(USERNAME, message=_("2 to 64 letters, digits, “.”, “_” or “-”, without “@”."))],
        description=_("2 to 64 letters, digits, “.”, “_” or “-”. You can sign in with it."),
        filters=[trimmed],
        render_kw={"autocomplete": "username"},
    )


def an_email() -> EmailField:
    return EmailField(
        _("E-mail"),
        [*needed(), Email(_("This is not an e-mail address such as name@example.cn.")), Length(max=254)],
        filters=[lowered],
        render_kw={"autocomplete": "email"},
    )


def long_enough() -> Length:
    return Length(LENGTH_MIN, LENGTH_MAX, _("A password has %(min)d to %(max)d characters."))


def a_new_password(label: str, *rules: Any, help: str = "") -> PasswordField:  # noqa: A002 - the word on the page
    return PasswordField(label, [*rules, is_text], description=help, render_kw={"autocomplete": "new-password"})


def the_present_password(label: str) -> PasswordField:
    return PasswordField(label, needed(), render_kw={"autocomplete": "current-password"})


HELP = _("At least 10 characters; a few words are easy to keep in mind.")
DIFFERENT = _("The two passwords differ.")


class SignInForm(LoginForm):
    """One box for the e-mail address or the user name, and one sentence for whatever is wrong with either."""

    email = None
    identity = StringField(
        _("E-mail or user name"), needed(), filters=[trimmed], render_kw={"autocomplete": "username", "autofocus": True}
    )
    password = the_present_password(_("Password"))
    remember = BooleanField(_("Keep me signed in on this device for 14 days"))

    def validate(self, **kwargs: Any) -> bool:
        self.ifield = self.identity
        name = self.identity.data
        if isinstance(name, str):
            self.user = _datastore.find_user(case_insensitive=True, **{"email" if "@" in name else "username": name})
        if super().validate(**kwargs):
            return True
        if name and self.password.data and not self.user_authenticated:
            self.identity.errors, self.password.errors = [], []
            self.form_errors.append(gettext("No account has this name and password. Check both and try again."))
        return False


class RegisterForm(RegisterFormV2):
    """A citizen opens their own account; everyone else's is made by an administrator."""

    name = a_persons_name()
    username = a_username()
    email = an_email()
    password = a_new_password(_("Password"), *needed(), long_enough(), help=HELP)
    password_confirm = a_new_password(_("Repeat the password"), *needed(), EqualTo("password", DIFFERENT))

    def validate_username(self, field: Any) -> None:
        if _datastore.find_user(case_insensitive=True, username=field.data):
            raise ValidationError(gettext("This user name is taken. Choose another one."))

    def validate_email(self, field: Any) -> None:
        if _datastore.find_user(case_insensitive=True, email=field.data):
            raise ValidationError(gettext("There is already an account with this e-mail address."))


class ChangePasswordForm(FlaskSecurityChangePasswordForm):
    password = the_present_password(_("Present password"))
    new_password = a_new_password(_("New password"), *needed(), long_enough(), help=HELP)
    new_password_confirm = a_new_password(_("Repeat the password"), *needed(), EqualTo("new_password", DIFFERENT))


class AccountForm(FlaskForm):  # type: ignore[misc]
    """An account as an administrator keeps it."""

    name = a_persons_name()
    username = a_username()
    email = an_email()
    role = SelectField(_("Role"), choices=[SelectChoice(role, text) for role, text in ROLES.items()], coerce=Role)
    department_id = SelectField(_("Department"), description=_("Needed for department staff."))
    clearance = SelectField(
        _("Clearance"),
        choices=[SelectChoice(level, text) for level, text in LEVELS.items()],
        coerce=Level,
        description=_("The highest level of record this account may see, where its role or a grant opens one."),
    )

    def offer(self, departments: Sequence[Department]) -> None:
        self.department_id.choices = [
            SelectChoice("", gettext("None")),
            *(SelectChoice(d.id, d.name) for d in departments),
        ]


class NewAccountForm(AccountForm):
    """An empty password lets the archive choose one, which is shown once."""

    password = a_new_password(
        _("Password"), Optional(), long_enough(), help=_("Leave it empty and a random one is made and shown once.")
    )


class DepartmentForm(FlaskForm):  # type: ignore[misc]
    code = StringField(
        _("Code"),
        [*needed(), Regexp(r"^[A-Za-z0-9_\-]{1,32}$", message=_("1 to 32 letters, digits, “_” or “-”."))],
        description=_("Short and lasting; spreadsheets and the command line name the department by it."),
    )
    name = StringField(_("Name"), [*needed(), Length(max=200, message=_("At most %(max)d characters."))])


class MineForm(FlaskForm):  # type: ignore[misc]
    """What everyone may change about their own account."""

    name = a_persons_name()
    language = SelectField(_("Language"), choices=[SelectChoice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES])
