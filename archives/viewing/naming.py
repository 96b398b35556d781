"""What stands faintly in a picture of the reading room: who looks at it, and when."""

from datetime import datetime
from pathlib import Path

from archives.db import CHINA
from archives.permissions import Actor
from ingest.tools import vips
from ingest.tools.cutting import packed, stamped

MINUTES = 10


def name_on(who: Actor) -> str:
    """The reader's name and the time; to ten minutes, so that what was made for one view serves the next."""
    at = datetime.now(CHINA)
    return f"{who.name} {at:%Y-%m-%d} {at:%H}:{at.minute // MINUTES * MINUTES:02d}"


def named_picture(path: Path, words: str) -> bytes:
    return packed(stamped(vips.opened(path), words), "jpg")
