"""Running numbers of copy requests, C2026-000123: one sequence a year, without gaps or doubles."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.copies.model import CopyNumber

# One statement, so that two requests at the same moment cannot be given the same number; both databases know it.
NEXT = sa.text(
    "INSERT INTO copy_number (year, last) VALUES (:year, 1)"
    " ON CONFLICT (year) DO UPDATE SET last = copy_number.last + 1 RETURNING last"
).columns(CopyNumber.last)


def next_number(db: Session, year: int) -> str:
    running = db.execute(NEXT, {"year": year}).scalar_one()
    return f"C{year}-{running:06d}"
