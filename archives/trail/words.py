"""What events and things of the trail are called, for people."""

from archives.audit import Event
from archives.errors import N_

EVENTS: dict[Event, str] = {
    Event.SIGNED_IN: N_("Signed in"),
    Event.SIGNED_OUT: N_("Signed out"),
    Event.SIGN_IN_REFUSED: N_("Sign-in refused"),
    Event.UPLOADED: N_("Uploaded"),
    Event.REFUSED: N_("Upload refused"),
    Event.READ: N_("Read"),
    Event.VIEWED: N_("Viewed"),
    Event.SEARCHED: N_("Searched"),
    Event.DOWNLOADED: N_("Downloaded"),
    Event.EXPORTED: N_("Results taken along"),
    Event.DESCRIBED: N_("Described"),
    Event.OPENED: N_("Openness set"),
    Event.WITHDRAWN: N_("Record withdrawn"),
    Event.ACCESS_ASKED: N_("Access asked for"),
    Event.ACCESS_GRANTED: N_("Access granted"),
    Event.ACCESS_REFUSED: N_("Access refused"),
    Event.ACCESS_REVOKED: N_("Access revoked"),
    Event.ACCESS_WITHDRAWN: N_("Access request withdrawn"),
    Event.COPY_ASKED: N_("Copy asked for"),
    Event.COPY_RECORD_ATTACHED: N_("Record attached to a copy request"),
    Event.COPY_APPROVED: N_("Copy approved"),
    Event.COPY_REFUSED: N_("Copy refused"),
    Event.COPY_WITHDRAWN: N_("Copy request withdrawn"),
    Event.COPY_COLLECTED: N_("Copy collected"),
    Event.ACCOUNT_CREATED: N_("Account created"),
    Event.ACCOUNT_CHANGED: N_("Account changed"),
    Event.ACCOUNT_DEACTIVATED: N_("Account put out of use"),
    Event.ACCOUNT_REACTIVATED: N_("Account put back into use"),
    Event.PASSWORD_SET: N_("Password set"),
    Event.DEPARTMENT_CREATED: N_("Department created"),
    Event.DEPARTMENT_RENAMED: N_("Department renamed"),
    Event.DEPARTMENT_DEACTIVATED: N_("Department put out of use"),
    Event.DEPARTMENT_REACTIVATED: N_("Department put back into use"),
    Event.JOB_RETRIED: N_("Job tried again"),
    Event.JOB_CANCELLED: N_("Job cancelled"),
    Event.REINDEXED: N_("Index made again"),
    Event.FIXITY_CHECKED: N_("Originals checked"),
    Event.TRAIL_CHECKED: N_("Trail checked"),
    Event.ASSESSED: N_("Four properties tested"),
    Event.TAKEN_OVER: N_("Package taken over"),
    Event.HANDED_OVER: N_("Package handed over"),
    Event.HANDOVER_REFUSED: N_("Package refused"),
    Event.RETENTION_SET: N_("Retention set"),
    Event.DEMOLISHED: N_("Demolition recorded"),
    Event.HELD: N_("Legal hold placed"),
    Event.HOLD_LIFTED: N_("Legal hold lifted"),
    Event.DISPOSAL_PROPOSED: N_("Disposal proposed"),
    Event.DISPOSAL_APPROVED: N_("Disposal approved"),
    Event.DISPOSAL_REFUSED: N_("Disposal refused"),
    Event.DISPOSAL_WITHDRAWN: N_("Disposal withdrawn"),
    Event.DISPOSED: N_("Record destroyed"),
    Event.DISPOSAL_DONE: N_("Disposal carried out"),
    Event.OPENING_OPINION: N_("Opinion on opening"),
    Event.OPENING_DECIDED: N_("Opening decided"),
    Event.SECRECY_STAMPED: N_("Secrecy stamp recorded"),
    Event.SECRECY_DECIDED: N_("Secrecy reviewed"),
    Event.TOKEN_MADE: N_("Token made"),
    Event.TOKEN_REVOKED: N_("Token revoked"),
}

KINDS: dict[str, str] = {
    "access request": N_("Access request"),
    "account": N_("Account"),
    "batch": N_("Batch"),
    "copy request": N_("Copy request"),
    "department": N_("Department"),
    "disposal": N_("Disposal"),
    "job": N_("Job"),
    "other name": N_("Other name"),
    "place": N_("Place"),
    "project": N_("Project"),
    "record": N_("Record"),
    "retention rule": N_("Retention rule"),
    "search": N_("Search"),
    "store": N_("Store of originals"),
    "token": N_("Token"),
    "trail": N_("Trail"),
    "unit project": N_("Unit project"),
    "volume": N_("Volume"),
}


def event_label(event: Event) -> str:
    return EVENTS.get(event, str(event))


def kind_label(kind: str) -> str:
    return KINDS.get(kind, kind)
