"""What a person must say when asking for a copy, and an archivist when refusing one."""

from archives.errors import N_, InvalidInput

SHORTEST_PURPOSE = 2
SHORTEST_DESCRIPTION = 4
LONGEST_TEXT = 1000


def check_purpose(text: str) -> None:
    if len(text.strip()) < SHORTEST_PURPOSE:
        raise InvalidInput(N_("Say what you need the copy for, such as “renovation” or “sale of the flat”."))
    check_length(text)


def check_description(text: str) -> None:
    if len(text.strip()) < SHORTEST_DESCRIPTION:
        raise InvalidInput(
            N_("Describe what you need: address, estate, year or certificate number, as far as you know.")
        )
    check_length(text)


def check_reason(text: str) -> None:
    if not text.strip():
        raise InvalidInput(N_("Give the reason: whoever asked will read it."))
    check_length(text)


def check_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(N_("Write at most %(most)s characters."), most=LONGEST_TEXT)
