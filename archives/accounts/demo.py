"""One account for each kind of user, for trying the archive out; their passwords are random and said once."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.accounts.passwords import hash_password, random_password
from archives.people import Account, Department, Level, Role

DEPARTMENTS = (("ZRZY", "自然资源和规划局"), ("ZJJ", "住房和城乡建设局"))
PEOPLE = (
    ("citizen", "李市民", Role.CITIZEN, None, Level.OPEN),
    ("planning", "王规划", Role.STAFF, "ZRZY", Level.INTERNAL),
    ("building", "赵建设", Role.STAFF, "ZJJ", Level.INTERNAL),
    ("archivist", "陈档案", Role.ARCHIVIST, None, Level.RESTRICTED),
    ("auditor", "周审计", Role.AUDITOR, None, Level.OPEN),
    ("admin", "孙管理", Role.ADMINISTRATOR, None, Level.OPEN),
)


def make_demo_accounts(db: Session) -> list[tuple[Account, str]]:
    """The accounts made now, each with its password; those that are there already are left as they are."""
    departments = {code: _department(db, code, name) for code, name in DEPARTMENTS}
    made = []
    for username, name, role, code, clearance in PEOPLE:
        if db.scalar(sa.select(Account.id).where(Account.username == username)) is not None:
            continue
        password = random_password()
        account = Account(
            username=username,
            email=f"{username}@demo.example",
            name=name,
            role=role,
            department_id=departments[code].id if code else None,
            clearance=clearance,
            password=hash_password(password),
        )
        db.add(account)
        made.append((account, password))
    db.flush()
    return made


def _department(db: Session, code: str, name: str) -> Department:
    found = db.scalar(sa.select(Department).where(sa.or_(Department.code == code, Department.name == name)))
    if found is None:
        found = Department(code=code, name=name)
        db.add(found)
        db.flush()
    return found
