"""archives audit, backup, restore, rebuild: an archive is damaged, lost and made again."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from archives import migrations
from archives.cli import archives
from archives.settings import Settings
from archives.tools import Tools
from tests.archives.intake.conftest import Desk
from tests.scans import a_permit


@pytest.fixture
def shelf(settings: Settings, tmp_path: Path) -> Path:
    """The data folder of an archive of one permit."""
    tools = Tools.open(settings)
    migrations.upgrade(tools.database)
    Desk(tools).read(a_permit(tmp_path / "permit.png"))
    tools.close()
    return settings.data


def run(data: Path, *arguments: object) -> tuple[int, Any]:
    environment = {"ARCHIVES_DATA": str(data), "ARCHIVES_SECRET_KEY": "a secret of the tests, long enough"}
    done = CliRunner().invoke(archives, [*map(str, arguments), "--json"], env=environment)
    return done.exit_code, json.loads(done.stdout) if done.stdout else done.exception


def found(data: Path) -> int:
    return int(run(data, "search", "翠湖花园", "--as", "an")[1]["total"])


def test_an_audit_ends_with_one_when_something_is_wrong_and_says_what(shelf: Path) -> None:
    status, told = run(shelf, "audit")
    assert (status, told["wrong"]) == (0, [])
    assert told.keys() >= {"objects", "files", "bytes", "seconds", "wrong"}
    (original,) = shelf.glob("originals/*/*/*/*/v1/content/original/permit.png")
    original.unlink()
    for options in ([], ["--all"], ["--sample", "99"]):
        status, told = run(shelf, "audit", *options)
        assert status == 1
        assert [(wrong["kind"], wrong["path"].split("/")[-1]) for wrong in told["wrong"]] == [("missing", "permit.png")]


def test_an_archive_comes_back_from_its_backup_and_its_catalogue_from_the_store(shelf: Path, tmp_path: Path) -> None:
    assert run(shelf, "backup", tmp_path / "backup")[0] == 0
    again = tmp_path / "again"
    assert run(again, "restore", tmp_path / "backup")[0] == 0
    assert found(again) == 1
    (again / "catalogue.db").unlink()
    status, told = run(again, "rebuild")
    assert (status, told["rows"]["record"], told["left_out"]) == (0, 1, [])
    assert found(again) == 1


def test_a_rebuild_into_another_database_leaves_this_one_alone(shelf: Path, tmp_path: Path) -> None:
    assert run(shelf, "rebuild", "--into", f"sqlite:///{tmp_path / 'new.db'}")[0] == 0
    assert (tmp_path / "new.db").exists()
    assert found(shelf) == 1
