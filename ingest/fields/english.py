"""Permits in English, as cities of North America and of the Commonwealth issue them."""

from ingest.fields import labels
from ingest.fields.dates import a_date
from ingest.fields.readings import a_number
from ingest.fields.rules import PROJECT_RULES, Kind, Rule

KINDS: tuple[Kind, ...] = (
    Kind(
        name="building_permit",
        titles=(
            "Building Permit", "Construction Permit", "Residential Building Permit", "Commercial Building Permit",
            "Planning Permission", "Grant of Planning Permission", "Certificate of Occupancy", "Decision Notice",
        ),
        rules=(
            Rule("permit_no", labels.PERMIT_NO, a_number("permit_no")),
            *PROJECT_RULES,
            Rule("date", labels.ISSUE_DATE + labels.PLAIN_DATE, a_date),
        ),
    ),
)  # fmt: skip
