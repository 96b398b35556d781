"""档号, the archive number: a pattern set per institution, and the numbers written and parsed by it.

No authentic pattern of a named city is known; GB/T 50328-2014 cl. 5.3.4 says 分类号 + 项目号 + 案卷号, filled in by the
archive. So the pattern is a setting, such as `{class}-{project:04d}-{volume:03d}`.
"""

import re
import string
import unicodedata
from dataclasses import dataclass
from typing import Self

from archives.errors import N_, InvalidInput

PARTS = {"class": r"[A-R]\d{0,2}(?:[.·]\d{1,3})*", "project": r"\d{1,8}", "volume": r"\d{1,5}"}
HYPHENS = re.compile("[‐‑‒–—―−－]")


@dataclass(frozen=True, slots=True)
class ArchiveNumber:
    """`class_` is the letter and number of the 城市建设档案分类大纲, such as `I` or `E2.1`."""

    class_: str
    project: int
    volume: int


@dataclass(frozen=True, slots=True)
class NumberPattern:
    pattern: str
    _regex: re.Pattern[str]

    @classmethod
    def parse(cls, pattern: str) -> Self:
        """Raises InvalidInput unless the pattern names class, project and volume once each."""
        named, regex = [], ""
        for literal, name, _, _ in string.Formatter().parse(pattern):
            regex += re.escape(literal)
            if name is not None:
                named.append(name)
                regex += f"(?P<{name}_>{PARTS.get(name, '')})"
        if sorted(named) != sorted(PARTS):
            raise InvalidInput(
                N_("“%(pattern)s” is no pattern for archive numbers: it must name {class}, {project} and {volume}."),
                pattern=pattern,
            )
        return cls(pattern, re.compile(regex))

    def read(self, text: str) -> ArchiveNumber:
        """The number in any width and with any kind of hyphen; raises InvalidInput when it is not of the pattern."""
        plain = HYPHENS.sub("-", unicodedata.normalize("NFKC", text)).strip().upper()
        found = self._regex.fullmatch(plain)
        if found is None:
            raise InvalidInput(
                N_("“%(text)s” is not an archive number such as %(example)s."),
                text=text,
                example=self.write(ArchiveNumber("I", 113, 2)),
            )
        return ArchiveNumber(found["class_"], int(found["project_"]), int(found["volume_"]))

    def write(self, number: ArchiveNumber) -> str:
        return self.pattern.format(**{"class": number.class_, "project": number.project, "volume": number.volume})
