"""The described fields of a record: one table of what there is, what it is called, and what its values are like."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archives.catalogue.formed_date import FormedDate
from archives.errors import N_, InvalidInput


class Form(StrEnum):
    """What the values of a field are like: numbers are indexed whole, dates parsed, each doubted in its own measure."""

    NUMBER = "number"
    DATE = "date"
    MEASURE = "measure"
    NAME = "name"
    WORDS = "words"


class Group(StrEnum):
    """Under which heading a field is shown, in this order."""

    DOCUMENT = "document"
    PLACE = "place"
    PEOPLE = "people"
    MEASURES = "measures"
    DATES = "dates"
    REFERENCES = "references"


GROUPS: dict[Group, str] = {
    Group.DOCUMENT: N_("The document"),
    Group.PLACE: N_("Project and place"),
    Group.PEOPLE: N_("Units and people"),
    Group.MEASURES: N_("Measures"),
    Group.DATES: N_("Dates"),
    Group.REFERENCES: N_("Numbers it refers to"),
}


@dataclass(frozen=True, slots=True)
class DescribedField:
    name: str
    label: str
    form: Form
    group: Group

    @property
    def is_number(self) -> bool:
        return self.form is Form.NUMBER

    @property
    def is_date(self) -> bool:
        return self.form is Form.DATE


def _listed(group: Group, *rows: tuple[str, str, Form]) -> Iterable[DescribedField]:
    return (DescribedField(name, label, form, group) for name, label, form in rows)


FIELDS: tuple[DescribedField, ...] = (
    *_listed(
        Group.DOCUMENT,
        ("title", N_("Title"), Form.WORDS),
        ("permit_no", N_("Permit no."), Form.NUMBER),
        ("filing_no", N_("Filing no."), Form.NUMBER),
        ("archive_no", N_("Archive no."), Form.NUMBER),
        ("drawing_no", N_("Drawing no."), Form.NUMBER),
        ("drawing_name", N_("Drawing name"), Form.WORDS),
        ("discipline", N_("Discipline"), Form.WORDS),
        ("stage", N_("Stage"), Form.WORDS),
        ("scale", N_("Scale"), Form.MEASURE),
        ("revision", N_("Revision"), Form.WORDS),
        ("decision", N_("Decision"), Form.WORDS),
        ("proposal", N_("Proposal"), Form.WORDS),
        ("retention", N_("Retention"), Form.WORDS),
        ("secrecy", N_("Secrecy grade"), Form.WORDS),
    ),
    *_listed(
        Group.PLACE,
        ("project_name", N_("Project"), Form.NAME),
        ("location", N_("Location"), Form.NAME),
        ("land_use", N_("Land use"), Form.WORDS),
        ("land_grant", N_("How the land was obtained"), Form.WORDS),
        ("right_kind", N_("Kind of right"), Form.WORDS),
        ("right_nature", N_("Nature of the right"), Form.WORDS),
        ("shared", N_("Shared ownership"), Form.WORDS),
        ("property_unit_no", N_("Real-estate unit no."), Form.NUMBER),
        ("parcel_no", N_("Parcel no."), Form.NUMBER),
    ),
    *_listed(
        Group.PEOPLE,
        ("construction_unit", N_("Construction unit"), Form.NAME),
        ("credit_code", N_("Unified social credit code"), Form.NUMBER),
        ("survey_unit", N_("Survey unit"), Form.NAME),
        ("design_unit", N_("Design unit"), Form.NAME),
        ("contractor", N_("Contractor"), Form.NAME),
        ("supervision_unit", N_("Supervision unit"), Form.NAME),
        ("quality_supervisor", N_("Quality supervision"), Form.NAME),
        ("issuer", N_("Issued by"), Form.NAME),
        ("land_approver", N_("Land use approved by"), Form.NAME),
        ("agent", N_("Agent"), Form.NAME),
        ("compiled_by", N_("Compiler"), Form.NAME),
        ("checked_by", N_("Checker"), Form.NAME),
        ("received_by", N_("Receiver"), Form.NAME),
        ("technical_lead", N_("Technical lead"), Form.NAME),
        ("chief_supervisor", N_("Chief supervising engineer"), Form.NAME),
        ("site_supervisor", N_("Supervising engineer on site"), Form.NAME),
    ),
    *_listed(
        Group.MEASURES,
        ("building_area", N_("Building area"), Form.MEASURE),
        ("site_area", N_("Site area"), Form.MEASURE),
        ("structure", N_("Structure"), Form.WORDS),
        ("storeys", N_("Storeys"), Form.MEASURE),
        ("height", N_("Building height"), Form.MEASURE),
        ("contract_price", N_("Contract price"), Form.MEASURE),
        ("cost", N_("Cost of the works"), Form.MEASURE),
        ("contract_period", N_("Contract period"), Form.MEASURE),
        ("term", N_("Term of use"), Form.MEASURE),
        ("volume_no", N_("Volume no."), Form.MEASURE),
        ("volume_count", N_("Volumes in all"), Form.MEASURE),
        ("page_count", N_("Pages in all"), Form.MEASURE),
        ("text_pages", N_("Pages of text"), Form.MEASURE),
        ("drawing_pages", N_("Sheets of drawings"), Form.MEASURE),
        ("photo_count", N_("Photographs"), Form.MEASURE),
    ),
    *_listed(
        Group.DATES,
        ("date", N_("Date"), Form.DATE),
        ("last_date", N_("Last date"), Form.DATE),
        ("start_date", N_("Start of works"), Form.DATE),
        ("completion_date", N_("Completion of works"), Form.DATE),
        ("filing_date", N_("Date of filing"), Form.DATE),
        ("compiled_on", N_("Date of compilation"), Form.DATE),
        ("received_date", N_("Date received"), Form.DATE),
        ("expiry_date", N_("Valid until"), Form.DATE),
    ),
    *_listed(
        Group.REFERENCES,
        ("investment_code", N_("Investment project code"), Form.NUMBER),
        ("land_permit_no", N_("Land-use planning permit no."), Form.NUMBER),
        ("planning_permit_no", N_("Construction planning permit no."), Form.NUMBER),
        ("construction_permit_no", N_("Construction permit no."), Form.NUMBER),
        ("land_approval_no", N_("Land approval no."), Form.NUMBER),
        ("review_no", N_("Drawing review certificate no."), Form.NUMBER),
        ("basis", N_("Basis of the project"), Form.WORDS),
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
NUMBERS = tuple(field.name for field in FIELDS if field.is_number)
LONGEST_VALUE = 500


def parse_value(name: str, text: str) -> str:
    """What a person typed, in the form it is kept; raises InvalidInput with what is expected."""
    field = BY_NAME.get(name)
    if field is None:
        raise InvalidInput(N_("There is no field “%(name)s”."), name=name)
    value = " ".join(text.split())
    if len(value) > LONGEST_VALUE:
        raise InvalidInput(N_("A value may have at most %(most)s characters."), most=LONGEST_VALUE)
    return str(FormedDate.parse(value)) if field.is_date and value else value
