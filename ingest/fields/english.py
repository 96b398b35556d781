"""Permits in English: building permits of North America, planning decisions of Britain, those of other countries."""

from dataclasses import replace

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.measures import some_money
from ingest.fields.readings import a_name, a_number, a_short_name, a_unit
from ingest.fields.rules import PROJECT_RULES, Kind, Rule

_MORE_LABELS = {
    "construction_unit": labels.ENGLISH_APPLICANT,
    "location": labels.ENGLISH_SITE,
    "issuer": labels.ENGLISH_ISSUER,
}
_PROJECT = tuple(replace(rule, labels=rule.labels + _MORE_LABELS.get(rule.field, ())) for rule in PROJECT_RULES)

KINDS: tuple[Kind, ...] = (
    Kind(
        name="building_permit",
        titles=(
            "Building Permit", "Construction Permit", "Residential Building Permit", "Commercial Building Permit",
            "Planning Permission", "Grant of Planning Permission", "Certificate of Occupancy", "Decision Notice",
            "Notice of Decision", "Planning Decision Notice", "Planning Decision", "Refusal of Planning Permission",
            "Notice of Planning Decision", "Outline Planning Permission", "Full Planning Permission",
            "Listed Building Consent", "Permission for Development", "Planning Permit", "Development Permit",
            "Zoning Permit", "Demolition Permit", "Occupation Permit", "Building Consent", "Building Licence",
            "Building License", "Construction Licence", "Site Development Permit", "Grading Permit",
        ),
        rules=(
            Rule("permit_no", labels.PERMIT_NO + labels.APPLICATION_NO, a_number("permit_no")),
            *_PROJECT,
            Rule("proposal", labels.PROPOSAL, a_name),
            Rule("parcel_no", labels.PARCEL_NO, a_number("parcel_no")),
            Rule("cost", labels.COST, some_money),
            Rule("land_use", labels.LAND_USE, a_short_name),
            Rule("agent", labels.AGENT, a_unit),
            Rule("decision", labels.DECISION, a_name),
            Rule("received_date", labels.RECEIVED_DATE, a_date),
            Rule("expiry_date", labels.EXPIRY_DATE, a_date),
            Rule("date", labels.DECISION_DATE + labels.ISSUE_DATE + labels.PLAIN_DATE, a_date),
        ),
    ),
)  # fmt: skip
