"""Who may do what, on one page.

The ways in to a record are worked out once, in `ways_in`, and rendered three times: `can` judges one record in memory,
`visible` limits a database query, `audience` limits a search. A test holds the three equal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from archives.db import OneOf
from archives.errors import NotAllowed
from archives.grants import Grant, Use, grants_held
from archives.people import Account, Level, Role
from search.engine import Audience, Way


class Action(StrEnum):
    UPLOAD_SCAN = "upload scan"
    DESCRIBE_RECORD = "describe record"
    SEE_BATCHES = "see batches"
    ASK_FOR_ACCESS = "ask for access"
    DECIDE_ACCESS = "decide access"
    ASK_FOR_COPY = "ask for copy"
    DECIDE_COPY = "decide copy"
    SEE_PROJECTS = "see projects"
    KEEP_ACCOUNTS = "keep accounts"
    READ_TRAIL = "read trail"
    SEE_SYSTEM = "see system"
    SEE_KEEPING = "see keeping"
    ASSESS = "assess"
    HAND_OVER = "hand over"
    RECEIVE_PACKAGE = "receive package"
    SEE_ASSESSMENTS = "see assessments"
    SET_RETENTION = "set retention"
    PROPOSE_DISPOSAL = "propose disposal"
    APPROVE_DISPOSAL = "approve disposal"
    HOLD = "hold"
    GIVE_OPENING_OPINION = "give opening opinion"
    SEE_OPENINGS = "see openings"
    DECIDE_OPENING = "decide opening"
    REVIEW_SECRECY = "review secrecy"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts, with what holds for them today. An account_id of None is a visitor who has not signed in."""

    today: date
    account_id: str | None = None
    name: str = ""
    role: Role = Role.CITIZEN
    department_id: str | None = None
    clearance: Level = Level.OPEN
    grants: tuple[Grant, ...] = ()


Test = Callable[[Actor], bool]


def is_signed_in(actor: Actor) -> bool:
    return actor.account_id is not None


def is_archivist(actor: Actor) -> bool:
    return is_signed_in(actor) and actor.role is Role.ARCHIVIST


def is_staff(actor: Actor) -> bool:
    return is_signed_in(actor) and actor.role is Role.STAFF and actor.department_id is not None


def is_auditor(actor: Actor) -> bool:
    return is_signed_in(actor) and actor.role is Role.AUDITOR


def is_administrator(actor: Actor) -> bool:
    return is_signed_in(actor) and actor.role is Role.ADMINISTRATOR


ALLOWED: dict[Action, list[Test]] = {
    Action.UPLOAD_SCAN: [is_archivist],
    Action.DESCRIBE_RECORD: [is_archivist],
    Action.SEE_BATCHES: [is_archivist],
    Action.ASK_FOR_ACCESS: [is_staff],
    Action.DECIDE_ACCESS: [is_staff, is_archivist],  # staff for their own department's records: sharing/service.py
    Action.ASK_FOR_COPY: [is_signed_in],
    Action.DECIDE_COPY: [is_archivist],
    Action.SEE_PROJECTS: [is_staff, is_archivist],
    Action.KEEP_ACCOUNTS: [is_administrator],
    Action.READ_TRAIL: [is_auditor],
    Action.SEE_SYSTEM: [is_administrator, is_archivist],
    Action.SEE_KEEPING: [is_archivist, is_auditor, is_administrator],
    Action.HAND_OVER: [is_archivist],
    Action.RECEIVE_PACKAGE: [is_archivist],
    Action.ASSESS: [is_archivist],
    Action.SEE_ASSESSMENTS: [is_archivist, is_auditor],
    Action.SET_RETENTION: [is_archivist],
    Action.PROPOSE_DISPOSAL: [is_archivist],
    Action.APPROVE_DISPOSAL: [is_archivist],  # never whoever proposed it: keeping/model.py
    Action.HOLD: [is_archivist],
    # staff for their own department's records: keeping/opening.py
    Action.GIVE_OPENING_OPINION: [is_archivist, is_staff],
    Action.SEE_OPENINGS: [is_archivist, is_staff, is_auditor],
    Action.DECIDE_OPENING: [is_archivist],
    Action.REVIEW_SECRECY: [is_archivist],
}


def allows(actor: Actor, action: Action) -> bool:
    return any(test(actor) for test in ALLOWED[action])


def require(actor: Actor, action: Action) -> None:
    if not allows(actor, action):
        raise NotAllowed


class Guarded:
    """The columns that decide who sees a record."""

    id: Mapped[str]
    level: Mapped[Level] = mapped_column(OneOf(Level), default=Level.INTERNAL, index=True)
    department_id: Mapped[str] = mapped_column(sa.ForeignKey("department.id"), index=True)
    project_id: Mapped[str | None] = mapped_column(sa.ForeignKey("project.id"), index=True)
    opens_on: Mapped[date | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)


def ways_in(actor: Actor, use: Use = Use.READ) -> tuple[Way, ...]:
    """The bylaws of access.

    Open records may be read by all from their opening date on; the original itself is handed out as a copy, on request.
    Archivists see what their clearance allows, withdrawn or not. Staff see their own department's records up to their
    clearance. A grant opens what it names, but lifts nobody above the higher of 内部 and their own clearance.
    Administrators and auditors see no record by their office.
    """
    ways = []
    if use is Use.READ:
        ways.append(Way(levels=frozenset({Level.OPEN}), opened_by=actor.today))
    cleared: frozenset[str] = actor.clearance.and_below()
    if is_archivist(actor):
        ways += [Way(levels=cleared), Way(levels=cleared, withdrawn=True)]
    if is_staff(actor):
        ways.append(Way(levels=cleared, departments=frozenset({actor.department_id or ""})))
    granted: frozenset[str] = cleared | Level.INTERNAL.and_below()
    for grant in actor.grants:
        if not grant.is_valid(actor.today) or (use is Use.DOWNLOAD and grant.use is not Use.DOWNLOAD):
            continue
        if grant.record_id is not None:
            ways.append(Way(levels=granted, records=frozenset({grant.record_id})))
        elif grant.project_id is not None:
            owners = None if grant.owner_id is None else frozenset({grant.owner_id})
            ways.append(Way(levels=granted, projects=frozenset({grant.project_id}), departments=owners))
    return tuple(ways)


def can(actor: Actor, record: Guarded, use: Use = Use.READ) -> bool:
    return any(_admits(way, record) for way in ways_in(actor, use))


def is_open_to_all(record: Guarded, today: date) -> bool:
    return can(Actor(today), record)


def bears_name(actor: Actor, record: Guarded) -> bool:
    """The reading room 阅览: a record that is not open to all, seen by a right to read and not to download.

    What its reader is shown bears the reader's name.
    """
    return not can(actor, record, Use.DOWNLOAD) and not is_open_to_all(record, actor.today)


def visible(actor: Actor, table: type[Guarded], use: Use = Use.READ) -> sa.ColumnElement[bool]:
    return sa.or_(sa.false(), *(_as_sql(way, table) for way in ways_in(actor, use)))


def audience(actor: Actor) -> Audience:
    return ways_in(actor)


def _admits(way: Way, record: Guarded) -> bool:
    return (
        record.level in way.levels
        and record.withdrawn == way.withdrawn
        and (way.departments is None or record.department_id in way.departments)
        and (way.projects is None or record.project_id in way.projects)
        and (way.records is None or record.id in way.records)
        and (way.opened_by is None or record.opens_on is None or record.opens_on <= way.opened_by)
    )


def _as_sql(way: Way, table: type[Guarded]) -> sa.ColumnElement[bool]:
    clauses: list[sa.ColumnElement[bool]] = [table.level.in_(way.levels), table.withdrawn.is_(way.withdrawn)]
    if way.departments is not None:
        clauses.append(table.department_id.in_(way.departments))
    if way.projects is not None:
        clauses.append(table.project_id.in_(way.projects))
    if way.records is not None:
        clauses.append(table.id.in_(way.records))
    if way.opened_by is not None:
        clauses.append(sa.or_(table.opens_on.is_(None), table.opens_on <= way.opened_by))
    return sa.and_(*clauses)


def actor_of(db: Session, account: Account | None, today: date) -> Actor:
    """The account as it stands today, with the grants it holds; None is a visitor."""
    if account is None or not account.active:
        return Actor(today)
    return Actor(
        today=today,
        account_id=account.id,
        name=account.name,
        role=account.role,
        department_id=account.department_id,
        clearance=account.clearance,
        grants=grants_held(db, account.id, account.department_id, today),
    )
