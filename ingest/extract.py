"""What a scan is and what it says of itself: its kind, and its fields with the place each was read from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ingest.fields import covers, title_block
from ingest.fields.contents import contents_lines
from ingest.fields.describe import describe
from ingest.fields.finder import Layout
from ingest.fields.kinds import UNKNOWN, Heading, recognised
from ingest.fields.phrases import phrases
from ingest.fields.rules import Kind
from ingest.fields.runs import frames
from ingest.scan import Field, Page, Scan

NAMED = frozenset(("drawing_no", "drawing_name"))
PAGES_LOOKED_AT = 40  # a volume says what it is on its first pages
FORMS_OF_A_VOLUME = frozenset(kind.name for kind in covers.KINDS)


@dataclass(frozen=True)
class Seen:
    """A page and what it was recognised as, in the direction in which it makes most sense."""

    page: Page
    layout: Layout
    kind: Kind
    heading: Heading | None

    def fields(self) -> dict[str, Field]:
        found = describe(self.page, self.layout, self.kind, self.heading)
        if self.kind is not title_block.KIND:
            for field in phrases(self.page, self.layout, self.kind, tuple(found)):
                found.setdefault(field.name, field)
        return found


def extract(scan: Scan) -> Scan:
    """The scan with its kind and fields: those of the first page that says what the document is, then the others'."""
    seen = list(islice(_seen(scan.pages), PAGES_LOOKED_AT))
    if not seen:
        return scan
    telling, fields = _telling(seen)
    for other in seen:
        if other is not telling and _belongs(other, telling):
            for name, value in other.fields().items():
                if name not in fields and _may_lend(name, telling.kind):
                    fields[name] = value
    listed = [each for each in seen if each.kind is not title_block.KIND]
    contents = tuple(line for each in listed for line in contents_lines(each.layout, each.page.number))
    return replace(scan, kind=telling.kind.name, fields=fields, contents=contents)


def _seen(pages: tuple[Page, ...]) -> Iterator[Seen]:
    for page in pages:
        found = [Seen(page, layout, *recognised(layout)) for layout in map(Layout, frames(page))]
        if found:
            yield next((each for each in found if each.kind is not UNKNOWN), found[0])


def _telling(seen: list[Seen]) -> tuple[Seen, dict[str, Field]]:
    """The first page that says what the document is; of a set of drawings the first whose sheet is named."""
    known = [each for each in seen if each.kind is not UNKNOWN] or seen[:1]
    first = known[0]
    if first.kind is title_block.KIND:
        for each in known:
            fields = each.fields()
            if each.kind is first.kind and NAMED & fields.keys():
                return each, fields
    return first, first.fields()


def _belongs(other: Seen, telling: Seen) -> bool:
    """A volume is about one project; pages of one document are of its kind or of none; each drawing is its own."""
    if telling.kind is title_block.KIND:
        return False
    if telling.kind.name in FORMS_OF_A_VOLUME:
        return True
    return other.kind in (telling.kind, UNKNOWN)


def _may_lend(name: str, kind: Kind) -> bool:
    return name in covers.FROM_LATER_PAGES if kind.name in FORMS_OF_A_VOLUME else name != "title"
