"""archives serve: the pages at one address, and the crew beside them.

Python works on one request at a time in a process, so there are several. All take their readers from one socket:
whichever has nothing to do is the next to answer.
"""

import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import Any

import click
import waitress

from archives import migrations
from archives.app import create_app
from archives.cli.opening import ask_for_daily_work, opened_tools
from archives.crew import Command, run_crew, worker_commands
from archives.db import today
from archives.errors import N_, Unavailable
from archives.safekeeping.rounds import ask_for_round
from archives.settings import Settings
from archives.store import clear_leftovers
from archives.tools import Tools

THREADS = 8
WAITING_READERS = 1024
SECONDS_BETWEEN_LOOKS = 1.0


@click.command()
@click.option("--workers", type=click.IntRange(0, 64), help="How many read at a time; ARCHIVES_WORKERS if left out.")
@click.option("--door", type=int, hidden=True, help="Be one of several that serve pages from this open socket.")
@click.option("--supervisor", type=int, hidden=True)
@click.option("--name", hidden=True)
def serve(*, workers: int | None, door: int | None, supervisor: int | None, name: str | None) -> None:  # noqa: ARG001
    """Serve the pages and do the work that comes up."""
    with opened_tools() as tools:
        if door is not None:
            serve_beside(tools, socket.socket(fileno=door), supervisor or os.getppid())
            return
        migrations.upgrade(tools.database)
        serve_pages(tools, workers)


def serve_pages(tools: Tools, workers: int | None = None) -> None:
    settings = tools.settings
    clear_leftovers(settings.arriving)
    with tools.database.transaction() as db:
        ask_for_round(db, today())
    ask_for_daily_work(tools)
    door = open_door(settings)
    server = page_server(tools, door)
    count = settings.workers if workers is None else workers
    posts = [*(worker_commands(count) if count else ()), *page_commands(door, settings.servers - 1)]
    over = threading.Event()
    crew = threading.Thread(target=run_crew, args=(settings, posts, over, [door.fileno()]), name="crew")
    signal.signal(signal.SIGTERM, _stop)
    if posts:
        crew.start()
    click.echo(f"http://{settings.host}:{door.getsockname()[1]}/")
    try:
        server.run()
    finally:
        over.set()
        if posts:
            crew.join()


def serve_beside(tools: Tools, door: socket.socket, supervisor: int) -> None:
    """Until told to stop, or until the process that opened the door is gone."""
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with, args=(supervisor,), daemon=True).start()
    page_server(tools, door).run()


def page_commands(door: socket.socket, count: int) -> list[Command]:
    start = [sys.executable, "-m", "archives", "serve", "--supervisor", str(os.getpid()), "--door", str(door.fileno())]
    return [lambda name: [*start, "--name", name]] * count


def open_door(settings: Settings) -> socket.socket:
    """Raises Unavailable when something else listens at the address."""
    try:
        return socket.create_server((settings.host, settings.port), backlog=WAITING_READERS, family=_family(settings))
    except OSError as error:
        raise Unavailable(
            N_("Nothing can be served at %(host)s:%(port)s: %(reason)s. Set ARCHIVES_PORT to another number."),
            host=settings.host,
            port=settings.port,
            reason=error.strerror,
        ) from error


def _family(settings: Settings) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in settings.host else socket.AF_INET


def page_server(tools: Tools, door: socket.socket) -> Any:
    return waitress.create_server(
        create_app(tools.settings, tools),
        sockets=[door],
        threads=THREADS,
        max_request_body_size=tools.settings.largest_file + (1 << 20),
        ident=None,
    )


def _end_with(supervisor: int) -> None:
    pause = threading.Event()
    while os.getppid() == supervisor:
        pause.wait(SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
