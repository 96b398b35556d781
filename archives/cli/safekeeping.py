"""archives audit, rebuild, backup, restore."""

import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from archives import migrations
from archives.cli.finding import make_index
from archives.cli.opening import opened_tools
from archives.cli.saying import translate
from archives.db import Database
from archives.errors import N_
from archives.safekeeping import backup as backups
from archives.safekeeping.auditing import Outcome, open_faults, walk, walk_outside
from archives.safekeeping.rebuilding import Rebuilt
from archives.safekeeping.rebuilding import rebuild as rebuild_catalogue
from archives.safekeeping.rounds import add_to, begin_round, end_round
from archives.settings import Settings, make_secret
from archives.tools import Tools, open_main_store


@click.command()
@click.option("--all", "everything", is_flag=True, help="Everything that is kept; the default.")
@click.option("--sample", type=click.IntRange(1), help="So many objects, chosen by chance.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def audit(context: click.Context, *, everything: bool, sample: int | None, as_json: bool) -> None:
    """Read what is kept and compare it; what is damaged is put right from a copy, if there is one."""
    if everything and sample:
        raise click.UsageError("--all and --sample exclude each other.")
    with opened_tools() as tools:
        folders = list(tools.store.place.folders())
        chosen = sorted(random.sample(folders, min(sample, len(folders)))) if sample else folders
        seen = walk(tools, _tracked(chosen))
        outside = Outcome() if sample else walk_outside(tools)
        _write_down(tools, seen, outside, whole=not sample)
        document = _as_document(tools, seen, outside)
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        click.echo(_as_lines(document))
    context.exit(1 if document["wrong"] else 0)


def _tracked(folders: list[str]) -> Iterator[str]:
    console = Console(stderr=True)
    yield from track(folders, description=translate(N_("Reading")), console=console, disable=not console.is_terminal)


def _write_down(tools: Tools, seen: Outcome, outside: Outcome, *, whole: bool) -> None:
    with tools.database.transaction() as db:
        if whole:
            made = begin_round(db)
            add_to(made, seen, outside)
            end_round(db, made)


def _as_document(tools: Tools, seen: Outcome, outside: Outcome) -> dict[str, Any]:
    wrong = [*seen.wrong, *outside.wrong]
    with tools.database.reading() as db:
        still = {fault.id for fault in open_faults(db)}
    return {
        "place": tools.store.place.name,
        "objects": seen.objects,
        "files": seen.files,
        "bytes": seen.size,
        "seconds": round(seen.seconds, 3),
        "taken_up": seen.taken_up,
        "wrong": [
            {
                "kind": fault.kind,
                "path": fault.path,
                "object": fault.object_id,
                "found_at": fault.found_at.isoformat(),
                "repaired_from": fault.repaired_from if fault.id not in still else None,
            }
            for fault in wrong
        ],
    }


def _as_lines(document: dict[str, Any]) -> str:
    count = {"objects": document["objects"], "files": document["files"], "megabytes": document["bytes"] / 1e6}
    lines = [translate(N_("%(objects)d objects, %(files)d files, %(megabytes).1f MB read.")) % count]
    for fault in document["wrong"]:
        mended = translate(N_("put right from %(place)s")) % {"place": fault["repaired_from"]}
        lines.append(f"{fault['kind']}: {fault['path']}" + (f" ({mended})" if fault["repaired_from"] else ""))
    if not document["wrong"]:
        lines.append(translate(N_("Everything is as it was kept.")))
    return "\n".join(lines)


@click.command()
@click.option("--into", "address", help="Address of an empty database; the one of the settings if left out.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def rebuild(context: click.Context, address: str | None, *, as_json: bool) -> None:
    """Make the catalogue again, and with it the index, from the originals' store alone."""
    settings = Settings.from_environment(os.environ)
    settings = replace(settings, database_url=address) if address else settings
    store, database = open_main_store(settings), Database(settings.database_url)
    try:
        migrations.upgrade(database)
        with database.transaction() as db:
            done = rebuild_catalogue(db, store)
        if address is None:
            make_index(settings, database)
    finally:
        database.close()
    click.echo(json.dumps(_told(done), ensure_ascii=False) if as_json else _rebuilt_lines(done))
    context.exit(1 if done.left_out else 0)


def _told(done: Rebuilt) -> dict[str, Any]:
    return {"objects": done.objects, "rows": done.rows, "left_out": [_sentence(left) for left in done.left_out]}


def _rebuilt_lines(done: Rebuilt) -> str:
    count = {"objects": done.objects, "records": done.rows.get("record", 0)}
    lines = [translate(N_("%(records)d records made again from %(objects)d objects.")) % count]
    lines += [_sentence(left) for left in done.left_out]
    lines.append(
        translate(N_("Passwords are not kept there: give each person a new one with “archives account password”."))
    )
    return "\n".join(lines)


def _sentence(left: dict[str, Any]) -> str:
    return str(translate(left["template"]) % left["values"])


@click.command()
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def backup(target: Path, *, as_json: bool) -> None:
    """Keep catalogue and originals in the folder TARGET as well, while work goes on; again and again into the same."""
    with opened_tools() as tools:
        done = backups.back_up(tools.database, tools.store, tools.settings, target)
    _say_done(done, N_("Backed up: %(objects)d objects, %(written)d of them new or changed."), as_json=as_json)


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def restore(source: Path, *, as_json: bool) -> None:
    """Make the archive in the empty data folder again from a backup, comparing every byte; then the index."""
    settings = Settings.from_environment({"ARCHIVES_SECRET_KEY": "not there yet", **os.environ})
    settings.data.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        done = backups.restore(source, settings, database, open_main_store(settings))
        migrations.upgrade(database)
        make_index(settings, database)
    finally:
        database.close()
    make_secret(settings.data)
    _say_done(done, N_("Restored: %(objects)d objects, each compared."), as_json=as_json)


def _say_done(done: backups.Done, template: str, *, as_json: bool) -> None:
    told = {"objects": done.objects, "written": done.written, "at": done.at}
    click.echo(json.dumps(told) if as_json else translate(template) % told)
