"""The trail as a file to carry away: JSON lines that prove themselves, without a database and without this archive.

The first line says what is in the file and which entry came before it; every other line is one entry with its digest.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.db import now
from archives.errors import N_, InvalidInput

FORMAT: Final = "urban archives trail 1"
FETCHED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in the archive's zone; a period has no holes, so its chain can be checked."""

    since: date | None = None
    until: date | None = None

    def told(self) -> dict[str, str]:
        return {name: str(day) for name, day in (("since", self.since), ("until", self.until)) if day}

    def bounds(self, db: Session, zone: tzinfo) -> tuple[int, int]:
        """The first and the last entry in it; the last is smaller when there is none."""
        first, last = audit.Entry.seq, audit.head(db).seq
        start, end = 1, last
        if self.since is not None:
            begins = datetime.combine(self.since, time.min, zone)
            start = db.scalar(sa.select(sa.func.min(first)).where(audit.Entry.at >= begins)) or last + 1
        if self.until is not None:
            ends = datetime.combine(self.until + timedelta(days=1), time.min, zone)
            end = db.scalar(sa.select(sa.func.max(first)).where(audit.Entry.at < ends)) or 0
        return start, end


def lines(db: Session, period: Period, zone: tzinfo) -> Iterator[str]:
    start, end = period.bounds(db, zone)
    before = _head_at(db, start - 1)
    last = _head_at(db, end) if end >= start else before
    about = {"format": FORMAT, "since": period.since, "until": period.until, "exported_at": now().astimezone(UTC)}
    chain = {"follows": before.seq, "follows_hash": before.hash, "last": last.seq, "last_hash": last.hash}
    yield _line({**about, **chain})
    query = sa.select(audit.Entry).where(audit.Entry.seq >= start, audit.Entry.seq <= end).order_by(audit.Entry.seq)
    for entry in db.scalars(query.execution_options(yield_per=FETCHED_AT_ONCE)):
        yield _line({**entry.told(), "hash": entry.hash})


def _head_at(db: Session, seq: int) -> audit.Head:
    digest = db.scalar(sa.select(audit.Entry.hash).where(audit.Entry.seq == seq))
    return audit.Head(seq, digest) if digest else audit.BEFORE_ALL


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) + "\n"


@dataclass(frozen=True, slots=True)
class Proof:
    """`broken` is the first entry that is not as it was written; `anchors` how many noted heads lie in the file."""

    first: int
    last: int
    broken: int | None
    anchors: int


def prove(path: Path, anchors: Collection[audit.Head] = ()) -> Proof:
    """Raises InvalidInput when the file is not such an export at all."""
    with path.open(encoding="utf-8") as file:
        about = _about(file.readline(), path)
        before, end = audit.Head(*about[:2]), audit.Head(*about[2:])
        within = [anchor for anchor in anchors if before.seq <= anchor.seq <= end.seq]
        beginning = [anchor for anchor in within if anchor.seq == before.seq]
        if any(anchor.hash != before.hash for anchor in beginning):
            return Proof(before.seq + 1, end.seq, max(before.seq, 1), len(within))
        later = [anchor for anchor in within if anchor.seq > before.seq]
        noted = [end, *later] if end.seq > before.seq else later
        broken = audit.first_broken(_entries(file), noted, before)
    return Proof(before.seq + 1, end.seq, broken, len(within))


def _about(line: str, path: Path) -> tuple[int, str, int, str]:
    told = _read(line)
    if told.get("format") != FORMAT:
        raise InvalidInput(N_("%(path)s is not an export of the trail."), path=path)
    return int(told["follows"]), str(told["follows_hash"]), int(told["last"]), str(told["last_hash"])


def _entries(file: Iterable[str]) -> Iterator[tuple[dict[str, Any], str]]:
    for line in file:
        told = _read(line)
        digest = str(told.pop("hash", ""))
        yield {"seq": None, "previous": None, **told}, digest


def _read(line: str) -> dict[str, Any]:
    """A line that is no JSON object is an entry that matches nothing."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
