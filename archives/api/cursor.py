"""Where the next page of an answer begins, as a word that means nothing to whoever carries it."""

import base64
import binascii
import json
from typing import Any

from archives.errors import N_, InvalidInput

LONGEST = 500


def write_cursor(**place: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(text: str, **kinds: type) -> dict[str, Any]:
    """The same names and kinds that were written; raises InvalidInput for anything else."""
    try:
        padded = text[:LONGEST] + "=" * (-len(text[:LONGEST]) % 4)
        place = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise InvalidInput(N_("This cursor is not one of ours. Begin again without it.")) from error
    if not isinstance(place, dict) or {name: type(value) for name, value in place.items()} != kinds:
        raise InvalidInput(N_("This cursor is not one of ours. Begin again without it."))
    # What we write is plain; a database would stumble over half a character or a NUL.
    if not all(part.isascii() and part.isprintable() for part in place.values() if isinstance(part, str)):
        raise InvalidInput(N_("This cursor is not one of ours. Begin again without it."))
    return place
