"""The daily anchor: the head of the trail noted in a table and in a plain file that can be printed and carried away.

Whoever rewrites the whole chain, or cuts off its end, must also rewrite every copy of `anchors.txt`.
"""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives import audit, jobs
from archives.db import CHINA, Model, now
from archives.errors import N_, InvalidInput
from archives.jobs import Task
from archives.tools import Tools

ANCHOR_TRAIL = "anchor trail"
FILE = "anchors.txt"
JUST_AFTER_MIDNIGHT = time(0, 5)
HEADING = "# Urban Archives: daily anchors of the trail. day, entry, SHA-256 of that entry, noted at (UTC)\n"


class Anchor(Model):
    """The newest entry of the trail as it was on a day."""

    __tablename__ = "trail_anchor"

    day: Mapped[date] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(sa.BigInteger)
    hash: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime] = mapped_column(default=now)

    def line(self) -> str:
        return f"{self.day}  {self.seq}  {self.hash}  {self.at.astimezone(UTC).isoformat(timespec='seconds')}\n"


def ask_for_anchor(db: Session, day: date) -> None:
    """Each day's job asks for the next day's; whoever starts a server or workers asks for today's."""
    due = datetime.combine(day, JUST_AFTER_MIDNIGHT, CHINA)
    jobs.ask_for(db, ANCHOR_TRAIL, "trail", payload={"day": str(day)}, run_at=due, again=False)


def anchor_trail(task: Task, tools: Tools) -> None:
    today = now().astimezone(CHINA).date()
    task.checkpoint(lambda db: note_head(db, today))
    with tools.database.reading() as db:
        write_file(tools.settings.data / FILE, every_anchor(db))
    task.finish_with(lambda db: ask_for_anchor(db, today + timedelta(days=1)))


def note_head(db: Session, day: date) -> None:
    head = audit.head(db)
    if db.get(Anchor, day) is None and head.seq:
        db.add(Anchor(day=day, seq=head.seq, hash=head.hash))


def every_anchor(db: Session) -> Sequence[Anchor]:
    return db.scalars(sa.select(Anchor).order_by(Anchor.day)).all()


def newest_anchor(db: Session) -> Anchor | None:
    return db.scalar(sa.select(Anchor).order_by(Anchor.day.desc()).limit(1))


def write_file(path: Path, anchors: Iterable[Anchor]) -> None:
    """Lines are only added: what stands there was perhaps printed, and a line that differs from the table shows."""
    written = path.read_text(encoding="ascii") if path.exists() else ""
    days = {line.split()[0] for line in written.splitlines() if line.strip()}
    new = "".join(anchor.line() for anchor in anchors if str(anchor.day) not in days)
    with path.open("a", encoding="ascii") as file:
        file.write(new if written else HEADING + new)
        file.flush()
        os.fsync(file.fileno())


def read_file(path: Path) -> list[audit.Head]:
    """The anchors of a copy of the file. Raises InvalidInput for a line that is not one."""
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    return [_read(line, path) for line in lines if line.strip() and not line.startswith("#")]


def _read(line: str, path: Path) -> audit.Head:
    parts = line.split()
    if len(parts) < 3 or not parts[1].isdigit() or len(parts[2]) != 64:
        raise InvalidInput(N_("“%(line)s” in %(path)s is not an anchor."), line=line[:80], path=path)
    return audit.Head(int(parts[1]), parts[2])


def known_heads(db: Session, path: Path) -> list[audit.Head]:
    """All that is noted of this trail, in the table and in the file beside the catalogue."""
    noted = [audit.Head(anchor.seq, anchor.hash) for anchor in every_anchor(db)]
    return noted + (read_file(path) if path.exists() else [])
