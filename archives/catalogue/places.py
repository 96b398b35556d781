"""Where on a page the words of a search stand, from the boxes kept with its reading."""

from archives.catalogue.model import Page
from ingest.scan import Box
from search.box import read_box
from search.problems import BadQuery
from search.snippets import marks

MOST = 200


def places_found(page: Page, typed: str) -> list[Box]:
    """A run of text has one box; the part that answers is measured off by its signs, which are about equally wide."""
    try:
        node = read_box(typed)
    except BadQuery:
        return []
    if node is None:
        return []
    found = []
    for text, (x, y, w, h), _, direction, *_ in page.words():
        for start, end in marks(text, node):
            if direction == 0:
                found.append(Box(x + w * start // len(text), y, max(1, w * (end - start) // len(text)), h))
            else:
                found.append(Box(x, y, w, h))
    return found[:MOST]
