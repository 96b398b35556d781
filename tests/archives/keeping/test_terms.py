"""When a term ends, said twice: for one record in memory and as a query. They must agree, and never be too early."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from archives.catalogue.model import Record, Retention, UnitProject, Volume
from archives.catalogue.retention import DEFAULTS, LENGTH, longest, retentions_of, rules_of
from archives.db import Database
from archives.keeping.model import Demolition
from archives.keeping.terms import Term, has_ended, shared_term, term_of, threshold, years_after
from archives.models import Model
from archives.people import Role
from tests.archives.sharing.shelf import a_project, a_record
from tests.factories import a_department, an_account

TODAY = date(2026, 3, 2)
LEAP = date(2028, 2, 29)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
written = st.one_of(
    st.none(),
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    st.sampled_from(["2016-02-29", "2016-03-02", "2016-03", "2016-03-01", "2018-02-28", "2018-03-01", "2015", "2016"]),
)
one_record = st.fixed_dictionaries(
    {
        "retention": st.sampled_from([*Retention, None]),
        "kind": st.sampled_from(["drawing", "construction_permit", "never heard of"]),
        "formed": written,
        "received_at": days.map(lambda day: datetime(day.year, day.month, day.day, 3, tzinfo=UTC)),
        "in_volume": st.booleans(),
        "disposed_on": st.sampled_from([None, None, TODAY]),
    }
)
shelf = st.lists(one_record, min_size=1, max_size=4)


@given(day=st.dates(date(1900, 1, 1), date(2080, 1, 1)), years=st.sampled_from([10, 25, 30]), shift=st.integers(-3, 3))
@example(day=date(2018, 2, 28), years=10, shift=1)
@example(day=date(2016, 2, 29), years=10, shift=1)
def test_the_threshold_of_a_query_is_the_day_arithmetic_turned_round(day: date, years: int, shift: int) -> None:
    today = years_after(day, years) + timedelta(days=shift)
    assert (day < threshold(today, years)) == (years_after(day, years) < today)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def tables(request: pytest.FixtureRequest) -> Iterator[Database]:
    on_sqlite = request.param == "sqlite"
    database = Database("sqlite://" if on_sqlite else request.getfixturevalue("postgres").new_database())
    Model.metadata.create_all(database.engine)
    yield database
    database.close()


@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    records=shelf,
    today=st.sampled_from([TODAY, LEAP, date(2026, 3, 1)]),
    accepted=st.none() | days,
    demolished=st.none() | days,
    unit=st.sampled_from(["same unit", "other unit", "whole project"]),
)
def test_a_query_finds_what_one_record_would_say(
    tables: Database,
    records: list[dict[str, object]],
    today: date,
    accepted: date | None,
    demolished: date | None,
    unit: str,
) -> None:
    with tables.sessions() as db:
        department, account, project = a_department(), an_account(Role.ARCHIVIST), a_project()
        project.completed_on = accepted
        db.add_all([department, account, project])
        db.flush()
        units = [UnitProject(project_id=project.id, name=name) for name in "AB"]
        db.add_all(units)
        db.flush()
        volume = Volume(project_id=project.id, unit_project_id=units[0].id, archive_no="I-1", title="t")
        db.add(volume)
        db.flush()
        if demolished:
            felled = {"same unit": units[0].id, "other unit": units[1].id, "whole project": None}[unit]
            db.add(
                Demolition(
                    project_id=project.id,
                    unit_project_id=felled,
                    happened_on=demolished,
                    evidence="e",
                    recorded_by=account.id,
                )
            )
        made = []
        for columns in records:
            record = a_record(department, account, project)
            record.volume_id = volume.id if columns["in_volume"] else None
            for name in ("retention", "kind", "formed", "received_at", "disposed_on"):
                setattr(record, name, columns[name])
            made.append(record)
        db.add_all(made)
        db.flush()
        rules = rules_of(db)
        said = {r.id for r in made if r.disposed_on is None and term_of(db, r, rules).has_ended(today)}
        found = set(db.scalars(sa.select(Record.id).where(has_ended(today, rules))))
        kept_for = retentions_of(db, [volume.id]).get(volume.id)
        living = [term_of(db, r, rules).retention for r in made if r.volume_id and r.disposed_on is None]
        db.rollback()
    assert found == said
    assert set(living) <= {kept_for}


terms = st.builds(Term, st.sampled_from(Retention), st.none() | days)


@given(st.lists(terms, min_size=1))
def test_a_volume_is_kept_as_long_as_the_longest_of_its_records(held: list[Term]) -> None:
    whole = shared_term(held)
    assert all(LENGTH.index(whole.retention) >= LENGTH.index(term.retention) for term in held)
    assert whole.retention in {term.retention for term in held}
    for today in (date(1980, 1, 1), TODAY, date(2100, 1, 1)):
        assert whole.has_ended(today) == all(term.has_ended(today) for term in held)


def test_what_nobody_has_thought_of_is_kept_for_good() -> None:
    assert DEFAULTS["unknown"].retention is Retention.PERMANENT
    assert set(LENGTH) == set(Retention)
    assert longest([]) is None
