"""What is wanted or offered, once it is known to be of the right form."""

from dataclasses import dataclass
from datetime import date

from archives.errors import N_, InvalidInput
from archives.grants import Use

SHORTEST_PURPOSE = 4
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whoever uses answers for the use (State Council Decree 809), so a purpose is always said."""

    purpose: str
    until: date
    use: Use = Use.READ
    legal_basis: str = ""
    matter_no: str = ""

    def __post_init__(self) -> None:
        check_purpose(self.purpose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    until: date
    use: Use = Use.READ
    to_asker_only: bool = False


def check_purpose(text: str) -> None:
    if len(text.strip()) < SHORTEST_PURPOSE:
        raise InvalidInput(N_("Say in a few words what it is needed for, such as “approval of the extension”."))
    check_length(text)


def check_reason(text: str) -> None:
    if not text.strip():
        raise InvalidInput(N_("Give the reason: whoever asked will read it."))
    check_length(text)


def check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(N_("Write at most %(most)s characters."), most=LONGEST_TEXT)
