"""A project's page is made from many records; it must tell nobody what they could not read there."""

from pathlib import Path

from archives.catalogue import arranging
from archives.catalogue.archive_number import NumberPattern
from archives.catalogue.model import Project
from archives.people import Level
from tests.archives.intake.conftest import Desk, desk
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in

__all__ = ["desk"]
INTERNAL_NO = "建字第330283201500051号"


def test_a_citizen_hears_of_no_volume_and_no_number_they_may_not_read(
    desk: Desk, client: Visitor, tmp_path: Path
) -> None:
    shown = desk.read(a_permit(tmp_path / "open.png"), level=Level.OPEN)
    hidden = desk.read(a_permit(tmp_path / "internal.png", number=INTERNAL_NO))
    project_id = shown.project_id or ""
    assert hidden.project_id == project_id
    with desk.tools.database.transaction() as db:
        pattern = NumberPattern.parse("{class}-{project:04d}-{volume:03d}")
        volume = arranging.bind_volume(db, desk.actor, project_id, "内部文件卷", "I", pattern)
        arranging.place_in_volume(db, desk.actor, hidden.id, volume.id)
    page = client.get(f"/projects/{project_id}")
    assert page.status_code == 200
    assert shown.title in page.text
    assert "内部文件卷" not in page.text
    assert INTERNAL_NO not in page.text
    assert client.get(f"/volumes/{volume.id}").status_code == 404
    sign_in(client, "an")
    assert "内部文件卷" in client.get(f"/projects/{project_id}").text
    assert client.get(f"/volumes/{volume.id}").status_code == 200


def test_a_restricted_record_adds_no_facts_to_its_project(desk: Desk, tmp_path: Path) -> None:
    desk.read(a_permit(tmp_path / "internal.png"))
    hidden = desk.read(a_permit(tmp_path / "restricted.png", number=INTERNAL_NO), level=Level.RESTRICTED)
    with desk.tools.database.reading() as db:
        assert INTERNAL_NO not in db.get_one(Project, hidden.project_id).planning_permit_nos


def test_a_sheet_marked_secret_founds_no_project(desk: Desk, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "secret.png", mark="机密★10年"))
    assert record.secrecy_mark is not None
    assert record.project_id is None
