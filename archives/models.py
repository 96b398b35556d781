"""Every table, gathered in one place for migrations and for tests."""

from archives import audit, grants, jobs, people, tokens
from archives.assessing import model as assessing
from archives.catalogue import judgements, looking, relations, retention
from archives.catalogue import model as catalogue
from archives.city import model as city
from archives.copies import model as copies
from archives.db import Model
from archives.finding import model as finding
from archives.handover import model as handover
from archives.intake import model as intake
from archives.keeping import model as keeping
from archives.keeping import reviews
from archives.safekeeping import model as safekeeping
from archives.sharing import model as sharing
from archives.trail import anchors

__all__ = [
    "Model",
    "anchors",
    "assessing",
    "audit",
    "catalogue",
    "city",
    "copies",
    "finding",
    "grants",
    "handover",
    "intake",
    "jobs",
    "judgements",
    "keeping",
    "looking",
    "people",
    "relations",
    "retention",
    "reviews",
    "safekeeping",
    "sharing",
    "tokens",
]
