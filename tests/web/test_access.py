"""Every page says who it is for, and holds to it for every kind of user."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from archives.db import Database, today
from archives.people import Level, Role
from archives.permissions import Action, Actor, allows
from archives.web.access import EVERYONE, openness
from tests.factories import a_department, an_account
from tests.visiting import Visitor, sign_in

PEOPLE: list[Role | None] = [None, *Role]


@pytest.fixture
def crowd(database: Database) -> dict[Role, Actor]:
    """One account of each role, named as its role."""
    with database.transaction() as db:
        department = a_department()
        db.add(department)
        accounts = [an_account(role, role.value, department=department, clearance=Level.RESTRICTED) for role in Role]
        db.add_all(accounts)
    return {
        a.role: Actor(today(), account_id=a.id, role=a.role, department_id=a.department_id, clearance=a.clearance)
        for a in accounts
    }


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in {"static", "security.static"}]


def example(app: Flask, rule: Rule) -> str:
    """An address of this page, about something that does not exist."""
    values = {name: _value(converter) for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=_method(rule))


def _value(converter: object) -> object:
    items = getattr(converter, "items", None)
    return next(iter(items)) if items else 1 if "Integer" in type(converter).__name__ else "nosuchthing12345"


def _method(rule: Rule) -> str:
    return "GET" if "GET" in (rule.methods or ()) else sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})[0]


def test_every_page_says_who_it_is_open_to(app: Flask) -> None:
    assert [rule.rule for rule in app.url_map.iter_rules() if openness(app, rule.endpoint) is None] == []


def test_no_two_pages_share_an_address(app: Flask) -> None:
    seen: dict[tuple[str, str], str] = {}
    clashes = []
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            other = seen.setdefault((method, rule.rule), rule.endpoint)
            if other != rule.endpoint:
                clashes.append((method, rule.rule, other, rule.endpoint))
    assert clashes == []


def test_an_undeclared_page_is_served_to_no_one(app: Flask, client: Visitor) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    with pytest.raises(LookupError, match="forgotten"):
        client.get("/forgotten")


@pytest.mark.parametrize("role", PEOPLE, ids=str)
def test_each_page_lets_in_whom_it_says_and_no_one_else(
    app: Flask, client: Visitor, crowd: dict[Role, Actor], role: Role | None
) -> None:
    actor = Actor(today()) if role is None else crowd[role]
    if role is not None:
        sign_in(client, role.value)
    wrong = []
    for rule in rules(app):
        method, whom = _method(rule), openness(app, rule.endpoint)
        if rule.endpoint in {"security.logout", "security.login", "security.register"} or whom is EVERYONE:
            continue
        status = client.open(example(app, rule), method=method).status_code
        inside = (isinstance(whom, Action) and allows(actor, whom)) or (
            not isinstance(whom, Action) and role is not None
        )
        # A program is told in so many words; a person is shown the sign-in page.
        turned_away = {401} if rule.rule.startswith("/api/") and role is None else {302} if role is None else {403}
        # A thing that is not there is 404, a form without its fields 400; never an error of ours, never an answer.
        fitting = {200, 302, 400, 404, 409} if inside else turned_away
        if status not in fitting:
            wrong.append((rule.endpoint, method, status))
    assert wrong == []


@pytest.mark.parametrize("role", PEOPLE, ids=str)
def test_a_page_about_nothing_is_not_found_and_never_breaks(
    app: Flask, client: Visitor, crowd: dict[Role, Actor], role: Role | None
) -> None:
    if role is not None:
        sign_in(client, role.value)
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and rule.arguments:
            status = client.get(example(app, rule)).status_code
            assert status in {302, 403, 404}, rule.rule
            assert status != 302 or role is None, rule.rule
