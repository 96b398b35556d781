"""The command line as its users type it: a process of its own, its exit status, its JSON."""

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.scans import a_permit

HERE = Path(__file__).resolve().parents[2]


def archives(data: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command: Sequence[str] = [sys.executable, "-m", "archives", *map(str, arguments)]
    given = {"ARCHIVES_DATA": str(data), "PYTHONPATH": str(HERE), "LANG": "C.UTF-8", **environment}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=HERE, env={**os.environ, **given}, timeout=300, check=False
    )


def test_read_prints_one_object_per_file(tmp_path: Path) -> None:
    path = a_permit(tmp_path / "permit.png")
    done = archives(tmp_path / "data", "read", path, "--json")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert answer.keys() == {"file", "media_type", "pages", "document", "engine", "seconds", "warnings"}
    (page,) = answer["pages"]
    assert page.keys() >= {"number", "width", "height", "dpi", "rotation", "text", "words", "seconds"}
    assert page["words"][0].keys() >= {"text", "box", "confidence"}
    assert answer["document"]["kind"] == "construction_planning_permit"
    number = answer["document"]["fields"]["permit_no"]
    assert number["value"] == "建字第330283201400046号"
    assert number.keys() >= {"value", "raw", "page", "box", "confidence", "rule"}
    assert not (tmp_path / "data").exists()


def test_read_says_what_it_refuses_and_reads_the_rest(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"MZ")
    done = archives(tmp_path / "data", "read", bad, a_permit(tmp_path / "permit.png"), "--json")
    assert done.returncode == 1
    refused, read = map(json.loads, done.stdout.splitlines())
    assert "program" in refused["problem"]["sentence"]
    assert read["document"]["kind"] == "construction_planning_permit"


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    assert archives(tmp_path / "data", "read").returncode == 2
    assert archives(tmp_path / "data", "fly").returncode == 2


def test_without_a_secret_nothing_starts_and_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    done = archives(tmp_path / "data", "doctor")
    assert done.returncode == 1
    assert "ARCHIVES_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that `archives demo` made of one scan."""
    folder = tmp_path_factory.mktemp("demo")
    done = archives(folder / "data", "demo", a_permit(folder / "permit.png"), "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "archivist" in done.stdout
    assert "建设工程规划许可证" in done.stdout
    return folder


def test_a_second_demo_keeps_the_data_and_says_no_passwords(demo: Path) -> None:
    done = archives(demo / "data", "demo", demo / "permit.png", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "archivist " not in done.stdout.replace("--as archivist", "")
    assert done.stdout.count("建设工程规划许可证") == 1  # the one record is not there twice


def test_search_answers_under_the_rights_of_the_account(demo: Path) -> None:
    as_archivist = archives(demo / "data", "search", "翠湖花园", "--as", "archivist", "--json")
    answer = json.loads(as_archivist.stdout)
    assert answer["total"] == 1
    assert answer["hits"][0]["number"] == "建字第330283201400046号"
    as_visitor = archives(demo / "data", "search", "翠湖花园", "--json")
    assert json.loads(as_visitor.stdout) == {"total": 0, "hits": [], "facets": {}}


def test_ingest_says_what_became_of_each_file(demo: Path, tmp_path: Path) -> None:
    bad = tmp_path / "empty.tif"
    bad.write_bytes(b"")
    done = archives(demo / "data", "ingest", bad, "--as", "archivist", "--department", "ZRZY", "--json")
    assert done.returncode == 1
    (told,) = json.loads(done.stdout)["files"]
    assert told["outcome"] == "refused"
    assert "empty" in told["reasons"][0]


def test_reindex_makes_the_same_index_again(demo: Path) -> None:
    done = archives(demo / "data", "reindex")
    assert done.returncode == 0, done.stderr
    answer = json.loads(archives(demo / "data", "search", "翠湖花园", "--as", "archivist", "--json").stdout)
    assert answer["total"] == 1


def test_doctor_says_what_is_in_use(demo: Path) -> None:
    done = archives(demo / "data", "doctor", "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert answer["ok"]
    assert {check["name"] for check in answer["checks"]} >= {"catalogue", "jobs", "index", "reading", "room"}


def test_accounts_are_added_and_listed(demo: Path) -> None:
    done = archives(
        demo / "data", "account", "add", "lee", "--email", "lee@example.org", "--role", "staff", "--department", "ZJJ"
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()[1]) > 12
    assert "住房和城乡建设局" in archives(demo / "data", "account", "list").stdout


def test_an_account_that_is_not_there_gets_a_sentence(demo: Path) -> None:
    done = archives(demo / "data", "search", "翠湖", "--as", "nobody")
    assert done.returncode == 1
    assert "nobody" in done.stderr


def test_a_port_that_is_taken_gets_a_sentence(demo: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = archives(demo / "data", "serve", ARCHIVES_PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "ARCHIVES_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_told_to_stop_stops_with_its_workers(demo: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {"ARCHIVES_DATA": str(demo / "data"), "ARCHIVES_PORT": str(port), "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-m", "archives", "serve"]
    with subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert f":{port}/" in server.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login") as page:
            assert page.status == 200
        server.terminate()
        assert server.wait(timeout=60) == 0


def test_the_trail_is_carried_away_and_proved_where_there_is_no_archive(demo: Path, tmp_path: Path) -> None:
    file, nowhere = tmp_path / "trail.jsonl", tmp_path / "nowhere"
    assert archives(demo / "data", "trail", "anchor").returncode == 0
    assert archives(demo / "data", "trail", "export", file).returncode == 0
    anchors = demo / "data" / "anchors.txt"
    proved = archives(nowhere, "trail", "verify", file, "--anchors", anchors, "--json")
    assert proved.returncode == 0, proved.stderr
    assert json.loads(proved.stdout)["anchors"] == 1
    assert not nowhere.exists()
    assert archives(demo / "data", "trail", "verify").returncode == 0
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:2] + lines[3:]), encoding="utf-8")
    broken = archives(nowhere, "trail", "verify", file)
    assert broken.returncode == 1
    assert "BROKEN at entry 2" in broken.stdout
    assert archives(nowhere, "trail", "verify", anchors).returncode == 1
