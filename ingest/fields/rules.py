"""What a rule is: a field, the labels it stands beside, and what its value must look like."""

import re
from dataclasses import dataclass

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.lettering import key
from ingest.fields.measures import a_height, a_site_area, an_area, some_money, storeys_within
from ingest.fields.readings import (
    Reader,
    a_name,
    a_number,
    a_person,
    a_storey_count,
    a_structure,
    a_term,
    a_unit,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """`labels` in order of preference: a later one counts only where an earlier one has given nothing."""

    field: str
    labels: tuple[str, ...]
    reader: Reader

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key(label) for label in self.labels)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A field told in running words; the group `told` of the pattern is its value."""

    field: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: the titles it bears and the rules for its fields.

    `proof` are labels of which three together prove it where no title was read; `own_number` how its number begins.
    """

    name: str
    titles: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    patterns: tuple[str, ...] = ("permit_no", "investment_code")
    proof: frozenset[str] = frozenset()
    own_number: str = ""
    phrases: tuple[Phrase, ...] = ()


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
    Rule("storeys", labels.BUILDING_AREA, storeys_within),
    Rule("credit_code", labels.CREDIT_CODE, a_number("credit_code")),
    Rule("issuer", labels.ISSUER, a_unit),
)
LAND_RULES: tuple[Rule, ...] = (
    Rule("site_area", labels.SITE_AREA, a_site_area),
    Rule("land_use", labels.LAND_USE, a_name),
    Rule("land_grant", labels.LAND_GRANT, a_name),
    Rule("land_approver", labels.LAND_APPROVER, a_unit),
    Rule("land_approval_no", labels.LAND_APPROVAL_NO, a_name),
    Rule("basis", labels.BASIS, a_name),
)
WORKS_RULES: tuple[Rule, ...] = (
    Rule("contract_price", labels.CONTRACT_PRICE, some_money),
    Rule("cost", labels.COST, some_money),
    Rule("contract_period", labels.CONTRACT_PERIOD, a_term),
    Rule("start_date", labels.START_DATE, a_date),
    Rule("completion_date", labels.COMPLETION_DATE, a_date),
    Rule("review_no", labels.REVIEW_NO, a_number("review_no")),
    Rule("quality_supervisor", labels.QUALITY_SUPERVISOR, a_unit),
    Rule("height", labels.HEIGHT, a_height),
)
PERMITS_NAMED: tuple[Rule, ...] = (
    Rule("land_permit_no", labels.LAND_PERMIT_NO, a_number("permit_no")),
    Rule("planning_permit_no", labels.PLANNING_PERMIT_NO, a_number("permit_no")),
    Rule("construction_permit_no", labels.CONSTRUCTION_PERMIT_NO, a_number("permit_no")),
)
SIGNED: tuple[Rule, ...] = (
    Rule("compiled_by", labels.COMPILED_BY, a_person),
    Rule("checked_by", labels.CHECKED_BY, a_person),
    Rule("received_by", labels.RECEIVED_BY, a_person),
)
ISSUED: tuple[Rule, ...] = (Rule("date", labels.ISSUE_DATE + labels.PLAIN_DATE, a_date),)
