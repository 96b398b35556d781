"""Bytes go to the virus scanner, a verdict comes back, and silence is a verdict too."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.tools.clamd import Clamd, VirusCheck
from tests.ingest.a_scanner import LIMIT, MARK, OnPort, OnSocket, Talk, real_clamd, scanner


@pytest.fixture(params=["socket", "port", pytest.param("real", marks=pytest.mark.slow)])
def clamd(request: pytest.FixtureRequest) -> Iterator[Clamd]:
    folder = Path(tempfile.mkdtemp(prefix="clamd-", dir="/tmp"))  # short: a socket's address has room for 107 bytes
    try:
        if request.param == "real":
            program = shutil.which("clamd") or pytest.skip("clamd is not installed")
            with real_clamd(str(program), folder / "real") as address:
                yield Clamd(address)
        elif request.param == "socket":
            with scanner(OnSocket(str(folder / "s"), Talk)):
                yield Clamd(str(folder / "s"))
        else:
            server = OnPort(("127.0.0.1", 0), Talk)
            with scanner(server):
                yield Clamd(f"127.0.0.1:{server.server_address[1]}")
    finally:
        shutil.rmtree(folder)


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "scan"
    path.write_bytes(content)
    return path


def test_what_is_clean_is_called_clean(clamd: Clamd, tmp_path: Path) -> None:
    assert clamd.scan(a_file(tmp_path, b"%PDF-1.7" + bytes(150_000))).outcome is VirusCheck.CLEAN


def test_a_virus_is_found_wherever_it_stands_in_the_stream(clamd: Clamd, tmp_path: Path) -> None:
    verdict = clamd.scan(a_file(tmp_path, bytes(65_530) + MARK + bytes(1000)))
    assert verdict.outcome is VirusCheck.INFECTED
    assert verdict.detail.startswith(("Test.Virus", "Own.Mark"))


@pytest.mark.parametrize("size", [LIMIT + 1, LIMIT * 2, 20_000_000])
def test_what_the_scanner_will_not_read_whole_is_flagged(clamd: Clamd, tmp_path: Path, size: int) -> None:
    verdict = clamd.scan(a_file(tmp_path, bytes(size)))
    assert verdict.outcome is VirusCheck.TOO_LARGE, verdict


def test_the_scanner_tells_its_version(clamd: Clamd) -> None:
    assert (clamd.version() or "").startswith("ClamAV 1.")


def test_a_scanner_that_is_not_there_is_a_verdict(tmp_path: Path) -> None:
    for address in (str(tmp_path / "nothing"), "127.0.0.1:1"):
        assert Clamd(address).version() is None
        verdict = Clamd(address).scan(a_file(tmp_path, b"x"))
        assert verdict.outcome is VirusCheck.FAILED
        assert address in verdict.detail


@pytest.mark.slow
def test_what_the_real_scanner_took_but_did_not_read_whole_is_flagged(tmp_path: Path) -> None:
    program = shutil.which("clamd") or pytest.skip("clamd is not installed")
    folder = Path(tempfile.mkdtemp(prefix="clamd-", dir="/tmp"))
    try:
        with real_clamd(str(program), folder / "real", "MaxFileSize 1000", "AlertExceedsMax yes") as address:
            assert Clamd(address).scan(a_file(tmp_path, bytes(100_000))).outcome is VirusCheck.TOO_LARGE
            assert Clamd(address).scan(a_file(tmp_path, bytes(900))).outcome is VirusCheck.CLEAN
    finally:
        shutil.rmtree(folder)
