"""Signing in, out, registering and changing a password: through the real pages, with the real hashes."""

import pytest
import sqlalchemy as sa
from flask import Flask
from passlib.hash import argon2

from archives import audit
from archives.accounts.passwords import hash_password
from archives.app import create_app
from archives.db import Database
from archives.people import Account, Role
from archives.settings import Settings
from archives.tools import Tools
from tests.factories import PASSWORD, an_account
from tests.visiting import Visitor, sign_in, sign_out


@pytest.fixture
def lin(database: Database) -> Account:
    with database.transaction() as db:
        account = an_account(name="Lin")
        db.add(account)
    return account


def events(database: Database) -> list[str]:
    with database.reading() as db:
        return [entry.event for entry in db.scalars(sa.select(audit.Entry).order_by(audit.Entry.seq))]


def passwords(**changes: str) -> dict[str, str]:
    return {
        "name": "Wang",
        "username": "wang",
        "email": "wang@example.org",
        "password": "nine green lanterns",
        "password_confirm": "nine green lanterns",
        **changes,
    }


@pytest.mark.parametrize("identity", ["lin", "LIN", "lin@example.org", " lin "])
def test_the_user_name_or_the_address_signs_in(client: Visitor, lin: Account, identity: str) -> None:
    sign_in(client, identity)
    assert lin.name in client.get("/").text


def test_signing_in_leads_back_to_where_one_wanted_to_go(client: Visitor, lin: Account) -> None:
    asked = client.get("/account")
    assert asked.location == "/login?next=/account"
    answer = client.post(asked.location, data={"identity": "lin", "password": PASSWORD})
    assert answer.location == "/account"


def test_signing_in_does_not_lead_to_another_host(client: Visitor, lin: Account) -> None:
    answer = client.post("/login?next=https://elsewhere.example/", data={"identity": "lin", "password": PASSWORD})
    assert "elsewhere" not in (answer.location or "")


@pytest.mark.parametrize(("identity", "password"), [("lin", "wrong password"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    client: Visitor, lin: Account, identity: str, password: str
) -> None:
    page = client.post("/login", data={"identity": identity, "password": password})
    assert "No account has this name and password." in page.text
    assert not client.is_signed_in()


def test_an_account_out_of_use_cannot_sign_in(client: Visitor, database: Database) -> None:
    with database.transaction() as db:
        db.add(an_account(username="gone", active=False))
    page = client.post("/login", data={"identity": "gone", "password": PASSWORD})
    assert page.status_code == 200
    assert "Account is disabled" in page.text


def test_an_object_in_place_of_a_name_is_refused_and_breaks_nothing(client: Visitor, lin: Account) -> None:
    answer = client.post("/login", json={"identity": {"$ne": 1}, "password": ["x"]})
    assert answer.status_code == 400


def test_signing_in_without_the_token_of_the_page_is_refused(client: Visitor, lin: Account) -> None:
    answer = client.post("/login", data={"identity": "lin", "password": PASSWORD}, with_token=False)
    assert answer.status_code == 400
    assert "Load it again" in answer.text


def test_guessing_passwords_is_slowed_down_and_others_are_not(client: Visitor, database: Database) -> None:
    with database.transaction() as db:
        db.add_all([an_account(username="lin"), an_account(username="wang")])
    answers = [client.post("/login", data={"identity": "lin", "password": f"guess {n}"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "too often" in answers[-1].text
    sign_in(client, "wang")


def test_signing_in_many_times_rightly_is_not_slowed_down(client: Visitor, lin: Account) -> None:
    for _ in range(12):
        sign_in(client, "lin")
        sign_out(client)


def test_the_trail_tells_who_came_went_and_was_turned_away(client: Visitor, lin: Account, database: Database) -> None:
    client.post("/login", data={"identity": "lin", "password": "not this one"})
    sign_in(client, "lin")
    sign_out(client)
    assert events(database) == ["sign-in refused", "signed in", "signed out"]


def test_a_citizen_registers_and_is_signed_in_as_a_citizen(client: Visitor, database: Database) -> None:
    assert client.post("/register", data=passwords(role="administrator", clearance="restricted")).status_code == 302
    with database.reading() as db:
        account = db.scalars(sa.select(Account).where(Account.username == "wang")).one()
    assert (account.role, account.clearance, account.email) == (Role.CITIZEN, "open", "wang@example.org")
    assert "Wang" in client.get("/").text
    assert events(database) == ["account created"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"username": "lin"}, "This user name is taken."),
        ({"email": "lin@example.org"}, "There is already an account"),
        ({"username": "a b"}, "2 to 64 letters"),
        ({"username": "a@b"}, "2 to 64 letters"),
        ({"email": "nonsense"}, "This is not an e-mail address"),
        ({"password": "short", "password_confirm": "short"}, "A password has 10 to 200 characters."),
        ({"password_confirm": "something else"}, "The two passwords differ."),
        ({"name": ""}, "Please fill this in."),
    ],
)
def test_registering_says_what_is_not_right(
    client: Visitor, lin: Account, change: dict[str, str], sentence: str
) -> None:
    page = client.post("/register", data=passwords(**change))
    assert page.status_code == 200
    assert sentence in page.text


def test_changing_the_password_ends_the_other_sessions(app: Flask, client: Visitor, lin: Account) -> None:
    elsewhere = app.test_client()
    assert isinstance(elsewhere, Visitor)
    sign_in(elsewhere, "lin")
    sign_in(client, "lin")
    new = "eleven quiet harbours"
    answer = client.post("/change", data={"password": PASSWORD, "new_password": new, "new_password_confirm": new})
    assert answer.status_code == 302
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    sign_out(client)
    sign_in(client, "lin", new)


def test_the_sentences_of_signing_in_are_chinese_in_chinese(client: Visitor, lin: Account) -> None:
    client.get("/?lang=zh_CN")
    page = client.post("/register", data=passwords(email="lin@example.org", password_confirm="another one"))
    assert "该电子邮箱已有账户" in page.text
    assert "两次输入的密码不一致" in page.text


def test_what_we_hash_is_what_flask_security_expects(settings: Settings, tools: Tools) -> None:
    """Else every sign-in would hash anew and write."""
    context = create_app(settings, tools).extensions["security"].pwd_context
    kept = hash_password(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert context.verify(PASSWORD, kept)
    assert not context.needs_update(kept)


def test_a_password_hashed_by_older_settings_signs_in_and_is_hashed_anew(client: Visitor, database: Database) -> None:
    older = argon2.using(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with database.transaction() as db:
        account = an_account()
        account.password = older
        db.add(account)
    sign_in(client, "lin")
    with database.reading() as db:
        assert db.scalars(sa.select(Account.password)).one() != older
    sign_out(client)
    sign_in(client, "lin")
