"""The forms in which a token is asked for."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from archives.api.token_service import LONGEST_DAYS, Asked
from archives.people import Level
from archives.tokens import Scope

SCOPES = {
    Scope.SEARCH: _("Search"),
    Scope.READ_RECORDS: _("Read records and places"),
    Scope.READ_WORDS: _("Read pages and words"),
    Scope.READ_ORIGINALS: _("Download originals"),
    Scope.WRITE_VALUES: _("Correct described values"),
}
LEVELS = {Level.OPEN: _("Open"), Level.INTERNAL: _("Internal"), Level.RESTRICTED: _("Restricted")}
NEEDED = InputRequired(_("Please fill this in."))


def at_least_one(_form: Any, field: Any) -> None:
    """A rule of the whole list: the browser would ask for every box."""
    if not field.data:
        raise ValidationError(gettext("Choose at least one."))


class TokenForm(FlaskForm):  # type: ignore[misc]
    label = StringField(
        _("Name of the token"),
        [NEEDED, Length(max=60, message=_("At most %(max)d characters."))],
        description=_("Which program uses it; it stands in the trail."),
    )
    scopes = SelectMultipleField(
        _("What it may do"),
        [at_least_one],
        choices=[SelectChoice(scope, text) for scope, text in SCOPES.items()],
        coerce=Scope,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_("Never more than whoever it acts for may do."),
    )
    days = IntegerField(
        _("Days until it ends"), [NEEDED, NumberRange(1, LONGEST_DAYS, _("1 to %(max)s days."))], default=90
    )

    def asked(self) -> Asked:
        clearance = Level(self.clearance.data) if "clearance" in self else Level.OPEN
        return Asked(label=self.label.data, scopes=self.scopes.data, days=self.days.data, clearance=clearance)


class DepartmentTokenForm(TokenForm):
    clearance = SelectField(
        _("Clearance"),
        choices=[SelectChoice(level, text) for level, text in LEVELS.items()],
        coerce=Level,
        default=Level.OPEN,
        description=_("The highest level of the department's records it may see."),
    )
