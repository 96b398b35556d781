"""Every file that comes in says whether it was scanned for viruses: on its batch, on its record, in the doctor."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archives.catalogue.model import Record
from archives.cli.running import examine
from archives.intake.model import Outcome
from archives.tools import open_clamd
from ingest.tools.clamd import Clamd, VirusCheck
from tests.archives.intake.conftest import Desk
from tests.ingest.a_scanner import MARK, OnSocket, Talk, scanner
from tests.scans import a_permit
from tests.visiting import Visitor, sign_in


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    folder = Path(tempfile.mkdtemp(prefix="clamd-", dir="/tmp"))
    try:
        with scanner(OnSocket(str(folder / "s"), Talk)):
            yield Clamd(str(folder / "s"))
    finally:
        shutil.rmtree(folder)


def with_clamd(desk: Desk, clamd: Clamd | None) -> Desk:
    desk.tools = replace(desk.tools, clamd=clamd)
    return desk


def check_of(desk: Desk, record_id: str | None) -> VirusCheck:
    with desk.tools.database.reading() as db:
        return db.get_one(Record, record_id).original.virus_check


def test_a_clean_scan_says_so(desk: Desk, clamd: Clamd, tmp_path: Path) -> None:
    arrival = with_clamd(desk, clamd).take_in(a_permit(tmp_path / "permit.png"))
    assert arrival.virus_check is VirusCheck.CLEAN
    assert check_of(desk, arrival.record_id) is VirusCheck.CLEAN


def test_an_infected_file_is_kept_unopened_with_the_name_of_the_virus(
    desk: Desk, clamd: Clamd, client: Visitor, tmp_path: Path
) -> None:
    path = a_permit(tmp_path / "permit.png")
    path.write_bytes(path.read_bytes() + MARK)
    batch = desk.batch()
    arrival = with_clamd(desk, clamd).take_in(path, batch)
    assert arrival.outcome is Outcome.QUARANTINED
    assert arrival.record_id is None
    sign_in(client, "an")
    assert "The virus check reports: Test.Virus." in client.get(f"/batches/{batch}").text


def test_without_a_scanner_it_is_never_silent(desk: Desk, client: Visitor, tmp_path: Path) -> None:
    batch = desk.batch()
    arrival = with_clamd(desk, None).take_in(a_permit(tmp_path / "permit.png"), batch)
    sign_in(client, "an")
    assert "not scanned for viruses" in client.get(f"/batches/{batch}").text
    assert "not scanned for viruses" in client.get(f"/records/{arrival.record_id}").text
    said = next(check for check in examine(desk.tools) if check["name"] == "viruses")
    assert said["ok"]
    assert "not scanned" in str(said["says"])


def test_a_scanner_that_fell_stops_no_scan_and_is_reported(desk: Desk, tmp_path: Path) -> None:
    arrival = with_clamd(desk, Clamd(str(tmp_path / "gone"))).take_in(a_permit(tmp_path / "permit.png"))
    assert arrival.outcome is Outcome.KEPT
    assert arrival.virus_check is VirusCheck.FAILED
    assert not next(check for check in examine(desk.tools) if check["name"] == "viruses")["ok"]


def test_the_setting_names_a_socket_a_port_or_nothing() -> None:
    assert open_clamd("off") is None
    assert open_clamd("127.0.0.1:3310") is not None
