"""What states, outcomes and degrees are called, for people."""

from archives.catalogue.secrecy import Secrecy
from archives.errors import N_
from archives.keeping.model import Fate, State
from archives.keeping.reviews import Outcome, Side

STATES = {
    State.PROPOSED: (N_("Waits for approval"), "yellow"),
    State.APPROVED: (N_("Approved, being carried out"), "azure"),
    State.REFUSED: (N_("Refused"), "secondary"),
    State.WITHDRAWN: (N_("Withdrawn"), "secondary"),
    State.DONE: (N_("Carried out"), "green"),
}
FATES = {
    Fate.WAITING: (N_("Still kept"), "secondary"),
    Fate.DESTROYED: (N_("Destroyed"), "red"),
    Fate.KEPT: (N_("Not destroyed"), "yellow"),
}
OUTCOMES = {
    Outcome.OPEN: N_("Open to all"),
    Outcome.EXTEND: N_("Keep closed"),
    Outcome.PARTLY: N_("Open in part, on request"),
}
SIDES = {Side.ARCHIVE: N_("The archive"), Side.DEPARTMENT: N_("The forming department")}
SECRECIES = {
    Secrecy.TOP_SECRET: N_("Top secret 绝密"),
    Secrecy.SECRET: N_("Secret 机密"),
    Secrecy.CONFIDENTIAL: N_("Confidential 秘密"),
    Secrecy.INTERNAL: N_("Internal 内部"),
}
EVERY = {"state": STATES, "fate": FATES}
PLAIN = {"outcome": OUTCOMES, "side": SIDES, "secrecy": SECRECIES}
