"""One rule, said four times: in prose here, and as object, query and search in permissions.py. They must agree."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives.catalogue.model import Record
from archives.db import Database, now
from archives.errors import NotAllowed
from archives.grants import Grant, Use
from archives.models import Model
from archives.people import Level, Role
from archives.permissions import ALLOWED, Action, Actor, allows, audience, can, require, visible
from search.engine import Entry, Query, SearchEngine
from search.opening import open_engine

TODAY = date(2026, 11, 22)
PEOPLE, DEPARTMENTS, PROJECTS, RECORDS = ["ann", "bob"], ["d1", "d2"], ["p1", "p2"], ["r1", "r2", "r3"]
days = st.integers(-2, 2).map(lambda offset: TODAY + timedelta(offset))


@st.composite
def records(draw: st.DrawFn, record_id: str) -> Record:
    return Record(
        id=record_id,
        level=draw(st.sampled_from(Level)),
        department_id=draw(st.sampled_from(DEPARTMENTS)),
        project_id=draw(st.sampled_from([*PROJECTS, None])),
        opens_on=draw(st.none() | days),
        withdrawn=draw(st.booleans()),
        title=record_id,
        received_by="ann",
        received_at=now(),
    )


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    whole_project = draw(st.booleans())
    return Grant(
        account_id="ann",
        record_id=None if whole_project else draw(st.sampled_from(RECORDS)),
        project_id=draw(st.sampled_from(PROJECTS)) if whole_project else None,
        owner_id=draw(st.sampled_from([*DEPARTMENTS, None])) if whole_project else None,
        use=draw(st.sampled_from(Use)),
        valid_from=draw(days),
        valid_to=draw(days),
        revoked_at=draw(st.sampled_from([None, now()])),
    )


actors = st.builds(
    Actor,
    today=st.just(TODAY),
    account_id=st.sampled_from([None, "ann"]),
    role=st.sampled_from(Role),
    department_id=st.sampled_from([*DEPARTMENTS, None]),
    clearance=st.sampled_from(Level),
    grants=st.lists(grants(), max_size=3).map(tuple),
)
shelves = st.tuples(*(records(record_id) for record_id in RECORDS))


def bylaws(actor: Actor, record: Record, use: Use) -> bool:
    """The rule in plain words, written apart from permissions.py."""
    cleared = record.level.rank <= actor.clearance.rank
    if record.withdrawn:
        return actor.account_id is not None and actor.role == Role.ARCHIVIST and cleared
    if use == Use.READ and record.level == Level.OPEN and (record.opens_on is None or record.opens_on <= TODAY):
        return True
    if actor.account_id is not None and actor.role == Role.ARCHIVIST and cleared:
        return True
    in_own_department = actor.department_id is not None and record.department_id == actor.department_id
    if actor.account_id is not None and actor.role == Role.STAFF and in_own_department and cleared:
        return True
    for grant in actor.grants:
        over = grant.revoked_at is not None or not grant.valid_from <= TODAY <= grant.valid_to
        enough = use == Use.READ or grant.use == Use.DOWNLOAD
        this_record = grant.record_id is not None and grant.record_id == record.id
        this_project = grant.project_id is not None and grant.project_id == record.project_id
        of_owner = grant.owner_id is None or grant.owner_id == record.department_id
        low_enough = record.level != Level.RESTRICTED or actor.clearance == Level.RESTRICTED
        if not over and enough and low_enough and (this_record or (this_project and of_owner)):
            return True
    return False


@given(actor=actors, shelf=shelves, use=st.sampled_from(Use))
def test_judging_one_record_follows_the_bylaws(actor: Actor, shelf: tuple[Record, ...], use: Use) -> None:
    assert [can(actor, record, use) for record in shelf] == [bylaws(actor, record, use) for record in shelf]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def tables(request: pytest.FixtureRequest) -> Iterator[Database]:
    on_sqlite = request.param == "sqlite"
    database = Database("sqlite://" if on_sqlite else request.getfixturevalue("postgres").new_database())
    Model.metadata.create_all(database.engine)
    yield database
    database.close()


# Departments and projects are beside the point here, so their keys are not checked.
UNCHECKED = {"sqlite": "PRAGMA defer_foreign_keys=ON", "postgresql": "SET session_replication_role = replica"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(actor=actors, shelf=shelves, use=st.sampled_from(Use))
def test_a_database_query_follows_the_bylaws(
    tables: Database, actor: Actor, shelf: tuple[Record, ...], use: Use
) -> None:
    with tables.engine.connect() as connection:
        connection.exec_driver_sql(UNCHECKED[connection.dialect.name])
        connection.execute(sa.insert(Record), [columns(record) for record in shelf])
        found = set(connection.scalars(sa.select(Record.id).where(visible(actor, Record, use))))
        connection.rollback()
    assert found == {record.id for record in shelf if bylaws(actor, record, use)}


def columns(record: Record) -> dict[str, object]:
    names = ("id", "level", "department_id", "project_id", "opens_on", "withdrawn", "title", "received_by")
    return {name: getattr(record, name) for name in names}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder: Path = tmp_path_factory.mktemp("index")
    engine = open_engine(request.param, folder)
    yield engine
    engine.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(actor=actors, shelf=shelves)
def test_a_search_follows_the_bylaws(engine: SearchEngine, actor: Actor, shelf: tuple[Record, ...]) -> None:
    engine.put([entry(record) for record in shelf])
    results = engine.find(Query(node=None, audience=audience(actor)))
    allowed = {record.id for record in shelf if bylaws(actor, record, Use.READ)}
    assert set(results.ids) == allowed
    assert results.total == len(allowed)


def entry(record: Record) -> Entry:
    return Entry(
        id=record.id,
        level=record.level,
        department=record.department_id,
        project=record.project_id or "",
        opens_on=record.opens_on,
        withdrawn=record.withdrawn,
        title=record.title,
    )


def test_an_action_not_on_the_page_is_refused() -> None:
    visitor = Actor(today=TODAY)
    assert not any(allows(visitor, action) for action in Action)
    with pytest.raises(NotAllowed):
        require(visitor, Action.UPLOAD_SCAN)


def test_every_action_is_allowed_to_somebody_and_none_to_everybody() -> None:
    anyone = [Actor(TODAY, "ann", role=role, department_id="d1") for role in Role]
    for action in Action:
        assert action in ALLOWED
        assert any(allows(actor, action) for actor in anyone)


def test_administrators_and_auditors_see_no_record_by_their_office() -> None:
    record = Record(id="r1", level=Level.INTERNAL, department_id="d1", withdrawn=False)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert not can(Actor(TODAY, "ann", role=role, clearance=Level.RESTRICTED), record)
