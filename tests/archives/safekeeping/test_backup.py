"""A backup while work goes on, and an archive from it on an empty machine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archives.db import Database
from archives.errors import InvalidInput, RuleBroken, Unavailable
from archives.safekeeping.backup import back_up, restore
from archives.settings import Settings
from archives.store import open_store
from archives.tools import Tools
from tests.archives.conftest import empty
from tests.archives.intake.conftest import Desk
from tests.archives.safekeeping.test_rebuilding import canonical
from tests.postgres import Cluster
from tests.scans import a_permit
from tests.store.judging import complaints
from tests.store.stores import damage, files_in


@pytest.fixture
def elsewhere(tmp_path: Path, settings: Settings) -> Settings:
    """An empty machine."""
    data = tmp_path / "elsewhere"
    data.mkdir()
    return replace(settings, data=data, database_url=f"sqlite:///{data / 'catalogue.db'}")


def backed_up(desk: Desk, target: Path) -> tuple[int, int]:
    done = back_up(desk.tools.database, desk.tools.store, desk.tools.settings, target)
    return done.objects, done.written


def restored(source: Path, settings: Settings) -> Database:
    database = Database(settings.database_url)
    restore(source, settings, database, open_store(settings.originals))
    return database


def test_the_archive_comes_back_whole(desk: Desk, elsewhere: Settings, tmp_path: Path) -> None:
    desk.take_in(a_permit(tmp_path / "permit.png"))
    (desk.tools.settings.data / "secret.key").write_text("a secret")
    assert backed_up(desk, tmp_path / "backup") == (1, 1)
    database = restored(tmp_path / "backup", elsewhere)
    assert canonical(database) == canonical(desk.tools.database)
    assert files_in(Path(elsewhere.originals)) == files_in(Path(desk.tools.settings.originals))
    assert (elsewhere.data / "secret.key").stat().st_mode & 0o077 == 0
    assert complaints(Path(elsewhere.originals)) == []
    database.close()


def test_the_second_backup_writes_only_what_is_new(desk: Desk, tmp_path: Path) -> None:
    desk.take_in(a_permit(tmp_path / "one.png"))
    backed_up(desk, tmp_path / "backup")
    desk.take_in(a_permit(tmp_path / "two.png", number="建字第330283201500051号"))
    assert backed_up(desk, tmp_path / "backup") == (2, 1)
    assert len(list((tmp_path / "backup").glob("catalogue-*"))) == 1


def test_what_comes_in_while_the_backup_is_made_does_not_harm_it(
    desk: Desk, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue is copied first: the store may have more than it names, never less."""
    desk.take_in(a_permit(tmp_path / "one.png"))
    before = canonical(desk.tools.database)
    objects = desk.tools.store.objects

    def and_another_comes(after: str = "") -> Iterator[object]:
        desk.take_in(a_permit(tmp_path / "two.png", number="建字第330283201500051号"))
        return objects(after)

    monkeypatch.setattr(desk.tools.store, "objects", and_another_comes)
    assert backed_up(desk, tmp_path / "backup") == (2, 2)
    database = restored(tmp_path / "backup", elsewhere)
    assert canonical(database) == before
    database.close()


def test_a_backup_that_was_damaged_is_not_restored(desk: Desk, elsewhere: Settings, tmp_path: Path) -> None:
    desk.take_in(a_permit(tmp_path / "permit.png"))
    backed_up(desk, tmp_path / "backup")
    (original,) = (tmp_path / "backup/originals").rglob("permit.png")
    damage(original)
    with pytest.raises(Unavailable, match="damaged"):
        restored(tmp_path / "backup", elsewhere)


def test_a_catalogue_that_was_changed_is_not_restored(desk: Desk, elsewhere: Settings, tmp_path: Path) -> None:
    backed_up(desk, tmp_path / "backup")
    (catalogue,) = (tmp_path / "backup").glob("catalogue-*")
    with closing(sqlite3.connect(catalogue)) as db:
        db.execute("CREATE TABLE slipped_in (id)")
    with pytest.raises(Unavailable, match="not as it was written"):
        restored(tmp_path / "backup", elsewhere)


def test_nothing_is_restored_over_an_archive(desk: Desk, tmp_path: Path) -> None:
    backed_up(desk, tmp_path / "backup")
    with pytest.raises(RuleBroken, match="empty data folder"):
        restored(tmp_path / "backup", desk.tools.settings)


def test_a_folder_without_a_backup_is_a_sentence(elsewhere: Settings, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no backup"):
        restored(tmp_path, elsewhere)


def test_a_catalogue_on_postgresql_comes_back_too(
    settings: Settings, elsewhere: Settings, postgres: Cluster, catalogue_on_postgres: str, tmp_path: Path
) -> None:
    first = Database(catalogue_on_postgres)
    empty(first)
    first.close()
    tools = Tools.open(replace(settings, database_url=catalogue_on_postgres))
    desk = Desk(tools)
    desk.take_in(a_permit(tmp_path / "permit.png"))
    assert backed_up(desk, tmp_path / "backup") == (1, 1)
    database = restored(tmp_path / "backup", replace(elsewhere, database_url=postgres.new_database()))
    assert canonical(database) == canonical(tools.database)
    database.close()
    tools.close()
