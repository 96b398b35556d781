"""What every page needs: who asks, the transaction, the sentence in the reader's language, and who a page is open to.

A page is declared where it is written, below its route: `@open_to(EVERYONE)`, `@open_to(SIGNED_IN)` or an Action; an
undeclared one is not served. Services ask again, about the thing itself.
"""

from archives.db import today
from archives.web.access import EVERYONE, SIGNED_IN, open_to
from archives.web.language import say
from archives.web.limits import limited
from archives.web.request import actor, page_number, reading, tools, transaction, wants_fragment
from archives.web.sending import as_attachment, as_paper

__all__ = [
    "EVERYONE",
    "SIGNED_IN",
    "actor",
    "as_attachment",
    "as_paper",
    "limited",
    "open_to",
    "page_number",
    "reading",
    "say",
    "today",
    "tools",
    "transaction",
    "wants_fragment",
]
