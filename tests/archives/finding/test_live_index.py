"""Through the real server and a real worker: what is corrected or added is found within seconds."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
import sqlalchemy as sa

from archives import jobs
from archives.catalogue.indexing import INDEX_RECORD
from archives.catalogue.model import Page
from tests.archives.finding.conftest import Shelf
from tests.factories import PASSWORD
from tests.visiting import TOKEN

CHECKOUT = Path(__file__).resolve().parents[3]
SOON = 3.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(shelf: Shelf) -> Iterator[str]:
    """`archives serve` in a process of its own, with a crew of workers."""
    port, settings = free_port(), shelf.tools.settings
    environment = os.environ | {
        "ARCHIVES_DATA": str(settings.data),
        "ARCHIVES_SECRET_KEY": settings.secret_key,
        "ARCHIVES_DATABASE_URL": settings.database_url,
        "ARCHIVES_PORT": str(port),
        "PYTHONPATH": str(CHECKOUT),
    }
    # The tables are there already, made from the models.
    program = "from archives.cli import opening, serving\nwith opening.opened_tools() as t: serving.serve_pages(t, 1)"
    server = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, cwd=CHECKOUT)
    assert server.stdout is not None
    with server.stdout as said:
        address = said.readline().decode().strip()
        assert address, "the server did not start"
        yield address
        server.terminate()
        server.wait(30)


def seconds_until(found: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not found():
        assert time.monotonic() - began < 15
        time.sleep(0.05)
    return time.monotonic() - began


def test_what_is_corrected_or_added_is_found_within_three_seconds(shelf: Shelf, served: str) -> None:
    record = shelf.put("旧的文字")
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(path: str) -> str:
        return str(browser.open(served + urllib.parse.quote(path, safe="/?=&")).read().decode())

    def post(path: str, page: str, **form: str) -> None:
        token = TOKEN.search(get(page))
        assert token is not None
        browser.open(served + path, urllib.parse.urlencode({"csrf_token": token[1], **form}).encode())

    def finds(words: str) -> bool:
        return bool(re.search(rf"/records/{record}\b", get(f"/search?words={words}")))

    post("/login", "/login", identity="an", password=PASSWORD)
    seconds_until(lambda: not jobs_left(shelf))  # the crew is up

    post(f"/records/{record}/fields/construction_unit", f"/records/{record}", value="滨海置业有限公司")
    assert seconds_until(lambda: finds("滨海置业")) < SOON

    with shelf.tools.database.transaction() as db:
        db.add(Page(record_id=record, number=2, text="后来补扫的防火门大样"))
        jobs.ask_for(db, INDEX_RECORD, record)
    assert seconds_until(lambda: finds("防火门大样")) < SOON


def jobs_left(shelf: Shelf) -> int:
    """Of the index; what is due tomorrow waits."""
    asked = sa.select(sa.func.count()).where(jobs.Job.kind == INDEX_RECORD)
    with shelf.tools.database.transaction() as db:
        if not db.scalar(asked):
            jobs.ask_for(db, INDEX_RECORD, "nothing, to see whether somebody works")
        return db.scalar(asked.where(jobs.Job.state != jobs.State.DONE)) or 0


def test_reindexing_from_the_shell_loses_nothing_and_stops_nobody(shelf: Shelf) -> None:
    ids = [shelf.write("平面图", title=f"图 {at}") for at in range(300)]
    shelf.index(*ids)
    environment = os.environ | {
        "ARCHIVES_DATA": str(shelf.tools.settings.data),
        "ARCHIVES_SECRET_KEY": shelf.tools.settings.secret_key,
        "ARCHIVES_SEARCH": "tantivy",
        "PYTHONPATH": str(CHECKOUT),
    }
    name = shelf.tools.engine.opened().directory.name  # type: ignore[attr-defined]
    added, counts = [], []
    rebuilding = subprocess.Popen([sys.executable, "-m", "archives", "reindex"], env=environment, cwd=CHECKOUT)
    while rebuilding.poll() is None:
        added.append(shelf.put("平面图", title="补扫"))
        counts.append(shelf.found("平面图").total)
    assert rebuilding.returncode == 0
    assert shelf.tools.engine.opened().directory.name != name  # type: ignore[attr-defined]
    assert len(counts) > 3
    assert counts == [300 + at for at in range(1, len(counts) + 1)]
    assert shelf.found("平面图").total == 300 + len(added)
