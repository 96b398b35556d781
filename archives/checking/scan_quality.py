"""Scans that fall short: pages to be scanned again, and sheets whose numbers are missing or stand twice."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, defer, joinedload

from archives import audit
from archives.catalogue.model import Page, Record
from archives.catalogue.service import find_record
from archives.checking.service import ON_A_PAGE, Worklist
from archives.db import now
from archives.errors import N_, NotFound
from archives.permissions import Action, Actor, require, visible

Fault = tuple[str, dict[str, Any]]
HEADINGS = (
    N_("File"),
    N_("Page"),
    N_("Archive no."),
    N_("Number"),
    N_("Record"),
    N_("Paper"),
    N_("Resolution"),
    N_("What to do"),
)


@dataclass(frozen=True, slots=True)
class Rescan:
    """A page, or a whole record where `page` is None, and what is wrong with it."""

    record: Record
    page: Page | None
    faults: Sequence[Fault]


def to_scan_again(db: Session, actor: Actor, number: int) -> Worklist[Rescan]:
    """Page after page, each record's gaps before its pages."""
    require(actor, Action.DESCRIBE_RECORD)
    gaps, pages = _gaps(actor), _pages(actor)
    skipped = (number - 1) * ON_A_PAGE
    before = db.scalar(sa.select(sa.func.count()).select_from(gaps.subquery())) or 0
    found = [_of_record(record) for record in db.scalars(gaps.limit(ON_A_PAGE + 1).offset(skipped))]
    rest = pages.limit(ON_A_PAGE + 1 - len(found)).offset(max(0, skipped - before))
    found += [_of_page(page) for page in db.scalars(rest)]
    return Worklist(found[:ON_A_PAGE], number, more=len(found) > ON_A_PAGE)


def every_one(db: Session, actor: Actor) -> Iterator[Rescan]:
    require(actor, Action.DESCRIBE_RECORD)
    yield from map(_of_record, db.scalars(_gaps(actor)))
    yield from map(_of_page, db.scalars(_pages(actor).execution_options(yield_per=500)))


def _gaps(actor: Actor) -> sa.Select[Record]:
    return (
        sa.select(Record)
        .options(joinedload(Record.original), joinedload(Record.volume))
        .where(
            sa.cast(Record.faults, sa.Text).not_in(("[]", "null")),
            Record.faults_left_at.is_(None),
            visible(actor, Record),
        )
        .order_by(Record.received_at, Record.id)
    )


def _pages(actor: Actor) -> sa.Select[Page]:
    of_record = contains_eager(Page.record)
    return (
        sa.select(Page)
        .join(Page.record)
        .options(of_record.joinedload(Record.original), of_record.joinedload(Record.volume), defer(Page.text))
        .where(Page.faulty, Page.faults_left_at.is_(None), visible(actor, Record))
        .order_by(Record.received_at, Record.id, Page.number)
    )


def _of_record(record: Record) -> Rescan:
    return Rescan(record, None, record.gaps)


def _of_page(page: Page) -> Rescan:
    return Rescan(page.record, page, page.faults)


def leave_faults(db: Session, actor: Actor, record_id: str, number: int | None) -> None:
    """Scanned again elsewhere, or good enough as it is: not asked about again until it is read anew."""
    require(actor, Action.DESCRIBE_RECORD)
    record = find_record(db, actor, record_id)
    left: Record | Page | None = record
    if number is not None:
        left = db.scalar(sa.select(Page).where(Page.record_id == record.id, Page.number == number))
    if left is None or not left.faults:
        raise NotFound
    left.faults_left_by, left.faults_left_at = actor.account_id, now()
    audit.write(
        db, actor.account_id, actor.name, audit.Event.DESCRIBED, "record", record.id, page=number, left_as_scanned=True
    )


def as_csv(found: Iterator[Rescan], translated: Callable[[str], str], sentence: Callable[..., str]) -> Iterator[str]:
    """For a spreadsheet: one line a fault; the mark before the first tells the program that it is UTF-8."""
    yield "\ufeff" + _line(translated(heading) for heading in HEADINGS)
    for each in found:
        for fault in each.faults:
            yield _line(map(_harmless, (*_about(each), sentence(*fault))))


def _about(each: Rescan) -> tuple[str, ...]:
    record, page = each.record, each.page
    paper = (page.facts or {}).get("paper", "") if page else ""
    return (
        record.original.name,
        str(page.number) if page else "",
        record.volume.archive_no if record.volume else "",
        record.number or "",
        record.title,
        paper,
        f"{page.dpi} dpi" if page else "",
    )


def _line(cells: Iterator[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _harmless(cell: str) -> str:
    """What a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
