"""The kinds of documents by name, for people; `ingest.fields` says how each is recognised."""

from archives.errors import N_

KINDS: dict[str, str] = {
    "site_selection_opinion": N_("Site selection opinion"),
    "land_use_planning_permit": N_("Land-use planning permit"),
    "construction_planning_permit": N_("Construction planning permit"),
    "rural_planning_permit": N_("Rural planning permit"),
    "construction_permit": N_("Construction permit"),
    "completion_filing": N_("Completion filing form"),
    "acceptance_report": N_("Acceptance report"),
    "planning_verification": N_("Planning verification certificate"),
    "real_estate_certificate": N_("Real-estate certificate"),
    "building_permit": N_("Building permit"),
    "drawing": N_("Drawing"),
    "volume_cover": N_("Volume cover"),
    "volume_contents": N_("Volume contents list"),
    "volume_note": N_("Volume note"),
    "unknown": N_("Other document"),
}


def kind_label(kind: str) -> str:
    return KINDS.get(kind, KINDS["unknown"])
