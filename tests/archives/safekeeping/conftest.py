"""A shelf that has been read, described, corrected, arranged and granted."""

from datetime import timedelta
from pathlib import Path

import pytest

from archives.catalogue import arranging
from archives.catalogue import service as catalogue
from archives.catalogue.archive_number import NumberPattern
from archives.copies import service as copies
from archives.grants import Use
from archives.people import Level, Role
from archives.permissions import actor_of
from archives.sharing import service as sharing
from archives.sharing.wanted import Offer, Wanted
from tests.archives.intake.conftest import TODAY, Desk, desk
from tests.factories import a_department, an_account
from tests.scans import a_bundle, a_permit

__all__ = ["desk"]


@pytest.fixture
def shelf(desk: Desk, tmp_path: Path) -> Desk:
    """Three records: two of a project, one of them in a volume; a grant of each kind; a correction; a locked file."""
    permit = desk.read(a_permit(tmp_path / "许可证.png"), level=Level.OPEN)
    desk.read(a_permit(tmp_path / "two.png", number="建字第330283201500051号"))
    desk.read(a_bundle(tmp_path / "bundle.pdf", "第一页 开工报告", "第二页 竣工报告"))
    database = desk.tools.database
    with database.transaction() as db:
        arranging.add_unit(db, desk.actor, permit.project_id or "", "3号楼")
        volume = arranging.bind_volume(
            db,
            desk.actor,
            permit.project_id or "",
            "竣工图",
            "C",
            NumberPattern.parse(desk.tools.settings.number_pattern),
        )
        arranging.place_in_volume(db, desk.actor, permit.id, volume.id)
        catalogue.correct_field(db, desk.actor, permit.id, "location", "环湖东路130号")
    _grant(desk, permit.id, permit.project_id or "")
    desk.work()
    return desk


def _grant(desk: Desk, record_id: str, project_id: str) -> None:
    with desk.tools.database.transaction() as db:
        water = a_department("水务局")
        asker = an_account(Role.STAFF, "wen", department=water, clearance=Level.INTERNAL)
        citizen = an_account(Role.CITIZEN, "lin")
        db.add_all([water, asker, citizen])
        db.flush()
        wanted = Wanted(use=Use.READ, purpose="管线迁改", until=TODAY + timedelta(days=30))
        request = sharing.ask_for_project(db, actor_of(db, asker, TODAY), project_id, desk.department.id, wanted)
        sharing.grant(db, desk.actor, request.id, Offer(use=Use.READ, until=TODAY + timedelta(days=9)))
        copy = copies.ask_for_record(db, actor_of(db, citizen, TODAY), record_id, "装修")
        copies.approve(db, desk.actor, copy.id)
