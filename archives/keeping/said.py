"""What a person must say when they decide how long a record stays or who may see it."""

from datetime import date

from archives.errors import N_, InvalidInput

LONGEST_TEXT = 1000
LONGEST_AUTHORITY = 300


def reason_of(text: str) -> str:
    """Raises InvalidInput when nothing is said."""
    if not text.strip():
        raise InvalidInput(N_("Give the reason; it is kept with the decision."))
    return _within(text.strip(), LONGEST_TEXT)


def authority_of(text: str) -> str:
    if not text.strip():
        raise InvalidInput(
            N_("Name the authority and its document, such as “City archives administration, 2026 No. 12”.")
        )
    return _within(text.strip(), LONGEST_AUTHORITY)


def evidence_of(text: str) -> str:
    if not text.strip():
        raise InvalidInput(N_("Name the document that proves it, with its number and date."))
    return _within(text.strip(), LONGEST_AUTHORITY)


def check_after(day: date | None, today: date) -> date:
    if day is None or day <= today:
        raise InvalidInput(N_("Give a day after today."))
    return day


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise InvalidInput(N_("Write at most %(most)s characters."), most=most)
    return text
