"""What the choices of places are called, for people."""

from archives.city.model import NameOf, PlaceKind, Stage, Standing
from archives.errors import N_

KINDS = {PlaceKind.BUILDING: N_("Building"), PlaceKind.SITE: N_("Site")}
NAMES_OF = {NameOf.BUILDING: N_("Name"), NameOf.ADDRESS: N_("Address")}
STANDINGS = {
    Standing.CURRENT: N_("current name"),
    Standing.FORMER: N_("former name"),
    Standing.ALIAS: N_("other name"),
}
STAGES = {Stage.PLANNED: N_("Planned"), Stage.BUILT: N_("Built"), Stage.DEMOLISHED: N_("Demolished")}
