"""Every table, gathered in one place for migrations and for tests."""

from archives import audit, grants, jobs, people
from archives.catalogue import judgements
from archives.catalogue import model as catalogue
from archives.copies import model as copies
from archives.db import Model
from archives.finding import model as finding
from archives.intake import model as intake
from archives.safekeeping import model as keeping
from archives.sharing import model as sharing

__all__ = [
    "Model",
    "audit",
    "catalogue",
    "copies",
    "finding",
    "grants",
    "intake",
    "jobs",
    "judgements",
    "keeping",
    "people",
    "sharing",
]
