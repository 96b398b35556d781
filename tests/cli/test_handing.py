"""A package out of one archive and into another, as it is typed, and the four properties tested."""

import json
from pathlib import Path

from archives.catalogue.model import Project
from tests.archives.intake.conftest import Desk, desk
from tests.archives.safekeeping.conftest import shelf
from tests.cli.test_commands import archives

__all__ = ["desk", "shelf"]
SECRET = "a secret of the tests, long enough"


def test_send_receive_and_assess_by_hand(shelf: Desk, tmp_path: Path) -> None:
    settings = shelf.tools.settings
    with shelf.tools.database.reading() as db:
        number = min(project.number for project in db.query(Project))
        code = shelf.department.code
    here = {"ARCHIVES_SECRET_KEY": SECRET, "ARCHIVES_DATABASE_URL": settings.database_url}
    target = tmp_path / "bag.zip"
    sent = archives(settings.data, "send", target, "--as", "an", "--project", number, "--json", **here)
    assert sent.returncode == 0, sent.stderr
    assert json.loads(sent.stdout)["records"] == 2
    receive = ("receive", target, "--as", "an", "--department", code, "--json")
    looked = archives(settings.data, *receive, "--dry-run", **here)
    assert looked.returncode == 0, looked.stderr
    told = json.loads(looked.stdout)
    assert (told["form"], told["wrong_rows"], told["faults"], len(told["files"])) == ("bagit", [], [], 2)
    taken = archives(settings.data, *receive, **here)
    assert taken.returncode == 0, taken.stderr
    assert all(file["record"] for file in json.loads(taken.stdout)["files"])
    tested = archives(settings.data, "assess", "--project", number, "--json", **here)
    assert tested.returncode == 1, tested.stderr  # no virus scanner
    (assessment,) = json.loads(tested.stdout)["assessments"]
    assert [finding["code"] for finding in assessment["findings"] if finding["result"] == "fail"] == ["4-1"]
