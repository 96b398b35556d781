"""How likely a value is right, given what speaks for and against it: the one place where that is put together.

The grounds add up as log-odds; each can only raise or only lower the probability, so that better grounds never make a
value less likely. The numbers were fitted by `python -m benchmarks.calibrate` on readings of sheets with known truth;
how they hold on other sheets stands in docs/reading.md. Three things are not fitted but set, for the sheets that were
drawn can say nothing of them: what a check digit proves; that a value which contradicts the standards or the
calendar is to be looked at by a person, however clear the print; and (nearly) how much an unlabelled place is
trusted.
"""

from math import exp, log, log10

from ingest.fields.validators import Verdict
from ingest.scan import Grounds

# fitted: begin
BASE = {"numbers": -2.51, "dates": -1.05, "units": -1.50, "measures": -1.54, "names": -2.33, "other": -1.63}
CLARITY, PLACE, LOOKS, RIVAL, PIECES, SEALED = 2.73, -1.45, -4.49, -1.95, -0.65, -0.61
# fitted: end
GROUPS = {
    **dict.fromkeys(
        (
            "permit_no", "filing_no", "drawing_no", "archive_no", "investment_code", "credit_code", "property_unit_no",
            "planning_permit_no", "construction_permit_no", "land_permit_no", "review_no", "land_approval_no",
            "parcel_no",
        ),
        "numbers",
    ),
    **dict.fromkeys(
        (
            "date", "filing_date", "start_date", "completion_date", "received_date", "expiry_date", "last_date",
            "contract_period", "term",
        ),
        "dates",
    ),
    **dict.fromkeys(
        (
            "construction_unit", "survey_unit", "design_unit", "contractor", "supervision_unit", "issuer",
            "quality_supervisor", "land_approver", "agent",
        ),
        "units",
    ),
    **dict.fromkeys(
        ("building_area", "site_area", "scale", "storeys", "height", "contract_price", "cost", "revision"), "measures"
    ),
    **dict.fromkeys(("project_name", "drawing_name", "location", "proposal", "basis"), "names"),
}  # fmt: skip
SURE_PLACE = 0.98
CLEAREST = 4.0  # beyond one doubt in ten thousand an engine's confidence says no more
DOUBT_LEFT_BY_PROOF = 0.25
TRUST_LEFT_BY_CONTRADICTION = 0.55


def group_of(field: str) -> str:
    return GROUPS.get(field, "other")


def signals(grounds: Grounds) -> tuple[float, ...]:
    """The grounds as numbers of which each adds its weight: those that speak for the value, or against it."""
    return (
        clarity(grounds.weakest),
        strangeness(grounds.place),
        1 - grounds.looks,
        grounds.rival**2,
        float(grounds.pieces > 1),
        float(grounds.sealed),
    )


def clarity(confidence: float) -> float:
    """How many nines the engine's confidence has: 0.9 is one, 0.999 three."""
    return min(CLEAREST, -log10(max(1 - confidence, 1e-9)))


def strangeness(trust: float) -> float:
    """How much odder a place is than a label's own cell, in log-odds: nothing for a trust of 0.98, 3.7 for 0.55."""
    return max(0.0, _odds(SURE_PLACE) - _odds(min(max(trust, 0.01), SURE_PLACE)))


def _odds(share: float) -> float:
    return log(share / (1 - share))


def probability(field: str, grounds: Grounds) -> float:
    """Between 0 and 1: of the values for which this says 0.95, 95 in 100 are right."""
    weights = (CLARITY, PLACE, LOOKS, RIVAL, PIECES, SEALED)
    odds = BASE[group_of(field)] + sum(w * s for w, s in zip(weights, signals(grounds), strict=True))
    right = 1 / (1 + exp(-odds))
    if grounds.verdict == Verdict.PROVEN:
        right = 1 - (1 - right) * DOUBT_LEFT_BY_PROOF
    if grounds.verdict == Verdict.CONTRADICTED:
        right *= TRUST_LEFT_BY_CONTRADICTION
    return round(right, 4)
