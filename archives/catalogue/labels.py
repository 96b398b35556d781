"""What choices are called, for people."""

from archives.catalogue.fields import BY_NAME
from archives.catalogue.model import Retention
from archives.errors import N_
from archives.people import Level

LEVELS = {Level.OPEN: N_("Open"), Level.INTERNAL: N_("Internal"), Level.RESTRICTED: N_("Restricted")}
RETENTIONS = {
    Retention.PERMANENT: N_("Permanent"),
    Retention.LONG_TERM: N_("Long term"),
    Retention.SHORT_TERM: N_("Short term"),
    Retention.THIRTY_YEARS: N_("30 years"),
    Retention.TEN_YEARS: N_("10 years"),
}
FACETS = {
    "kind": N_("Kind"),
    "project": N_("Project"),
    "department": N_("Department"),
    "year": N_("Year"),
    "discipline": N_("Discipline"),
    "level": N_("Access"),
    "place": N_("Place"),
    "volume": N_("Volume"),
}
LEVEL_CHOICES = {
    Level.OPEN: N_("Open: everyone"),
    Level.INTERNAL: N_("Internal: the department, others by grant"),
    Level.RESTRICTED: N_("Restricted: cleared staff of the department"),
}


def field_label(name: str) -> str:
    return BY_NAME[name].label if name in BY_NAME else name


def retention_label(retention: Retention) -> str:
    return RETENTIONS[retention]


def facet_title(name: str) -> str:
    return FACETS[name]
