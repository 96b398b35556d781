"""What a PDF says of itself, read by pypdf: light, and no second library need agree on it."""

from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

SAID = {"/Title": "title", "/Author": "author", "/Subject": "subject", "/Producer": "producer", "/Creator": "creator"}
LONGEST = 300
# What pypdf raises on damaged files is of many kinds, and nothing depends on its answer.
LOST = (
    PyPdfError,
    DependencyError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
)


def about(path: Path) -> dict[str, str]:
    """Title, author and the like, shortened; nothing where the file says nothing or cannot be read this way."""
    try:
        with PdfReader(path) as reader:
            said = reader.metadata
            if said is None:
                return {}
            found = {ours: str(said[theirs]).strip()[:LONGEST] for theirs, ours in SAID.items() if said.get(theirs)}
            day = said.creation_date
    except LOST:
        return {}
    return found | ({"created": day.date().isoformat()} if day else {})
