"""形成日期: the day, month or year a document was made, as precisely as the document says."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self

from archives.errors import N_, InvalidInput

YEARS_UNTIL_OPEN = 25
"""档案法 (2020) Art. 27: archives open to the public twenty-five years after they were made."""

PATTERN = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?月?年?|(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class FormedDate:
    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads 2013-04-01, 2013年4月1日, 20130401, 2013-04 and 2013; raises InvalidInput for anything else."""
        found = PATTERN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
        parts = [int(part) for part in found.groups() if part] if found else []
        try:
            date(*[*parts, 1, 1][:3])
        except (ValueError, TypeError) as error:
            raise InvalidInput(N_("“%(text)s” is not a date. Write 2013-04-01, 2013-04 or 2013."), text=text) from error
        return cls(*parts)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def opens_on(self) -> date:
        """The day the law opens it: never earlier than the whole of an imprecise date allows."""
        last = self.latest
        day = 28 if (last.month, last.day) == (2, 29) else last.day
        return date(last.year + YEARS_UNTIL_OPEN, last.month, day)
