"""One chain of migrations, the same on SQLite and PostgreSQL."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from archives import audit, migrations
from archives.db import Database


@pytest.fixture
def empty(address: str) -> Iterator[Database]:
    database = Database(address)
    yield database
    database.close()


def test_the_chain_makes_what_the_models_say(empty: Database) -> None:
    migrations.upgrade(empty)
    assert migrations.drift(empty) == []


def test_the_chain_can_be_walked_back_and_up_again(empty: Database) -> None:
    migrations.upgrade(empty)
    migrations.downgrade(empty, "base")
    tables = set(sa.inspect(empty.engine).get_table_names())
    assert tables <= {"alembic_version"}
    migrations.upgrade(empty)
    assert migrations.drift(empty) == []


def test_the_trail_of_a_migrated_archive_is_append_only(empty: Database) -> None:
    migrations.upgrade(empty)
    with empty.transaction() as db:
        audit.write(db, None, "someone", audit.Event.UPLOADED, "record", "r1")
    for change in ("UPDATE trail SET name = 'nobody'", "DELETE FROM trail"):
        with pytest.raises(DBAPIError, match="append only"), empty.transaction() as db:
            db.execute(sa.text(change))
