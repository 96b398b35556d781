"""What can be wrong with a scan, as sentences for the person who sent it.

A sentence is a template with named places, so that whoever shows it can translate it first.
"""

from typing import Any


def N_(template: str) -> str:  # noqa: N802 - gettext's own mark for "translate this later"
    return template


class Problem(Exception):
    """A sentence for the reader; `template` is its untranslated form, `values` what fills it."""

    def __init__(self, template: str, **values: Any) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template


class Refused(Problem):
    """The gate does not take the file at all: nothing of it is kept."""


class Quarantined(Problem):
    """The bytes are kept for the archivist, unopened, but nothing is read from them."""


class Unreadable(Problem):
    """The file or one page of it could not be read; the original is kept and a person is asked."""


# What is worth knowing of a file that is taken all the same. Each is one whole sentence, so that it can be translated.
ACTIVE_CONTENT = N_(
    "The file holds active content: a script, or an action that starts by itself. Nothing of it is run."
)
ATTACHMENTS = N_("The file carries other files inside it; they are kept with it but not read.")
DAMAGED_PICTURE = N_("A picture in the file looks damaged; its page may come out blank.")
FORMS_IGNORED = N_("The file is a form to fill in; only what is printed on its pages is read.")
GIANT_PAGE = N_("A page claims a giant size and is read at a lower resolution.")
OWNER_PASSWORD = N_("The file is locked against changes by its maker; it can be read, but not be rewritten as PDF/A.")
REPAIRED = N_("The file's table of contents is damaged and was repaired for reading (repaired xref).")
STEEP_RATIO = N_("The file unpacks to more than 500 times its size.")
TRAILING = N_("Other data follows the end of the image (trailing data); it is kept but not read.")
