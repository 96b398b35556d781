"""What is tested: records with all that is known of them, as plain values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from archives.errors import N_
from archives.fourfold.values import Fault, Finding, Result, Said
from archives.store.premis import SOFTWARE
from ingest.problems import Problem
from ingest.reader import Inspection
from ingest.tools.clamd import Verdict

MOST_FAULTS = 100
"""So many are written down of one check; the number of all of them is in its sentence."""


@dataclass(frozen=True, slots=True)
class PageSeen:
    number: int
    read: bool
    left: bool
    """A person has looked at an unread page and left it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record 文件 with its 电子文件.

    `record`, `original` and `volume` are the catalogue's own columns; `path` and `digests` are those of the bytes as
    they lie there now, None and empty when there are none. `document` is the kept description of the record.
    """

    record: Mapping[str, Any]
    original: Mapping[str, Any]
    volume: Mapping[str, Any] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    pages: Sequence[PageSeen] = ()
    path: Path | None = None
    size: int = 0
    digests: Mapping[str, str] = field(default_factory=dict)
    opened: Inspection | Problem | None = None
    document: Mapping[str, Any] | Exception | None = None
    events: Sequence[Mapping[str, Any]] = ()
    virus: Verdict | None = None
    is_double: bool = False
    """Another record of the archive has the same bytes; which one is not for everybody to know."""

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.record.get("number"), self.record.get("title")))) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a package says of itself: how many files and bytes, and whether it is put together as its form asks."""

    form: str
    files: int
    size: int
    faults: Sequence[Said] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """`lengths` and `choices` are what the catalogue allows for a column; `kept` is how many of them the store has."""

    items: Sequence[Item]
    today: date
    kept: int
    lengths: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_archive_no: Callable[[str], bool] | None = None
    serials: Mapping[str, Sequence[int | None]] = field(default_factory=dict)
    """By archive number of each volume concerned: the serial numbers of all records in it."""
    scanner: str | None = None
    trail_checked: datetime | None = None
    trail_broken: int | None = None
    package: Declared | None = None


def over(
    items: Iterable[Item], look: Callable[[Item], Said | None], expected: Said, tool: str = "", version: str = ""
) -> Finding:
    """Every item looked at by itself; `look` gives what is wrong with it."""
    items = list(items)
    faults = [Fault(item.name, item.id, wrong) for item in items if (wrong := look(item)) is not None]
    seen = (
        Said(N_("Not so for %(wrong)d of %(all)d records."), {"wrong": len(faults), "all": len(items)})
        if faults
        else Said(N_("So for all records: %(all)d."), {"all": len(items)})
    )
    return judged(not faults, seen, expected, tool, version, faults)


def judged(
    good: bool,
    seen: Said,
    expected: Said,
    tool: str = "",
    version: str = "",
    faults: Sequence[Fault] = (),
) -> Finding:
    own, _, own_version = SOFTWARE.partition(" ")
    return Finding(
        result=Result.PASS if good else Result.FAIL,
        seen=seen,
        expected=expected,
        tool=tool or own,
        version=version if tool else own_version,
        faults=faults[:MOST_FAULTS],
    )
