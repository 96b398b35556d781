"""archives trail export | verify | anchor."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from archives.audit import Head
from archives.cli.accounts import keeper
from archives.cli.opening import opened_tools
from archives.cli.saying import translate
from archives.db import CHINA, now
from archives.errors import N_
from archives.people import Role
from archives.trail import anchors, service
from archives.trail.carried import Period, Proof, lines, prove

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def trail() -> None:
    """Carry the trail away, prove it whole, anchor it."""


@trail.command()
@click.argument("file", type=FILE)
@click.option("--since", type=DAY, help="The first day; from the beginning if left out.")
@click.option("--until", type=DAY, help="The last day; to the end if left out.")
def export(file: Path, since: datetime | None, until: datetime | None) -> None:
    """Write the trail to FILE as JSON lines that “archives trail verify FILE” proves anywhere."""
    period = Period(since.date() if since else None, until.date() if until else None)
    with opened_tools() as tools:
        with tools.database.transaction() as db:
            service.note_export(db, keeper(Role.AUDITOR), period.told())
        with tools.database.reading() as db, file.open("w", encoding="utf-8") as target:
            written = sum(1 for line in lines(db, period, CHINA) if target.write(line)) - 1
            target.flush()
            os.fsync(target.fileno())
    click.echo(translate(N_("%(count)d entries are in %(path)s.")) % {"count": written, "path": file})


@trail.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--anchors",
    "anchor_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A copy of anchors.txt; may be given more than once.",
)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def verify(context: click.Context, file: Path | None, anchor_files: Sequence[Path], *, as_json: bool) -> None:
    """Prove an exported FILE, without any database; without FILE the trail of this archive."""
    noted = [head for path in anchor_files for head in anchors.read_file(path)]
    proof = prove(file, noted) if file is not None else _prove_live(noted)
    told = {"first": proof.first, "last": proof.last, "broken": proof.broken, "anchors": proof.anchors}
    click.echo(json.dumps(told) if as_json else _in_words(proof))
    context.exit(0 if proof.broken is None else 1)


def _prove_live(noted: Sequence[Head]) -> Proof:
    auditor = keeper(Role.AUDITOR)
    with opened_tools() as tools:
        with tools.database.reading() as db:
            known = [*anchors.known_heads(db, tools.settings.data / anchors.FILE), *noted]
            checked = service.check_chain(db, auditor, known)
        with tools.database.transaction() as db:
            service.note_check(db, auditor, checked)
    return Proof(1, checked.last, checked.broken, len(set(known)))


def _in_words(proof: Proof) -> str:
    if proof.broken is not None:
        return translate(N_("BROKEN at entry %(broken)d: it is not as it was written, or is missing.")) % {
            "broken": proof.broken
        }
    whole = translate(N_("The chain holds from %(first)d to %(last)d; %(anchors)d anchors agree."))
    return whole % {"first": proof.first, "last": proof.last, "anchors": proof.anchors}


@trail.command()
def anchor() -> None:
    """Anchor the trail now, if today has no anchor yet, and bring anchors.txt up to date."""
    with opened_tools() as tools:
        with tools.database.transaction() as db:
            anchors.note_head(db, now().astimezone(CHINA).date())
        path = tools.settings.data / anchors.FILE
        with tools.database.reading() as db:
            anchors.write_file(path, anchors.every_anchor(db))
    click.echo(path)
