"""Pictures are only ever made from originals: deleted, they come back."""

import shutil
from pathlib import Path

from flask import Flask
from PIL import Image

from archives.people import Level
from tests.archives.intake.conftest import Desk, desk
from tests.scans import a_permit
from tests.visiting import Visitor

__all__ = ["desk"]


def test_deleted_pictures_come_back(desk: Desk, client: Visitor, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"), level=Level.OPEN)
    address = f"/records/{record.id}/pages/1.jpg"
    before = client.get(address)
    assert before.status_code == 200
    shutil.rmtree(desk.tools.settings.derived)
    missing = client.get(address)
    assert missing.status_code == 503
    assert "being made" in missing.text
    desk.work()
    assert client.get(address).data == before.data


def test_a_turned_sheet_is_drawn_upright_again(desk: Desk, client: Visitor, tmp_path: Path) -> None:
    path = a_permit(tmp_path / "permit.png")
    with Image.open(path) as upright:
        upright.transpose(Image.Transpose.ROTATE_270).save(path, dpi=(150, 150))
    record = desk.read(path, level=Level.OPEN)
    assert record.pages[0].rotation == 90
    address = f"/records/{record.id}/pages/1.jpg"
    before = client.get(address).data
    shutil.rmtree(desk.tools.settings.derived)
    client.get(address)
    desk.work()
    assert client.get(address).data == before


def test_a_picture_is_asked_about_each_time(desk: Desk, client: Visitor, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"), level=Level.OPEN)
    answer = client.get(f"/records/{record.id}/pages/1.jpg")
    assert answer.cache_control.private
    assert answer.cache_control.no_cache


def test_there_is_no_page_beyond_the_last(desk: Desk, app: Flask, client: Visitor, tmp_path: Path) -> None:
    record = desk.read(a_permit(tmp_path / "permit.png"), level=Level.OPEN)
    assert client.get(f"/records/{record.id}/pages/2.jpg").status_code == 404
    assert client.get(f"/records/{record.id}/pages/99999999999.jpg").status_code == 404
