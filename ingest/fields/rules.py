"""What a rule is: a field, the labels it stands beside, and what its value must look like."""

from dataclasses import dataclass

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.lettering import key
from ingest.fields.readings import Reader, a_name, a_number, a_storey_count, a_structure, a_unit, an_area


@dataclass(frozen=True, slots=True)
class Rule:
    """`labels` in order of preference: a later one counts only where an earlier one has given nothing."""

    field: str
    labels: tuple[str, ...]
    reader: Reader

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key(label) for label in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: the titles it bears and the rules for its fields.

    `title` is the value of the title field where it bears one of `titles`; empty where a rule finds the title.
    """

    name: str
    titles: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    patterns: tuple[str, ...] = ("permit_no", "investment_code")


PROJECT_RULES: tuple[Rule, ...] = (
    Rule("investment_code", labels.INVESTMENT_CODE, a_number("investment_code")),
    Rule("project_name", labels.PROJECT, a_name),
    Rule("construction_unit", labels.CONSTRUCTION_UNIT, a_unit),
    Rule("survey_unit", labels.SURVEY_UNIT, a_unit),
    Rule("design_unit", labels.DESIGN_UNIT, a_unit),
    Rule("contractor", labels.CONTRACTOR, a_unit),
    Rule("supervision_unit", labels.SUPERVISION_UNIT, a_unit),
    Rule("location", labels.LOCATION, a_name),
    Rule("building_area", labels.BUILDING_AREA, an_area),
    Rule("structure", labels.STRUCTURE, a_structure),
    Rule("storeys", labels.STOREYS, a_storey_count),
    Rule("issuer", labels.ISSUER, a_unit),
)
ISSUED: tuple[Rule, ...] = (Rule("date", labels.ISSUE_DATE + labels.PLAIN_DATE, a_date),)
