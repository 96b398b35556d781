"""archives demo: from nothing to a searched archive, with real scans and accounts for each kind of user."""

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import click
import sqlalchemy as sa
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from archives import migrations
from archives.accounts.demo import make_demo_accounts
from archives.accounts.service import account_named
from archives.catalogue.model import Page, Record
from archives.cli.finding import as_lines
from archives.cli.ingesting import take_in
from archives.cli.opening import opened_tools
from archives.cli.reading import files_below
from archives.cli.saying import translate
from archives.cli.serving import serve_pages
from archives.crew import run_crew, worker_commands
from archives.db import today
from archives.demo import SHELF, draw_shelf
from archives.demo.shelf import PLANNING
from archives.errors import N_
from archives.finding import service as finding
from archives.intake import service as intake
from archives.intake.model import Batch
from archives.jobs import State, tally
from archives.people import Department, Level
from archives.permissions import Actor, actor_of
from archives.settings import Settings, make_secret
from archives.tools import Tools

QUESTION = "翠湖花园"
"""What the demo asks its own shelf at the end."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--no-serve", is_flag=True, help="End after the search answer.")
def demo(paths: Sequence[Path], *, no_serve: bool) -> None:
    """Read PATHS, or a sample shelf drawn here, and serve them."""
    make_secret(Settings.from_environment({**os.environ, "ARCHIVES_SECRET_KEY": "not made yet"}).data)
    with opened_tools() as tools:
        migrations.upgrade(tools.database)
        make_people(tools)
        if paths or not _has_records(tools):
            read_shelf(tools, paths)
        answer(tools)
        if not no_serve:
            serve_pages(tools)


def make_people(tools: Tools) -> None:
    with tools.database.transaction() as db:
        made = make_demo_accounts(db)
    if made:
        click.echo(translate(N_("Accounts for trying it out (shown this once):")))
        for account, password in made:
            click.echo(f"  {account.username:<10} {password}   {account.role}, {account.name}")


def _has_records(tools: Tools) -> bool:
    with tools.database.reading() as db:
        return db.scalar(sa.select(Record.id).limit(1)) is not None


def read_shelf(tools: Tools, paths: Sequence[Path]) -> None:
    """Take in and read, with a bar for the files sent and one for the pages read."""
    console = Console(stderr=True)
    look = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*look, console=console, disable=not console.is_terminal) as bars:
        shelf = _given(paths) if paths else _drawn(tools, bars)
        for path, office, level in bars.track(shelf, description=translate(N_("Taking in"))):
            outcome = take_in(tools, _archivist(tools), _batch(tools, office, level), path)
            for reason in outcome["reasons"]:
                console.print(f"{path.name}: {reason}", highlight=False)
        began = time.monotonic()
        pages = _read(tools, bars)
    seconds = time.monotonic() - began
    click.echo(translate(N_("%(pages)d pages read in %(seconds)d s.")) % {"pages": pages, "seconds": seconds})


def _given(paths: Sequence[Path]) -> list[tuple[Path, str, Level]]:
    return [(path, PLANNING, Level.INTERNAL) for path in files_below(paths)]


def _drawn(tools: Tools, bars: Progress) -> list[tuple[Path, str, Level]]:
    drawn = draw_shelf(tools.settings.data / "sample")
    shelf = bars.track(
        zip(SHELF, drawn, strict=True), len(SHELF), description=translate(N_("Drawing the sample shelf"))
    )
    return [(path, sample.department, Level(sample.level)) for sample, path in shelf]


def _archivist(tools: Tools) -> Actor:
    with tools.database.reading() as db:
        return actor_of(db, account_named(db, "archivist"), today())


def _batch(tools: Tools, office: str, level: Level) -> str:
    """One batch for each department and level of the shelf."""
    actor = _archivist(tools)
    name = translate(N_("Shelf of %(office)s")) % {"office": office}
    with tools.database.transaction() as db:
        department = db.scalars(sa.select(Department.id).where(Department.name == office)).one()
        known = db.scalar(sa.select(Batch.id).where(Batch.name == name, Batch.level == level))
        highest = Level.parse(tools.settings.highest_level)
        return known or intake.open_batch(db, actor, name, department, level, highest).id


def _read(tools: Tools, bars: Progress) -> int:
    """Read what waits with as many workers as there are processors; gives the number of pages."""
    with tools.database.reading() as db:
        total = db.scalar(sa.select(sa.func.sum(Record.page_count))) or 0
    bar = bars.add_task(translate(N_("Reading pages")), total=total)
    over = threading.Event()
    crew = threading.Thread(target=run_crew, args=(tools.settings, worker_commands(os.cpu_count() or 1), over))
    crew.start()
    try:
        while _unfinished(tools):
            bars.update(bar, completed=_pages_read(tools))
            time.sleep(0.3)
    finally:
        over.set()
        crew.join()
    pages = _pages_read(tools)
    bars.update(bar, completed=pages)
    return pages


def _unfinished(tools: Tools) -> int:
    with tools.database.reading() as db:
        jobs = tally(db)
    return jobs[State.READY] + jobs[State.RUNNING]


def _pages_read(tools: Tools) -> int:
    with tools.database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(Page)) or 0


def answer(tools: Tools) -> None:
    """One search under the archivist's rights, over whatever was read."""
    with tools.database.reading() as db:
        title = db.scalar(sa.select(Record.title).order_by(Record.received_at.desc()).limit(1)) or ""
    for words in (QUESTION, title[:12]):
        with tools.database.reading() as db:
            found = finding.search(db, _archivist(tools), tools.engine, finding.Wanted(words=words, facets={}))
        if found.total:
            click.echo(f"archives search {words} --as archivist")
            click.echo(as_lines(found))
            return
