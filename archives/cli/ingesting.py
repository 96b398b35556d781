"""archives ingest: files into the catalogue."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from archives import people
from archives.accounts import service as accounts
from archives.accounts.departments import department_coded
from archives.cli.opening import opened_tools
from archives.cli.reading import ENGINES, PATHS, files_below
from archives.cli.saying import say, translate
from archives.db import today
from archives.errors import ArchiveError
from archives.intake import service as intake
from archives.intake.model import Outcome
from archives.permissions import Actor, actor_of
from archives.tools import Tools


@click.command()
@PATHS
@click.option("--as", "name", help="The archivist who sends them (name or e-mail).", required=True)
@click.option("--department", "code", help="Code of the department whose records these are.", required=True)
@click.option(
    "--level", type=click.Choice([level.value for level in people.Level]), default="internal", show_default=True
)
@click.option("--engine", type=ENGINES, default="auto", show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def ingest(
    context: click.Context, paths: Sequence[Path], name: str, code: str, level: str, engine: str, *, as_json: bool
) -> None:
    """Take FILES into the catalogue; the workers of a running server read them, or “archives work --once”."""
    with opened_tools() as tools:
        with tools.database.transaction() as db:
            actor = actor_of(db, accounts.account_named(db, name), today())
            batch = intake.open_batch(
                db,
                actor,
                paths[0].name,
                department_coded(db, code).id,
                people.Level.parse(level),
                people.Level.parse(tools.settings.highest_level),
                engine=engine,
            )
        outcomes = [take_in(tools, actor, batch.id, path) for path in _tracked(files_below(paths))]
    if as_json:
        click.echo(json.dumps({"batch": batch.id, "files": outcomes}, ensure_ascii=False))
    else:
        for outcome in outcomes:
            click.echo(f"{outcome['file']}: {outcome['outcome']} {' '.join(outcome['reasons'])}".rstrip())
    context.exit(1 if any(outcome["outcome"] in {Outcome.REFUSED, Outcome.QUARANTINED} for outcome in outcomes) else 0)


def take_in(tools: Tools, actor: Actor, batch_id: str, path: Path) -> dict[str, Any]:
    try:
        arrival = intake.take_in(tools, actor, batch_id, path, path.name)
    except ArchiveError as error:
        return {"file": str(path), "outcome": "failed", "reasons": [say(error)]}
    reasons = [translate(reason["template"]) % reason["values"] for reason in arrival.reasons]
    return {"file": str(path), "outcome": str(arrival.outcome), "record": arrival.record_id, "reasons": reasons}


def _tracked(files: Iterator[Path]) -> Iterator[Path]:
    """A bar on a terminal; elsewhere the outcome lines at the end are enough."""
    console = Console(stderr=True)
    yield from track(list(files), console=console, disable=not console.is_terminal)
