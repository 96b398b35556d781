"""archives work, doctor."""

import json
import shutil
import signal
import threading

import click
from sqlalchemy.exc import SQLAlchemyError

from archives import duties, migrations
from archives.cli.opening import ask_for_daily_work, opened_tools
from archives.cli.saying import translate
from archives.crew import run_crew, worker_commands
from archives.errors import N_
from archives.jobs import State, tally
from archives.safekeeping.auditing import open_faults
from archives.tools import Tools
from archives.worker import Worker
from ingest.ocr.opening import open_engine as open_ocr
from ingest.problems import Problem
from search.problems import SearchProblem


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option("--one", is_flag=True, hidden=True, help="Be one worker of a crew.")
@click.option("--supervisor", type=int, hidden=True)
@click.option("--name", hidden=True)
@click.option("--only", type=click.Choice(["work", "lanes"]), hidden=True)
def work(*, once: bool, one: bool, supervisor: int | None, name: str | None, only: str | None) -> None:
    """Read, index and draw what waits; on as many machines as you like against one PostgreSQL."""
    with opened_tools() as tools:
        if not one and not once:
            _work_until_stopped(tools)
            return
        worker = Worker(
            tools.database,
            {} if only == "lanes" else duties.work(tools),
            {} if only == "work" else duties.lanes(tools),
            name=name,
            lease_seconds=tools.settings.lease_seconds,
            supervisor=supervisor,
        )
        if once:
            worker.work_off()
        else:
            worker.run()


def _work_until_stopped(tools: Tools) -> None:
    ask_for_daily_work(tools)
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    run_crew(tools.settings, worker_commands(tools.settings.workers), over)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Say what is in use, and what is wrong."""
    with opened_tools() as tools:
        checks = examine(tools)
    if as_json:
        click.echo(json.dumps({"ok": all(check["ok"] for check in checks), "checks": checks}, ensure_ascii=False))
    else:
        for check in checks:
            click.echo(f"{'ok ' if check['ok'] else 'BAD'}  {check['name']}: {check['says']}")
    context.exit(0 if all(check["ok"] for check in checks) else 1)


def examine(tools: Tools) -> list[dict[str, object]]:
    return [
        _catalogue(tools),
        _originals(tools),
        _work(tools),
        _index(tools),
        _reading(tools),
        _viruses(tools),
        _room(tools),
    ]


def _check(name: str, says: object, *, ok: bool = True) -> dict[str, object]:
    return {"name": name, "ok": ok, "says": str(says)}


def _catalogue(tools: Tools) -> dict[str, object]:
    try:
        drift = migrations.drift(tools.database)
    except SQLAlchemyError as error:
        return _check("catalogue", error, ok=False)
    if drift:
        return _check(
            "catalogue", translate("The database is older than the program: start the server once."), ok=False
        )
    return _check("catalogue", tools.database.engine.url.render_as_string(hide_password=True))


def _originals(tools: Tools) -> dict[str, object]:
    places = ", ".join(store.place.name for store in (tools.store, *tools.copies))
    try:
        with tools.database.reading() as db:
            wrong = len(open_faults(db))
    except SQLAlchemyError as error:
        return _check("originals", error, ok=False)
    if wrong:
        sentence = translate(N_("%(count)d files are not as they should be; see the page “Keeping”."))
        return _check("originals", sentence % {"count": wrong}, ok=False)
    return _check("originals", places)


def _work(tools: Tools) -> dict[str, object]:
    try:
        with tools.database.reading() as db:
            jobs = tally(db)
    except SQLAlchemyError as error:
        return _check("jobs", error, ok=False)
    return _check("jobs", ", ".join(f"{count} {state}" for state, count in jobs.items()), ok=not jobs[State.DEAD])


def _index(tools: Tools) -> dict[str, object]:
    try:
        return _check("index", f"{tools.engine.name}, {tools.engine.count()} records")
    except SearchProblem as problem:
        return _check("index", problem, ok=False)


def _reading(tools: Tools) -> dict[str, object]:
    try:
        return _check("reading", open_ocr(tools.settings.ocr).name)
    except Problem as problem:
        return _check("reading", problem, ok=False)


def _viruses(tools: Tools) -> dict[str, object]:
    if tools.clamd is None:
        return _check("viruses", translate(N_("No clamd: what comes in is not scanned, and its pages say so.")))
    version = tools.clamd.version()
    silent = translate(N_("clamd at %(address)s does not answer: what comes in is not scanned."))
    return _check("viruses", version or silent % {"address": tools.clamd.address}, ok=version is not None)


def _room(tools: Tools) -> dict[str, object]:
    free = shutil.disk_usage(tools.settings.data).free
    return _check("room", f"{free >> 30} GiB free in {tools.settings.data}", ok=free > tools.settings.largest_file)
