"""The real server over an archive of so many pages, and readers who search it over HTTP."""

import http.client
import json
import multiprocessing
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import waitress

from archives.app import create_app
from archives.catalogue.indexing import all_entries
from archives.cli import serving
from archives.db import Database
from archives.settings import Settings
from archives.tools import Tools
from benchmarks.finding_archive import CHEAP, PASSWORD, fill
from benchmarks.finding_corpus import COMMON, PHRASES
from search.opening import rebuild_index

SERVERS = Settings(data=Path(), secret_key="", database_url="").servers
REQUESTS = {1: 240, 8: 640}
"""How many are sent by so many readers at once."""


def measure(file: Path, number: int, engine: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="finding-") as folder:
        data = Path(folder)
        settings = Settings(
            data=data, secret_key=PASSWORD, port=0, database_url=f"sqlite:///{data / 'catalogue.db'}", search=engine
        )
        database = Database(settings.database_url)
        fill(database, file)
        began = time.perf_counter()
        with database.reading() as db:
            entries = (entry for batch in all_entries(db) for entry in batch)
            count = rebuild_index(engine, settings.indexes, entries, lambda _: ())
        rate = number / (time.perf_counter() - began)
        database.close()
        rows = {"records": f"{count:,}", "pages a second, from the catalogue": f"{rate:,.0f}"}
        return rows | _asked(settings)


def _asked(settings: Settings) -> dict[str, str]:
    started, ready = multiprocessing.get_context("spawn"), multiprocessing.get_context("spawn").Queue()
    door = serving.open_door(settings)
    servers = [started.Process(target=_serve, args=(settings, door, ready), daemon=True) for _ in range(SERVERS)]
    for server in servers:
        server.start()
    rows = {"processes that serve": str(SERVERS)}
    try:
        for _ in servers:
            ready.get(timeout=60)
        port = door.getsockname()[1]
        session = _signed_in(port)
        _read(port, session, 1, 60)  # warms up
        for readers, requests in REQUESTS.items():
            busy = sum(_processor_seconds(server.pid or 0) for server in servers)
            taken, seconds = _read(port, session, readers, requests)
            busy = sum(_processor_seconds(server.pid or 0) for server in servers) - busy
            taken.sort()
            p95 = taken[int(len(taken) * 0.95)]
            rows[f"search page, {readers} readers at once, p50 / p95 ms"] = (
                f"{statistics.median(taken):.1f} / {p95:.1f}"
            )
            rows[f"processor time of the server, {readers} readers, ms a page"] = f"{busy * 1000 / requests:.1f}"
            rows[f"search pages a second, {readers} readers"] = f"{requests / seconds:.0f}"
        rows["memory of a process, MB"] = f"{max(_resident(server.pid or 0) for server in servers):.0f}"
    finally:
        for server in servers:
            server.terminate()
            server.join(10)
    return rows


def _serve(settings: Settings, door: socket.socket, ready: Any) -> None:
    app = create_app(settings, Tools.open(settings))
    next(iter(app.extensions["limiter"])).enabled = False  # all readers come from one address here
    app.extensions["security"].pwd_context.update(**{f"argon2__{name}": value for name, value in CHEAP.items()})
    server = waitress.create_server(app, sockets=[door], threads=serving.THREADS)
    ready.put("ready")
    server.run()


def _signed_in(port: int) -> str:
    """The cookie of a member of staff: own department's records up to 限制, and all open ones."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/login")
    answer = connection.getresponse()
    cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
    assert token is not None
    form = urlencode({"identity": "wang", "password": PASSWORD, "csrf_token": token[1]})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/login", form, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 302, answer.status
    return str(answer.headers["Set-Cookie"]).partition(";")[0]


def _read(port: int, cookie: str, readers: int, requests: int) -> tuple[list[float], float]:
    """Each reader sends its next request when the answer to the one before is whole."""
    asked = list(_questions(requests))
    taken: list[float] = []
    turn = threading.Lock()

    def reader() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with turn:
                if not asked:
                    return
                address = asked.pop()
            began = time.perf_counter()
            connection.request("GET", address, headers={"Cookie": cookie, "Accept-Language": "zh-CN"})
            answer = connection.getresponse()
            content = answer.read()
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status == 200, (answer.status, address)
            assert b"hit-list" in content or "没有".encode() in content, address

    threads = [threading.Thread(target=reader) for _ in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, time.perf_counter() - began


def _questions(number: int) -> Iterator[str]:
    """What people look for: drawings by name, two words, numbers, a year beside a word."""
    chance = random.Random(11)
    for at in range(number):
        phrase, word = chance.choice(PHRASES), chance.choice(COMMON)
        words = (
            phrase,
            f"{phrase} {word}",
            f"建施-{chance.randint(1, 120):03d}",
            f"{word} {chance.randint(1995, 2020)}",
        )
        yield f"/search?words={quote(words[at % 4])}"


def _processor_seconds(process: int) -> float:
    """What the server itself was busy: it stays the same when the machine has other things to do."""
    spent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def in_own_process(file: Path, number: int, engine: str) -> dict[str, str]:
    command = [sys.executable, "-m", "benchmarks.finding_pages", str(file), str(number), engine]
    found: dict[str, str] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, env=os.environ).stdout
    )
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
