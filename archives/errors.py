"""What can go wrong, as sentences for the reader; `web.py` turns them into pages, `cli.py` into exit codes.

A sentence is a template with named places, marked for translation with `N_`, so that it can be said in either language.
"""

from typing import Any


def N_(template: str) -> str:  # noqa: N802 - gettext's own mark for "translate this later"
    return template


class ArchiveError(Exception):
    """A sentence that says what happened and what to do next."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


class NotFound(ArchiveError):
    """There is no such thing, or this reader may not know that there is."""

    def __init__(self, template: str = N_("There is nothing here, or it is not open to you."), **values: Any) -> None:
        super().__init__(template, **values)


class NotAllowed(ArchiveError):
    """The reader may know of the thing but not do this with it."""

    def __init__(
        self, template: str = N_("Your account may not do this. Ask an administrator if it should."), **values: Any
    ) -> None:
        super().__init__(template, **values)


class InvalidInput(ArchiveError):
    """A form, number, date or query is not of the expected form."""


class RuleBroken(ArchiveError):
    """The thing is not in a state in which this can be done."""


class Unavailable(ArchiveError):
    """A part of the system does not answer just now; nothing is lost."""
