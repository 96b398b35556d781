"""What the pages of access requests ask for. The rules are in `wanted.py` and the row; here is only their form."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from archives.errors import N_, InvalidInput
from archives.grants import Use
from archives.people import Department
from archives.sharing.model import LONGEST_DAYS, AccessRequest
from archives.sharing.wanted import LONGEST_TEXT, SHORTEST_PURPOSE, Offer, Wanted

USES = [SelectChoice(Use.READ.value, _("Read")), SelectChoice(Use.DOWNLOAD.value, _("Read and download"))]
FOR_DEPARTMENT, FOR_ASKER = "department", "asker"
NEEDED = InputRequired(_("Please fill this in."))
Typed = MultiDict[str, str] | None
"""What the reader sent; None for a form that is only shown."""


def at_most(most: int) -> Length:
    return Length(max=most, message=_("At most %(max)d characters."))


class AskForm(FlaskForm):  # type: ignore[misc]
    holder = SelectField(_("Whose records"), [NEEDED])
    use = SelectField(_("Use"), [NEEDED], choices=USES)
    purpose = TextAreaField(
        _("Purpose"),
        [NEEDED, Length(min=SHORTEST_PURPOSE, message=_("At least %(min)d characters.")), at_most(LONGEST_TEXT)],
        description=_("What the records are needed for. They may be used for nothing else."),
        render_kw={"rows": 2},
    )
    until = DateField(_("Until"), [NEEDED], description=_("The last day on which access is needed."))
    legal_basis = StringField(_("Legal basis"), [Optional(), at_most(300)])
    matter_no = StringField(_("Matter number"), [Optional(), at_most(100)])

    @classmethod
    def about_project(cls, holders: Sequence[Department], today: date, typed: Typed) -> "AskForm":
        form = cls._from(today, typed)
        offered = [SelectChoice(holder.id, holder.name) for holder in holders]
        form.holder.choices = [SelectChoice("", _("Choose a department")), *offered]
        return form

    @classmethod
    def about_record(cls, today: date, typed: Typed) -> "AskForm":
        form = cls._from(today, typed)
        del form.holder
        return form

    @classmethod
    def _from(cls, today: date, typed: Typed) -> "AskForm":
        form = cls(formdata=typed)
        form.until.render_kw = days_between(today, today + timedelta(days=LONGEST_DAYS))
        return form

    def wanted(self) -> Wanted:
        check_fields(self)
        return Wanted(
            purpose=self.purpose.data,
            until=self.until.data,
            use=Use(self.use.data),
            legal_basis=self.legal_basis.data or "",
            matter_no=self.matter_no.data or "",
        )


class GrantForm(FlaskForm):  # type: ignore[misc]
    use = SelectField(_("Use"), [NEEDED], choices=USES)
    until = DateField(_("Until"), [NEEDED], description=_("May be earlier than asked for, not later."))
    holder = SelectField(_("For"), [NEEDED])

    @classmethod
    def of(cls, request: AccessRequest, today: date, typed: Typed) -> "GrantForm":
        """Filled with what was typed, or else with what was asked for."""
        form = cls(formdata=typed, use=request.use.value, until=request.until, holder=FOR_DEPARTMENT)
        form.until.render_kw = days_between(today, request.until)
        form.holder.choices = [
            SelectChoice(FOR_DEPARTMENT, request.asking.name),
            SelectChoice(FOR_ASKER, request.asker.name),
        ]
        if request.use is Use.READ:
            form.use.choices = USES[:1]
        return form

    def offer(self) -> Offer:
        check_fields(self)
        return Offer(until=self.until.data, use=Use(self.use.data), to_asker_only=self.holder.data == FOR_ASKER)


class ReasonForm(FlaskForm):  # type: ignore[misc]
    reason = TextAreaField(
        _("Reason"),
        [NEEDED, at_most(LONGEST_TEXT)],
        description=_("Whoever asked will read it."),
        render_kw={"rows": 2},
    )

    def text(self) -> str:
        check_fields(self)
        return str(self.reason.data)


def days_between(first: date, last: date) -> dict[str, str]:
    """What a browser's calendar offers; the row itself decides."""
    return {"min": first.isoformat(), "max": last.isoformat()}


def check_fields(form: FlaskForm) -> None:
    """Raises InvalidInput when a field is not as it should be; each field says why."""
    if not form.validate():
        raise InvalidInput(N_("Please correct the marked fields."))
