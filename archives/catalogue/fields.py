"""The described fields of a record: one table of what there is and what it is called."""

from dataclasses import dataclass

from archives.catalogue.formed_date import FormedDate
from archives.errors import N_, InvalidInput


@dataclass(frozen=True, slots=True)
class DescribedField:
    name: str
    label: str
    is_number: bool = False
    is_date: bool = False


FIELDS: tuple[DescribedField, ...] = (
    DescribedField("title", N_("Title")),
    DescribedField("project_name", N_("Project")),
    DescribedField("permit_no", N_("Permit no."), is_number=True),
    DescribedField("filing_no", N_("Filing no."), is_number=True),
    DescribedField("archive_no", N_("Archive no."), is_number=True),
    DescribedField("investment_code", N_("Investment project code"), is_number=True),
    DescribedField("drawing_no", N_("Drawing no."), is_number=True),
    DescribedField("drawing_name", N_("Drawing name")),
    DescribedField("discipline", N_("Discipline")),
    DescribedField("stage", N_("Stage")),
    DescribedField("scale", N_("Scale")),
    DescribedField("revision", N_("Revision")),
    DescribedField("date", N_("Date"), is_date=True),
    DescribedField("location", N_("Location")),
    DescribedField("construction_unit", N_("Construction unit")),
    DescribedField("survey_unit", N_("Survey unit")),
    DescribedField("design_unit", N_("Design unit")),
    DescribedField("contractor", N_("Contractor")),
    DescribedField("supervision_unit", N_("Supervision unit")),
    DescribedField("building_area", N_("Building area")),
    DescribedField("structure", N_("Structure")),
    DescribedField("storeys", N_("Storeys")),
    DescribedField("issuer", N_("Issued by")),
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
