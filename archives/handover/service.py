"""Hand-overs: receiving a package, deciding on it, and asking for one to be made."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.catalogue.arranging import find_volume
from archives.catalogue.model import Record
from archives.catalogue.service import check_level, find_project, find_record
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.handover.model import Direction, Form, Handover, State
from archives.handover.receiving import ACCEPT_PACKAGE, CLEAR_PACKAGE, LOOK_AT_PACKAGE, PACKAGE, folder_of
from archives.handover.sending import MAKE_PACKAGE, WRITERS, package_of, sendable
from archives.people import Department, Level
from archives.permissions import Action, Actor, require
from archives.tools import Tools

PER_PAGE = 30
LONGEST_NAME = 300
LETTERS = {Direction.RECEIVED: "J", Direction.SENT: "Y"}
"""接收 and 移交, at the beginning of their numbers."""


def next_number(db: Session, direction: Direction, year: int) -> str:
    """J2026-000001; two at the same moment meet at the unique column, and one is asked to try again."""
    begins = f"{LETTERS[direction]}{year}-"
    last = db.scalar(sa.select(sa.func.max(Handover.number)).where(Handover.number.like(f"{begins}%")))
    return f"{begins}{1 + int(last.rpartition('-')[2]) if last else 1:06d}"


def receive(
    db: Session,
    actor: Actor,
    tools: Tools,
    package: Path,
    name: str,
    party: str,
    department_id: str,
    level: Level,
    *,
    by_job: bool = True,
) -> Handover:
    """The package is moved into the data folder, to be looked at by a job; nothing of it is in the catalogue yet.

    The command line does itself what a job would do.
    """
    require(actor, Action.RECEIVE_PACKAGE)
    check_level(level, Level.parse(tools.settings.highest_level))
    if db.get(Department, department_id) is None:
        raise InvalidInput(N_("Choose the department whose records these are."))
    if not party.strip():
        raise InvalidInput(N_("Say who hands the package over."))
    handover = Handover(
        number=next_number(db, Direction.RECEIVED, actor.today.year),
        direction=Direction.RECEIVED,
        state=State.LOOKING,
        name=name[:LONGEST_NAME],
        party=party.strip()[:200],
        department_id=department_id,
        level=level,
        asked_by=actor.account_id or "",
    )
    db.add(handover)
    db.flush()
    home = folder_of(tools, handover.id) / PACKAGE
    home.mkdir(parents=True)
    shutil.move(package, home / f"package{Path(name).suffix.lower()[:10]}")
    if by_job:
        jobs.ask_for(db, LOOK_AT_PACKAGE, handover.id)
    return handover


def decide(db: Session, actor: Actor, handover_id: str, *, accepted: bool, reason: str = "") -> Handover:
    require(actor, Action.RECEIVE_PACKAGE)
    handover = find_handover(db, actor, handover_id)
    if accepted and not any(not item["left_out"] for item in handover.contents):
        raise RuleBroken(N_("Nothing in this package can be taken. Refuse it, or have it corrected and sent again."))
    handover.decide(State.ACCEPTING if accepted else State.REFUSED, actor.account_id or "", reason)
    if accepted:
        jobs.ask_for(db, ACCEPT_PACKAGE, handover.id)
    else:
        handover.finished_at = handover.decided_at
        jobs.ask_for(db, CLEAR_PACKAGE, handover.id)
        told = {"number": handover.number, "party": handover.party, "reason": handover.reason}
        refused = audit.Event.HANDOVER_REFUSED
        audit.write(db, actor.account_id, actor.name, refused, "handover", handover.id, **told)
    return handover


def send(
    db: Session, actor: Actor, kind: str, subject_id: str, form: str, party: str, *, by_job: bool = True
) -> Handover:
    """Of a record, volume or project: what this actor may download of it."""
    require(actor, Action.HAND_OVER)
    if form not in set(WRITERS):
        raise InvalidInput(N_("Choose a form: BagIt, EEP or METS."))
    if not party.strip():
        raise InvalidInput(N_("Say to whom the package is handed over."))
    title, condition = _subject(db, actor, kind, subject_id)
    handover = Handover(
        number=next_number(db, Direction.SENT, actor.today.year),
        direction=Direction.SENT,
        state=State.MAKING,
        form=Form(form),
        name=title[:LONGEST_NAME],
        party=party.strip()[:200],
        asked_by=actor.account_id or "",
    )
    records = sendable(db, actor, condition)
    handover.contents = [_listed(record) for record in records]
    handover.files, handover.size = len(records), sum(record.original.size for record in records)
    # Whoever may not see the most closed of them does not see the package.
    handover.level = max((record.level for record in records), key=lambda level: len(level.and_below()))
    db.add(handover)
    db.flush()
    if by_job:
        jobs.ask_for(db, MAKE_PACKAGE, handover.id)
    return handover


def _listed(record: Record) -> dict[str, object]:
    original = record.original
    return {"record": record.id, "name": original.name, "size": original.size, "sha256": original.sha256}


def _subject(db: Session, actor: Actor, kind: str, subject_id: str) -> tuple[str, sa.ColumnElement[bool]]:
    if kind == "record":
        return find_record(db, actor, subject_id).title, Record.id == subject_id
    if kind == "volume":
        return find_volume(db, actor, subject_id)[0].title, Record.volume_id == subject_id
    if kind == "project":
        return find_project(db, actor, subject_id).name, Record.project_id == subject_id
    raise NotFound


def title_of(db: Session, actor: Actor, kind: str, subject_id: str) -> str:
    require(actor, Action.HAND_OVER)
    return _subject(db, actor, kind, subject_id)[0]


def listed(db: Session, actor: Actor, page: int) -> Sequence[Handover]:
    """The newest first, one more than a page when there is another."""
    require(actor, Action.RECEIVE_PACKAGE)
    seen = Handover.level.in_(actor.clearance.and_below())
    query = sa.select(Handover).where(seen).order_by(Handover.asked_at.desc(), Handover.number.desc())
    return db.scalars(query.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()


def find_handover(db: Session, actor: Actor, handover_id: str) -> Handover:
    """Archivists see the hand-overs of records up to their clearance."""
    require(actor, Action.RECEIVE_PACKAGE)
    handover = db.get(Handover, handover_id)
    if handover is None or handover.level not in actor.clearance.and_below():
        raise NotFound
    return handover


def fetch_package(db: Session, actor: Actor, tools: Tools, handover_id: str) -> Path:
    """What was made, for its maker's side to carry; each time it leaves is written down."""
    handover = find_handover(db, actor, handover_id)
    path = package_of(tools, handover)
    if handover.state is not State.MADE or not path.is_file():
        raise NotFound
    told = {"number": handover.number}
    audit.write(db, actor.account_id, actor.name, audit.Event.DOWNLOADED, "handover", handover.id, **told)
    return path
