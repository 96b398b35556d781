"""The store alone is enough: database and index are dropped, made again, and compared row by row."""

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from archives.catalogue.keeping import KEEP_RECORD, changed
from archives.catalogue.model import Page, Reading, Record
from archives.db import Database
from archives.errors import RuleBroken
from archives.jobs import Job
from archives.models import Model
from archives.rows import KEPT, as_json_row
from archives.safekeeping.rebuilding import Rebuilt, rebuild
from archives.store import object_id
from tests.archives.intake.conftest import Desk
from tests.scans import a_permit
from tests.store.judging import complaints
from tests.store.stores import DESCRIBED

COUNTED = ["record", "original", "page", "field_value", "access_grant", "volume", "unit_project", "project", "account"]


def canonical(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every kept row, words spelled out, in one order."""
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers if not mapper.inherits}
    with database.reading() as db:
        return {
            name: sorted(map(told, db.scalars(sa.select(models[name]))), key=lambda row: row["id"]) for name in KEPT
        }


def told(row: Model) -> dict[str, Any]:
    words = {"words": row.words()} if isinstance(row, Page) else {}
    return as_json_row(row) | words


def rebuilt(desk: Desk, address: str) -> tuple[Database, Rebuilt]:
    database = Database(address)
    Model.metadata.create_all(database.engine)
    with database.transaction() as db:
        return database, rebuild(db, desk.tools.store)


def test_the_catalogue_comes_back_row_by_row_from_the_store_alone(shelf: Desk, address: str) -> None:
    before = canonical(shelf.tools.database)
    database, done = rebuilt(shelf, address)
    after = canonical(database)
    named = {row["id"] for row in after["account"]}
    before["account"] = [row for row in before["account"] if row["id"] in named]
    for name in KEPT:
        assert after[name] == before[name], name
    # Whoever nothing in the archive names does not come back: the one who asked for a department's grant.
    assert {row["username"] for row in after["account"]} == {"an", "lin"}
    assert [name for name in COUNTED if not after[name]] == []
    assert done.left_out == []
    assert done.rows["record"] == 3
    database.close()
    assert complaints(Path(shelf.tools.settings.originals)) == []


def test_what_was_not_read_yet_is_asked_for_again(desk: Desk, address: str, tmp_path: Path) -> None:
    desk.take_in(a_permit(tmp_path / "permit.png"))
    database, _ = rebuilt(desk, address)
    with database.reading() as db:
        assert db.scalars(sa.select(Record.reading)).all() == [Reading.WAITING]
        assert db.scalars(sa.select(Job.kind)).all() == ["read record"]
    database.close()


def test_nothing_is_rebuilt_over_a_catalogue_that_has_something_in_it(desk: Desk, tmp_path: Path) -> None:
    desk.take_in(a_permit(tmp_path / "permit.png"))
    with desk.tools.database.transaction() as db, pytest.raises(RuleBroken, match="not empty"):
        rebuild(db, desk.tools.store)


def test_no_password_leaves_the_database(desk: Desk, tmp_path: Path) -> None:
    desk.take_in(a_permit(tmp_path / "permit.png"))
    stored = "".join(path.read_text(errors="replace") for path in Path(desk.tools.settings.originals).rglob("*.json"))
    assert '"username": "an"' in stored
    assert "argon2" not in stored


def test_a_change_is_kept_once_however_often_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    record_id = desk.take_in(a_permit(tmp_path / "permit.png")).record_id or ""
    desk.work(only=KEEP_RECORD)
    before = desk.tools.store.find(object_id("record", record_id))
    with desk.tools.database.transaction() as db:
        changed(db, record_id)
        changed(db, record_id)
        assert db.scalar(sa.select(sa.func.count()).where(Job.kind == KEEP_RECORD, Job.state == "ready")) == 1
    desk.work(only=KEEP_RECORD)
    assert desk.tools.store.find(object_id("record", record_id)) == before


def test_a_row_that_names_what_the_store_does_not_have_comes_back_without_it(
    desk: Desk, address: str, tmp_path: Path
) -> None:
    record_id = desk.take_in(a_permit(tmp_path / "permit.png")).record_id or ""
    kept = desk.tools.store.find(object_id("record", record_id))
    document = json.loads(desk.tools.store.read(kept, "metadata/record.json"))
    document["tables"]["record"][0]["volume_id"] = "nowhere"
    desk.tools.store.revise(kept, {"metadata/record.json": json.dumps(document).encode()}, DESCRIBED)
    database, done = rebuilt(desk, address)
    assert [left["values"]["named"] for left in done.left_out] == ["nowhere"]
    with database.reading() as db:
        assert db.get_one(Record, record_id).volume_id is None
    database.close()
