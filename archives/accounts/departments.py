"""Departments 部门: who owns records and whose staff ask for them."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.errors import N_, InvalidInput, NotFound, RuleBroken
from archives.people import Account, Department
from archives.permissions import Action, Actor, require


def create_department(db: Session, actor: Actor, code: str, name: str) -> Department:
    require(actor, Action.KEEP_ACCOUNTS)
    _check_free(db, code, name)
    department = Department(code=code.strip(), name=name.strip())
    db.add(department)
    db.flush()
    _write(db, actor, audit.Event.DEPARTMENT_CREATED, department)
    return department


def rename_department(db: Session, actor: Actor, department_id: str, code: str, name: str) -> Department:
    require(actor, Action.KEEP_ACCOUNTS)
    department = find_department(db, department_id)
    _check_free(db, code, name, department_id)
    before = department.name
    department.code, department.name = code.strip(), name.strip()
    _write(db, actor, audit.Event.DEPARTMENT_RENAMED, department, old=before)
    return department


def set_department_active(db: Session, actor: Actor, department_id: str, active: bool) -> None:
    """Out of use: not offered any more for new accounts and records; what it owns stays its own."""
    require(actor, Action.KEEP_ACCOUNTS)
    department = find_department(db, department_id)
    staff = sa.select(sa.func.count()).where(Account.department_id == department_id, Account.active)
    if not active and (count := db.scalar(staff)):
        raise RuleBroken(
            N_("%(count)s accounts still belong to %(name)s. Move them or put them out of use first."),
            count=count,
            name=department.name,
        )
    department.active = active
    event = audit.Event.DEPARTMENT_REACTIVATED if active else audit.Event.DEPARTMENT_DEACTIVATED
    _write(db, actor, event, department)


def find_department(db: Session, department_id: str) -> Department:
    department = db.get(Department, department_id)
    if department is None:
        raise NotFound
    return department


def department_coded(db: Session, code: str) -> Department:
    """By its code, as spreadsheets and the command line name it."""
    department = db.scalar(sa.select(Department).where(sa.func.lower(Department.code) == code.strip().lower()))
    if department is None:
        raise NotFound(N_("There is no department with the code “%(code)s”."), code=code)
    return department


def departments_in_use(db: Session, besides: str | None = None) -> list[Department]:
    """What a form may offer: those in use, and the one that is already chosen there."""
    offered = sa.or_(Department.active, Department.id == (besides or ""))
    return list(db.scalars(sa.select(Department).where(offered).order_by(Department.name)))


def all_departments(db: Session, actor: Actor) -> list[tuple[Department, int]]:
    """With the number of active accounts of each."""
    require(actor, Action.KEEP_ACCOUNTS)
    staff = sa.select(sa.func.count()).where(Account.department_id == Department.id, Account.active).scalar_subquery()
    query = sa.select(Department, staff).order_by(Department.active.desc(), Department.name)
    return [(department, count) for department, count in db.execute(query)]


def _check_free(db: Session, code: str, name: str, department_id: str = "") -> None:
    taken = sa.select(Department.id).where(
        sa.or_(sa.func.lower(Department.code) == code.strip().lower(), Department.name == name.strip()),
        Department.id != department_id,
    )
    if db.scalar(taken) is not None:
        raise InvalidInput(N_("There is already a department with this code or name."))


def _write(db: Session, actor: Actor, event: audit.Event, department: Department, **detail: object) -> None:
    audit.write(db, actor.account_id, actor.name, event, "department", department.id, name=department.name, **detail)
