"""What states and forms are called, for people."""

from archives.errors import N_
from archives.handover.model import Form, State

STATES = {
    State.LOOKING: (N_("Being looked at"), "azure"),
    State.LOOKED_AT: (N_("Waits for a decision"), "yellow"),
    State.BROKEN: (N_("Cannot be taken"), "red"),
    State.REFUSED: (N_("Refused"), "secondary"),
    State.ACCEPTING: (N_("Being taken in"), "azure"),
    State.ACCEPTED: (N_("Taken in"), "green"),
    State.MAKING: (N_("Being made"), "azure"),
    State.MADE: (N_("Made"), "green"),
}
FORMS = {
    Form.BAGIT: N_("BagIt bag"),
    Form.EEP: N_("EEP package 电子文件封装包"),
    Form.METS: N_("METS with PREMIS"),
    Form.TABLES: N_("Tables with scans"),
}
