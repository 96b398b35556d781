"""What should agree between the documents of one project, and how far: rules that are data.

The tolerances are this archive's own: which deviation a planning office lets pass differs from city to city.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archives.catalogue.comparable import Amount, Comparer, Number, StoreyCount, Wording
from archives.errors import N_


class Sort(StrEnum):
    DIFFERS = "differs"
    CITED = "cited"
    ALMOST = "almost the same"
    ORDER = "order of dates"


SENTENCES: dict[Sort, str] = {
    Sort.DIFFERS: N_("%(field)s: the documents do not say the same."),
    Sort.CITED: N_("%(field)s: the number cited is not the one on the document itself."),
    Sort.ALMOST: N_("%(field)s: two numbers differ in a sign or two only; one is probably misread."),
    Sort.ORDER: N_("“%(later)s” is dated before “%(earlier)s”, though it can only follow it."),
}


@dataclass(frozen=True, slots=True)
class Alike:
    """What all documents of a project should say alike, or all of one building where `by_part`."""

    field: str
    comparer: Comparer
    by_part: bool = False
    not_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cited:
    """A number that stands as `own_field` on the document of this `kind`, and as `field` where others name it."""

    field: str
    kind: str
    own_field: str = "permit_no"


UNITS = ("construction_unit", "survey_unit", "design_unit", "contractor", "supervision_unit")
A_FLAT = frozenset({"real_estate_certificate"})  # may speak of one flat only
ALIKE: tuple[Alike, ...] = (
    Alike("project_name", Wording()),
    Alike("location", Wording()),
    Alike("investment_code", Number()),
    Alike("site_area", Amount(share=0.01, least=1.0), not_in=A_FLAT),
    Alike("building_area", Amount(share=0.01, least=1.0), by_part=True, not_in=A_FLAT),
    Alike("height", Amount(share=0.01, least=0.1), by_part=True),
    Alike("storeys", StoreyCount(), by_part=True, not_in=A_FLAT),
)
CITED: tuple[Cited, ...] = (
    Cited("land_permit_no", "land_use_planning_permit"),
    Cited("planning_permit_no", "construction_planning_permit"),
    Cited("construction_permit_no", "construction_permit"),
    Cited("filing_no", "completion_filing", "filing_no"),
)
ALMOST = 2  # signs by which a number may differ from another and still be meant for it
STAGES: tuple[frozenset[str], ...] = (
    frozenset({"site_selection_opinion"}),  # 立项与选址
    frozenset({"land_use_planning_permit"}),  # 用地
    frozenset({"construction_planning_permit", "rural_planning_permit"}),  # 规划
    frozenset({"construction_permit"}),  # 施工
    frozenset({"acceptance_report", "planning_verification", "completion_filing"}),  # 竣工
)
"""立项 ≤ 用地 ≤ 规划 ≤ 施工 ≤ 竣工: a stage begins with the first document of one of its kinds."""
COMPARED = frozenset(
    {rule.field for rule in ALIKE}
    | {name for rule in CITED for name in (rule.field, rule.own_field)}
    | {*UNITS, "date"}
)
MEASURED_BY_PART = frozenset(rule.field for rule in ALIKE if rule.by_part)


def compared_with(said: Iterable[str], kind: str) -> frozenset[str]:
    """The fields that a document of this kind, saying these fields, can contradict others in."""
    own = COMPARED.intersection(said)
    if not any(kind in stage for stage in STAGES):
        own -= {"date"}
    cited = (rule for rule in CITED if rule.field in own or (rule.own_field in own and rule.kind == kind))
    return own.union(*({rule.field, rule.own_field} for rule in cited))
