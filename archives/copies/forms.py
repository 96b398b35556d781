"""What the pages of copy requests ask for. The rules are in `wanted.py` and the row; here is only their form."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from archives.copies.wanted import LONGEST_TEXT, SHORTEST_DESCRIPTION, SHORTEST_PURPOSE
from archives.errors import N_, InvalidInput

NEEDED = InputRequired(_("Please fill this in."))
AT_MOST = Length(max=LONGEST_TEXT, message=_("At most %(max)d characters."))
Typed = MultiDict[str, str] | None
"""What the reader sent; None for a form that is only shown."""


def at_least(least: int) -> Length:
    return Length(min=least, message=_("At least %(min)d characters."))


def a_purpose() -> StringField:
    return StringField(
        _("Purpose"),
        [NEEDED, at_least(SHORTEST_PURPOSE), AT_MOST],
        description=_("What you need the copy for, such as renovation or the sale of the flat."),
    )


class CopyForm(FlaskForm):  # type: ignore[misc]
    """For a record that is known."""

    purpose = a_purpose()
    description = TextAreaField(
        _("Remarks"),
        [Optional(), AT_MOST],
        description=_("Anything the archivist should know."),
        render_kw={"rows": 2},
    )


class DescribedCopyForm(FlaskForm):  # type: ignore[misc]
    """For a record that the archivist has to find."""

    description = TextAreaField(
        _("What you are looking for"),
        [NEEDED, at_least(SHORTEST_DESCRIPTION), AT_MOST],
        description=_(
            "Address, estate, year, certificate number: as far as you know. You need not know the developer."
        ),
        render_kw={"rows": 4},
    )
    purpose = a_purpose()


class ReasonForm(FlaskForm):  # type: ignore[misc]
    reason = TextAreaField(
        _("Reason"),
        [NEEDED, AT_MOST],
        description=_("Whoever asked will read it."),
        render_kw={"rows": 2},
    )


def check_fields(form: FlaskForm) -> None:
    """Raises InvalidInput when a field is not as it should be; each field says why."""
    if not form.validate():
        raise InvalidInput(N_("Please correct the marked fields."))
