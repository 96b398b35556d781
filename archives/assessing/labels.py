"""What links, properties and results are called, for people."""

from archives.assessing.model import Kind
from archives.errors import N_
from archives.fourfold import Link, Property, Result

LINKS = {
    Link.ARCHIVING: N_("Archiving"),
    Link.HANDOVER: N_("Transfer and acceptance"),
    Link.PRESERVATION: N_("Long-term preservation"),
}
PROPERTIES = {
    Property.AUTHENTICITY: N_("Authenticity"),
    Property.INTEGRITY: N_("Integrity"),
    Property.USABILITY: N_("Usability"),
    Property.SAFETY: N_("Safety"),
}
RESULTS = {
    Result.PASS: (N_("Pass"), "green"),
    Result.FAIL: (N_("Fail"), "red"),
    Result.NOT_RUN: (N_("Not run"), "yellow"),
    Result.NOT_APPLICABLE: (N_("Not applicable"), "secondary"),
}
KINDS = {Kind.RECORD: N_("Record"), Kind.VOLUME: N_("Volume"), Kind.PROJECT: N_("Project")}
