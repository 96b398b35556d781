"""Valid by default: a test names only what matters to it."""

from functools import cache

from passlib.hash import argon2

from archives.db import new_id
from archives.people import Account, Department, Level, Role

PASSWORD = "seven blue bridges"


# A password that is quick to check; the `app` of the tests is told that this is enough.
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


@cache
def hashed() -> str:
    return str(argon2.using(**CHEAP).hash(PASSWORD))


def a_department(name: str = "自然资源和规划局", code: str = "") -> Department:
    return Department(id=new_id(), code=code or f"D{new_id()[:6]}", name=name)


def an_account(
    role: Role = Role.CITIZEN,
    username: str = "lin",
    *,
    name: str = "",
    department: Department | None = None,
    clearance: Level = Level.OPEN,
    active: bool = True,
) -> Account:
    return Account(
        id=new_id(),
        username=username,
        email=f"{username}@example.org",
        name=name or username.title(),
        role=role,
        department=department,
        clearance=clearance,
        active=active,
        password=hashed(),
    )
