"""An administrator keeps accounts and departments; nobody else does, and the trail tells of it."""

import re

import pytest
import sqlalchemy as sa

from archives import audit
from archives.accounts import departments, service
from archives.accounts.demo import PEOPLE, make_demo_accounts
from archives.accounts.service import Person
from archives.db import Database, today
from archives.errors import InvalidInput, NotAllowed, RuleBroken
from archives.people import Account, Department, Level, Role
from archives.permissions import Actor
from tests.factories import PASSWORD, a_department, an_account
from tests.visiting import Visitor, sign_in, sign_out


@pytest.fixture
def planning(database: Database) -> Department:
    with database.transaction() as db:
        department = a_department(code="ZRZY")
        db.add(department)
    return department


@pytest.fixture
def admin(database: Database, client: Visitor) -> Account:
    with database.transaction() as db:
        account = an_account(Role.ADMINISTRATOR, "admin")
        db.add(account)
    sign_in(client, "admin")
    return account


def the_actor(account: Account) -> Actor:
    return Actor(today(), account_id=account.id, name=account.name, role=account.role)


def a_person(**changes: str) -> dict[str, str]:
    return {
        "name": "Zhao",
        "username": "zhao",
        "email": "zhao@example.org",
        "role": "staff",
        "department_id": "",
        "clearance": "internal",
        **changes,
    }


def found(database: Database, username: str) -> Account | None:
    with database.reading() as db:
        return db.scalar(sa.select(Account).where(Account.username == username))


def test_an_account_is_made_with_a_password_shown_once(
    client: Visitor, database: Database, admin: Account, planning: Department
) -> None:
    page = client.post("/accounts/new", data=a_person(department_id=planning.id))
    password = re.search(r'class="secret">([^<]+)<', page.text)
    assert password
    zhao = found(database, "zhao")
    assert zhao
    assert (zhao.role, zhao.clearance, zhao.department_id) == (Role.STAFF, Level.INTERNAL, planning.id)
    assert password[1] not in client.get(f"/accounts/{zhao.id}").text
    sign_out(client)
    sign_in(client, "zhao", password[1])


def test_staff_without_a_department_is_refused_with_a_sentence(
    client: Visitor, database: Database, admin: Account
) -> None:
    page = client.post("/accounts/new", data=a_person())
    assert "Department staff need a department." in page.text
    assert found(database, "zhao") is None


@pytest.mark.parametrize("change", [{"username": "ADMIN"}, {"email": "Admin@Example.org"}])
def test_a_name_in_use_is_refused(client: Visitor, admin: Account, change: dict[str, str]) -> None:
    page = client.post("/accounts/new", data=a_person(role="citizen", **change))
    assert "There is already an account" in page.text


def test_an_account_put_out_of_use_is_out_at_once(client: Visitor, database: Database, admin: Account) -> None:
    with database.transaction() as db:
        lin = an_account(username="lin")
        db.add(lin)
    lins = client.application.test_client()
    assert isinstance(lins, Visitor)
    sign_in(lins, "lin")
    assert client.post(f"/accounts/{lin.id}/rest").status_code == 302
    assert lins.get("/account").status_code == 302
    assert client.post(f"/accounts/{lin.id}/use").status_code == 302
    sign_in(lins, "lin")


def test_nobody_puts_themselves_out_of_use_or_changes_their_own_role(
    client: Visitor, database: Database, admin: Account
) -> None:
    assert client.post(f"/accounts/{admin.id}/rest").status_code == 409
    mine = a_person(name="A", username="admin", email="admin@example.org", role="auditor")
    assert client.post(f"/accounts/{admin.id}", data=mine).status_code == 409
    after = found(database, "admin")
    assert after
    assert (after.active, after.role) == (True, Role.ADMINISTRATOR)


def test_everyone_changes_their_own_name_and_language(client: Visitor, database: Database, admin: Account) -> None:
    assert client.post("/account", data={"name": "孙管理", "language": "zh_CN", "role": "archivist"}).status_code == 302
    assert "我的账户" in client.get("/account").text
    after = found(database, "admin")
    assert after
    assert (after.name, after.role) == ("孙管理", Role.ADMINISTRATOR)


def test_the_language_shown_is_offered_for_the_account(client: Visitor, admin: Account) -> None:
    assert re.search(r'<option selected[^>]*value="en"', client.get("/account").text)


def test_departments_are_added_renamed_and_put_out_of_use(client: Visitor, database: Database, admin: Account) -> None:
    client.post("/departments", data={"code": "ZJJ", "name": "住房和城乡建设局"})
    with database.reading() as db:
        department = departments.department_coded(db, "zjj")
    client.post(f"/departments/{department.id}", data={"code": "ZJJ", "name": "建设局"})
    client.post(f"/departments/{department.id}/rest")
    with database.reading() as db:
        after = departments.department_coded(db, "ZJJ")
        assert (after.name, after.active) == ("建设局", False)
        events = [e.event for e in db.scalars(sa.select(audit.Entry).order_by(audit.Entry.seq))]
    assert events[1:] == ["department created", "department renamed", "department deactivated"]


def test_a_department_with_people_in_it_stays_in_use(database: Database, admin: Account, planning: Department) -> None:
    with database.transaction() as db:
        db.add(an_account(Role.STAFF, "zhao", department=db.get(Department, planning.id)))
    with database.transaction() as db, pytest.raises(RuleBroken, match="1 accounts still belong"):
        departments.set_department_active(db, the_actor(admin), planning.id, False)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_no_other_role_keeps_accounts(database: Database, role: Role) -> None:
    actor = Actor(today(), account_id="someone", role=role)
    person = Person(name="X", username="x", email="x@example.org")
    with database.transaction() as db:
        for change in (
            lambda: service.create_account(db, actor, person, PASSWORD),
            lambda: service.change_account(db, actor, "x", person),
            lambda: service.set_password(db, actor, "x", PASSWORD),
            lambda: service.set_active(db, actor, "x", False),
            lambda: departments.create_department(db, actor, "X", "X"),
            lambda: departments.all_departments(db, actor),
        ):
            with pytest.raises(NotAllowed):
                change()


def test_a_password_too_short_is_refused_on_the_command_line_too(database: Database, admin: Account) -> None:
    with database.transaction() as db, pytest.raises(InvalidInput, match="10 to 200"):
        service.set_password(db, the_actor(admin), admin.id, "short")


def test_the_demo_has_each_kind_of_user_and_says_each_password_once(client: Visitor, database: Database) -> None:
    with database.transaction() as db:
        made = {account.username: password for account, password in make_demo_accounts(db)}
    assert len(set(made.values())) == len(PEOPLE)
    with database.reading() as db:
        assert set(db.scalars(sa.select(Account.role))) == set(Role)
    with database.transaction() as db:
        assert make_demo_accounts(db) == []
    sign_in(client, "archivist", made["archivist"])
