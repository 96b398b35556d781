"""A mark of state secrecy on a sheet: such a scan may not be on this system and is withdrawn."""

import re
from collections.abc import Iterable

from ingest.fields import labels
from ingest.fields.evidence import described
from ingest.fields.finder import Layout
from ingest.fields.lettering import key
from ingest.fields.runs import frames
from ingest.scan import Field, Page

GRADES = ("绝密", "机密", "秘密")  # law on guarding state secrets, article 14
_STARS = "★☆*＊"
_MARK = re.compile(
    rf"(绝密|机密|秘密)\s*(?:[{_STARS}]\s*(?:\d{{1,2}}年|[一二三四五六七八九十]{{1,3}}年|\d{{1,2}}个月|长期|启用前|解密前)?"
    r"|[:·.\-]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})年(?!\d))"
)
_LABELS = frozenset(key(label) for label in labels.SECRECY)


def secrecy_mark(pages: Iterable[Page]) -> Field | None:
    """The first mark found: a grade with a star or a term, or in a cell for the degree of secrecy."""
    return next((mark for page in pages if (mark := _on_page(page))), None)


def _on_page(page: Page) -> Field | None:
    for frame in frames(page):
        for run in frame.runs:
            found = _MARK.search(run.text)
            if found and len(run.text) <= len(found[0]) + 12:
                return described(page, "secrecy", found[1], found[0], (run,), 1.0, "secrecy/mark")
        layout = Layout(frame)
        for label in layout.labels:
            if label.label not in _LABELS:
                continue
            for value in layout.values(label):
                grade = next((grade for grade in GRADES if value.text.strip(" ()[]:").startswith(grade)), None)
                if grade:
                    return described(page, "secrecy", grade, value.text, value.runs, label.trust, "secrecy/cell")
    return None
