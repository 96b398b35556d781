"""The archive's own server in a process of its own, with sheets whose tiles are cut, and clients that ask it at once.

`python -m benchmarks.viewing_server` serves: it takes JSON from standard input and prints JSON when it is ready.
"""

import http.client
import json
import logging
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from flask import Flask
from waitress.server import create_server

from archives import migrations, web
from archives.app import create_app
from archives.catalogue.model import Original, Page, Record
from archives.db import new_id, today
from archives.grants import Grant
from archives.people import Account, Department, Level, Role
from archives.settings import Settings
from archives.tools import Tools
from archives.viewing.sheets import find_sheet

THREADS = 8
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # with more clients than threads there is always a queue


class Server:
    def __init__(self, tiles: dict[str, Path]) -> None:
        self.tiles = tiles

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "benchmarks.viewing_server"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({name: str(path) for name, path in self.tiles.items()}) + "\n")
        self.process.stdin.flush()
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        self.port, self.records, self.closed, self.cookie = (told[n] for n in ("port", "records", "closed", "cookie"))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=20)


class Clients:
    """So many at once, each on a connection that it keeps; together they ask `count` times."""

    def __init__(self, port: int, clients: int, count: int) -> None:
        self.port, self.clients, self.count = port, clients, count
        self.processor_ms = 0.0
        """What the server computed for each answer of the last round: a busy machine changes it little."""

    def times(self, addresses: Sequence[str], cookie: str) -> list[float]:
        times: list[float] = []
        ask = [random.sample(addresses, len(addresses)) for _ in range(self.clients)]
        threads = [threading.Thread(target=self._ask, args=(each, cookie, times)) for each in ask]
        before = self.seconds()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.processor_ms = (self.seconds() - before) * 1000 / len(times)
        return times

    def seconds(self) -> float:
        """Of computing that the server has done so far."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/seconds")
        return float(connection.getresponse().read())

    def _ask(self, addresses: Sequence[str], cookie: str, times: list[float]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        for at in range(self.count):
            start = time.perf_counter()
            connection.request("GET", addresses[at % len(addresses)], headers={"Cookie": cookie} if cookie else {})
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - start) * 1000)
            assert answer.status == 200, (answer.status, addresses[at % len(addresses)])
        connection.close()


def serve() -> None:
    files = {name: Path(path) for name, path in json.loads(sys.stdin.readline()).items()}
    with tempfile.TemporaryDirectory(prefix="viewing-data-") as folder:
        data = Path(folder)
        tools = Tools.open(Settings(data=data, secret_key="k" * 40, database_url=f"sqlite:///{data / 'catalogue.db'}"))
        migrations.upgrade(tools.database)
        records, closed, reader = put_on_the_shelf(tools, files)
        app = create_app(tools.settings, tools)
        add_empty_answers(app)
        server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
        threading.Thread(target=server.run, daemon=True).start()
        told = {"port": server.effective_port, "records": records, "closed": closed, "cookie": cookie_of(app, reader)}
        print(json.dumps(told), flush=True)
        sys.stdin.read()
        server.close()
        tools.close()


def put_on_the_shelf(tools: Tools, files: dict[str, Path]) -> tuple[dict[str, str], str, str]:
    """An open record for each sheet, and the colour one once more, closed but to a reader who may only look at it."""
    day = today()
    with tools.database.transaction() as db:
        office = Department(id=new_id(), code="B", name="Bench")
        keeper = Account(id=new_id(), username="keeper", email="k@example.org", name="Keeper", role=Role.ARCHIVIST)
        reader = Account(id=new_id(), username="reader", email="r@example.org", name="王规划")
        db.add_all([office, keeper, reader])
        db.flush()
        records = {}
        closed = next(path for name, path in files.items() if "colour" in name)
        for at, (name, path) in enumerate([*files.items(), ("closed", closed)]):
            level = Level.INTERNAL if name == "closed" else Level.OPEN
            record = Record(id=new_id(), title=name, level=level, page_count=1)
            record.department_id, record.received_by = office.id, keeper.id
            db.add(record)
            db.flush()
            sha256 = f"{at:064x}"
            original = Original(record_id=record.id, key="none", name=name, media_type="image/tiff", size=1)
            original.sha256, original.sha512 = sha256, sha256 * 2
            db.add_all([original, Page(record_id=record.id, number=1)])
            records[name] = record.id
            link(path, tools.pictures_of(sha256))
        until = day + timedelta(days=1)
        grant = Grant(account_id=reader.id, record_id=records["closed"], purpose="bench", granted_by=keeper.id)
        grant.valid_from, grant.valid_to = day, until
        db.add(grant)
        return records, records.pop("closed"), reader.fs_uniquifier


def link(tiles: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for path in tiles.parent.glob(f"{tiles.stem}*{tiles.suffix}"):
        (folder / f"1.tiles-0{path.stem.removeprefix(tiles.stem)}.tif").symlink_to(path)


def add_empty_answers(app: Flask) -> None:
    @app.get("/empty")
    @web.open_to(web.EVERYONE)
    def empty() -> str:
        return ""

    @app.get("/seconds")
    @web.open_to(web.EVERYONE)
    def seconds() -> str:
        return str(time.process_time())

    @app.get("/checked/<record_id>")
    @web.open_to(web.EVERYONE)
    def checked(record_id: str) -> str:
        with web.reading() as db:
            find_sheet(db, web.actor(db), web.tools(), record_id, 1)
        return ""


def cookie_of(app: Flask, reader: str) -> str:
    """As the sign-in page would set it."""
    client = app.test_client()
    with client.session_transaction() as session:
        session.update({"_user_id": reader, "_fresh": True, "identity.id": reader})
    cookie = client.get_cookie("archives")
    return f"archives={cookie.value}"


if __name__ == "__main__":
    serve()
