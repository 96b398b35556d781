"""A full disk: refused before the receipt, the service stays up, and work goes on when there is room again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from archives.catalogue.model import Record
from archives.settings import Settings
from tests.archives.intake.conftest import Desk
from tests.scans import a_permit
from tests.store.judging import complaints
from tests.visiting import Visitor, sign_in


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """With the whole data folder on a disk of its own."""
    data = tmp_path / "data"
    data.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(data)]
    if os.geteuid() != 0 or subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield Settings(
        data=data, secret_key="a secret of the tests, long enough", database_url=f"sqlite:///{data / 'catalogue.db'}"
    )
    subprocess.run(["umount", "--lazy", str(data)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(4096))
        except OSError:
            return filler


def test_nothing_is_promised_on_a_full_disk_and_the_next_scan_is_taken_when_there_is_room(
    desk: Desk, client: Visitor, tmp_path: Path
) -> None:
    scan, batch = a_permit(tmp_path / "permit.png"), desk.batch()
    sign_in(client, "an")
    filler = fill(desk.tools.settings.data)
    refused = send(client, batch, scan)
    assert refused.status_code == 503
    assert "There is no room left" in refused.json["error"]
    assert client.get(f"/batches/{batch}").status_code == 200
    assert [count(desk), complaints(Path(desk.tools.settings.originals))] == [0, []]
    filler.unlink()
    assert send(client, batch, scan).json["kept"] is True
    desk.work()
    with desk.tools.database.reading() as db:
        assert db.scalars(sa.select(Record.number)).all() == ["建字第330283201400046号"]


def send(client: Visitor, batch: str, scan: Path) -> TestResponse:
    with scan.open("rb") as stream:
        form = {"files": (stream, scan.name)}
        return client.post(f"/batches/{batch}/files", data=form, headers={"Accept": "application/json"})


def count(desk: Desk) -> int:
    with desk.tools.database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(Record)) or 0
