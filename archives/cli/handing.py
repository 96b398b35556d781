"""archives receive, send."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.accounts import service as accounts
from archives.accounts.departments import department_coded
from archives.catalogue.model import Project, Volume
from archives.cli.opening import opened_tools
from archives.cli.saying import translate
from archives.db import today
from archives.errors import N_, NotFound
from archives.handover import service
from archives.handover.model import Handover, State
from archives.handover.receiving import accept, describe, dry_run, finish, folder_of, unpacked
from archives.handover.returned import said
from archives.handover.sending import WRITERS, made, note_with_each, package_of, write_down
from archives.people import Level
from archives.permissions import Actor, actor_of
from archives.tools import Tools

AS = click.option("--as", "name", required=True, help="The archivist who answers for it (name or e-mail).")


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@AS
@click.option("--department", "code", required=True, help="Code of the department whose records these are.")
@click.option("--party", default="-", show_default=True, help="Who hands the package over.")
@click.option("--level", type=click.Choice([str(level) for level in Level]), default="internal", show_default=True)
@click.option("--dry-run", "dry", is_flag=True, help="Say what would come in and what is wrong; keep nothing.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def receive(
    context: click.Context, path: Path, name: str, code: str, party: str, level: str, *, dry: bool, as_json: bool
) -> None:
    """Take a package in: a bag, EEP, or tables with scans, as a folder, ZIP, TAR, XML or Excel file."""
    with opened_tools() as tools:
        actor = _actor(tools, name)
        told = _looked_at(tools, actor, path) if dry else _taken(tools, actor, path, code, party, Level.parse(level))
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_lines(told)))
    context.exit(1 if told["wrong_rows"] or told["faults"] or told["left_out"] else 0)


def _actor(tools: Tools, name: str) -> Actor:
    with tools.database.reading() as db:
        return actor_of(db, accounts.account_named(db, name), today())


def _looked_at(tools: Tools, actor: Actor, path: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="package-") as folder:
        package = unpacked(tools, path, Path(folder) / "unpacked")
        shown = Handover(number="", wrong_rows=[], faults=[], contents=[])
        describe(shown, package, dry_run(tools, actor, package))
    return _told(shown)


def _taken(tools: Tools, actor: Actor, path: Path, code: str, party: str, level: Level) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="package-") as folder, tools.database.transaction() as db:
        copy = Path(folder) / "package"
        _ = shutil.copytree(path, copy) if path.is_dir() else shutil.copyfile(path, copy)
        department = department_coded(db, code).id
        handover = service.receive(db, actor, tools, copy, path.name, party, department, level, by_job=False)
    home = folder_of(tools, handover.id)
    package = unpacked(tools, next((home / "package").iterdir()), home / "unpacked")
    done = dry_run(tools, actor, package)
    with tools.database.transaction() as db:
        found = db.get_one(Handover, handover.id)
        describe(found, package, done)
        found.decide(State.ACCEPTING, actor.account_id or "")
    with tools.database.reading() as db:
        handover = db.get_one(Handover, handover.id)

    def keep(effect: Any, _done: int, _of: int) -> None:
        with tools.database.transaction() as db:
            effect(db)

    accept(tools, actor, handover, keep)
    with tools.database.transaction() as db:
        finish(db, actor, handover.id)
    with tools.database.reading() as db:
        return _told(db.get_one(Handover, handover.id))


def _told(handover: Handover) -> dict[str, Any]:
    return {
        "number": handover.number,
        "state": str(handover.state),
        "form": str(handover.form),
        "digest": handover.digest,
        "files": [{key: item.get(key) for key in ("name", "size", "sha256", "record")} for item in handover.contents],
        "left_out": [item.get("own") or item["name"] for item in handover.contents if item["left_out"]],
        "faults": [_sentence(fault) for fault in handover.faults],
        "wrong_rows": [
            {"sheet": row["sheet"], "line": row["number"], "column": row["column"], "seen": row["seen"]}
            | {"say": said(row, translate)}
            for row in handover.wrong_rows
        ],
    }


def _sentence(fault: dict[str, Any]) -> str:
    text = translate(fault["template"])
    return text % fault["values"] if fault["values"] else text


def _lines(told: dict[str, Any]) -> Sequence[str]:
    count = {"files": len(told["files"]), "left_out": len(told["left_out"]), "state": told["state"]}
    lines = [f"{told['number']} {translate(N_('%(files)d files, %(left_out)d left out: %(state)s')) % count}".strip()]
    lines += told["faults"]
    return [*lines, *(f"{row['sheet']} {row['line']}: {row['say']}" for row in told["wrong_rows"])]


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@AS
@click.option("--project", type=int, help="A project by its number.")
@click.option("--volume", help="A volume by its archive number.")
@click.option("--record", help="A record by its id.")
@click.option("--form", type=click.Choice([str(form) for form in WRITERS]), default="bagit", show_default=True)
@click.option("--party", default="-", show_default=True, help="To whom the package is handed over.")
@click.option("--json", "as_json", is_flag=True)
def send(
    target: Path,
    name: str,
    project: int | None,
    volume: str | None,
    record: str | None,
    form: str,
    party: str,
    *,
    as_json: bool,
) -> None:
    """Make a package of what the archivist may download, and write it to TARGET."""
    if sum(map(bool, (project, volume, record))) != 1:
        raise click.UsageError("Name one of --project, --volume and --record.")
    with opened_tools() as tools:
        actor = _actor(tools, name)
        with tools.database.transaction() as db:
            handover = service.send(db, actor, *_subject(db, project, volume, record), form, party, by_job=False)
        digest, size = made(tools, handover)
        note_with_each(tools, handover, actor.name)
        with tools.database.transaction() as db:
            write_down(db, actor, handover.id, digest, size)
        shutil.copyfile(package_of(tools, handover), target)
    told = {"number": handover.number, "records": len(handover.contents), "size": size, "sha256": digest}
    click.echo(json.dumps(told) if as_json else f"{told['number']}  {told['records']}  {digest}")


def _subject(db: Session, project: int | None, volume: str | None, record: str | None) -> tuple[str, str]:
    if record:
        return "record", record
    if volume:
        found = db.scalar(sa.select(Volume.id).where(Volume.archive_no == volume))
    else:
        found = db.scalar(sa.select(Project.id).where(Project.number == project))
    if found is None:
        raise NotFound
    return "volume" if volume else "project", found
