"""Days, months and years as people type them: 2014, 2014年5月, 2014-05-20, 20140520, 2010-2014."""

import calendar
import re
import unicodedata
from datetime import date

EARLIEST, LATEST = 1800, 2199
_DAY = re.compile(
    r"(?P<year>\d{4})年?|(?P<y>\d{4})[-./年](?P<m>\d{1,2})(?:月|[-./月](?P<d>\d{1,2})日?)?"
    r"|(?P<yy>\d{4})(?P<mm>\d{2})(?P<dd>\d{2})"
)
_YEARS = re.compile(r"(\d{4})年?[-~–—至到](\d{4})年?")

Days = tuple[date, date]
"""The first and the last day."""


def days_typed(text: str) -> Days | None:
    """The days a text speaks of, when it is nothing but a date; None for any other text."""
    tight = "".join(unicodedata.normalize("NFKC", text).split())
    if years := _YEARS.fullmatch(tight):
        since, until = _days(years[1]), _days(years[2])
        return (since[0], until[1]) if since and until and since <= until else None
    if found := _DAY.fullmatch(tight):
        return _days(*(part for part in found.groups() if part))
    return None


def _days(*parts: str) -> Days | None:
    year, *finer = map(int, parts)
    if not EARLIEST <= year <= LATEST:
        return None
    first, last = [*finer, 1, 1], [*finer, 12]
    try:
        return date(year, first[0], first[1]), date(
            year, last[0], [*finer[1:], calendar.monthrange(year, last[0])[1]][0]
        )
    except ValueError:  # calendar.IllegalMonthError is one
        return None
