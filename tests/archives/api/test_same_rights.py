"""One rule for pages and programs: whoever asks by a token finds exactly what they find on the search page."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives.app import create_app
from archives.catalogue.indexing import entries_of
from archives.catalogue.model import Record
from archives.db import new_id, today
from archives.grants import Grant
from archives.people import Level, Role
from archives.settings import Settings
from archives.tools import Tools
from tests.archives.api.conftest import Programs
from tests.archives.sharing.shelf import an_original, days
from tests.factories import an_account
from tests.visiting import Visitor, sign_in

HIT = re.compile(r'class="hit-title"><a href="/records/(\w+)')
choices = st.fixed_dictionaries(
    {
        "level": st.sampled_from(Level),
        "own": st.booleans(),
        "withdrawn": st.booleans(),
        "opens_on": st.none() | st.sampled_from([days(-400), days(40_000)]),
        "granted": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, empty_catalogue: Path) -> Iterator[tuple[Flask, Programs]]:
    data = tmp_path_factory.mktemp("house")
    shutil.copy(empty_catalogue, data / "catalogue.db")
    chosen = Settings(data=data, secret_key="long enough for a test", database_url=f"sqlite:///{data / 'catalogue.db'}")
    tools = Tools.open(replace(chosen, search="whoosh"))
    app = create_app(chosen, tools)
    app.config["TESTING"] = True
    app.test_client_class = Visitor
    yield app, Programs(tools)
    tools.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shelf=st.lists(choices, min_size=1, max_size=6), role=st.sampled_from(Role), clearance=st.sampled_from(Level))
def test_a_token_finds_what_its_holder_finds_on_the_page(
    house: tuple[Flask, Programs], shelf: list[dict[str, object]], role: Role, clearance: Level
) -> None:
    app, programs = house
    word = f"case{new_id()}"
    account = an_account(role, f"u{new_id()}", department=programs.town.roads, clearance=clearance)
    with programs.tools.database.transaction() as db:
        account = db.merge(account)
        for chosen in shelf:
            record = a_record(programs, word, chosen)
            db.add_all([record, an_original(record)])
            db.flush()
            if chosen["granted"]:
                grant = Grant(account_id=account.id, record_id=record.id, purpose="test", granted_by=account.id)
                grant.valid_from, grant.valid_to = today(), today()
                db.add(grant)
            programs.tools.engine.put(entries_of(db, [record.id]))
    client = app.test_client()
    header = programs.token(account)
    by_token = client.get(f"/api/v1/search?words={word}", headers=header).json
    listed = client.get("/api/v1/records?limit=100", headers=header).json
    sign_in(client, account.username)
    on_page = set(HIT.findall(client.get(f"/search?words={word}").text))
    assert by_token is not None
    assert listed is not None
    assert {hit["record"]["id"] for hit in by_token["hits"]} == on_page
    assert by_token["total"] == len(on_page)
    assert on_page <= everything(client, header)


def everything(client: Visitor, header: dict[str, str]) -> set[str]:
    answer, seen = client.get("/api/v1/records?limit=100", headers=header).json, set()
    while answer:
        seen |= {record["id"] for record in answer["records"]}
        more = f"/api/v1/records?limit=100&cursor={answer['cursor']}"
        answer = client.get(more, headers=header).json if answer["cursor"] else None
    return seen


def a_record(programs: Programs, word: str, chosen: dict[str, object]) -> Record:
    department = programs.town.roads if chosen["own"] else programs.town.water
    record = Record(id=new_id(), title=word, department_id=department.id, received_by=programs.town.an.id)
    record.level, record.withdrawn = Level(str(chosen["level"])), bool(chosen["withdrawn"])
    record.opens_on = chosen["opens_on"]  # type: ignore[assignment]
    return record
