"""What a browser can be made to send: whatever it is, the answer is a page or a sentence, on either database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.routing import BuildError

from archives.app import create_app
from archives.db import Database
from archives.people import Level, Role
from archives.settings import Settings
from archives.tools import Tools
from tests.factories import CHEAP, a_department, an_account
from tests.visiting import Visitor, sign_in

ODD = ("a\0b", "9" * 40, "字" * 1000)


@pytest.fixture
def app(settings: Settings, either_database: Database) -> Iterator[Flask]:
    """As it is served: a mistake is a page, not an exception in the test."""
    settings = replace(settings, database_url=either_database.engine.url.render_as_string(hide_password=False))
    tools = Tools.open(settings)
    made = create_app(settings, tools)
    made.extensions["security"].pwd_context.update(**{f"argon2__{name}": value for name, value in CHEAP.items()})
    made.test_client_class = Visitor
    with tools.database.transaction() as db:
        department = a_department()
        db.add(department)
        roles = (Role.ARCHIVIST, Role.AUDITOR)
        db.add_all([an_account(r, r.value, department=department, clearance=Level.RESTRICTED) for r in roles])
    yield made
    tools.close()


def addresses(app: Flask, odd: str) -> Iterator[str]:
    """Of every page: each piece of its path odd, and each of the arguments that lists take."""
    bound = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static"):
            kinds = {name: type(converter).__name__ for name, converter in rule._converters.items()}
            values = {name: odd[:50] if kind == "UnicodeConverter" else 1 for name, kind in kinds.items()}
            arguments = dict.fromkeys(("page", "words", "name", "list", "at", "since"), odd)
            try:
                yield bound.build(rule.endpoint, {**values, **arguments}, method="GET")
            except BuildError:  # this page takes only words of its own
                continue


@pytest.mark.parametrize("role", [Role.ARCHIVIST, Role.AUDITOR])
def test_every_page_answers_whatever_is_in_its_address(app: Flask, role: Role) -> None:
    client = app.test_client()
    assert isinstance(client, Visitor)
    sign_in(client, role.value)
    answers = {address: client.get(address).status_code for odd in ODD for address in addresses(app, odd)}
    assert len(answers) > 60 * len(ODD)
    assert {address[:150]: status for address, status in answers.items() if status >= 500} == {}
