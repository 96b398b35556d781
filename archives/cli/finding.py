"""archives search, archives reindex."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence

import click
import sqlalchemy as sa
from rich.console import Console
from rich.progress import Progress

from archives.accounts import service as accounts
from archives.catalogue.indexing import all_entries, entries_of
from archives.catalogue.model import Record
from archives.cli.opening import opened_tools
from archives.cli.saying import translate
from archives.db import Database, today
from archives.errors import N_
from archives.finding import service as finding
from archives.permissions import actor_of
from archives.settings import Settings
from search.engine import Entry
from search.opening import rebuild_index


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--as", "name", help="Whose rights to search under; nobody's if left out.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(1, finding.DEEPEST_PAGE))
@click.option("--json", "as_json", is_flag=True)
def search(words: tuple[str, ...], name: str | None, page: int, *, as_json: bool) -> None:
    """Search the archive for WORDS, under an account's rights."""
    with opened_tools() as tools, tools.database.reading() as db:
        account = accounts.account_named(db, name) if name else None
        wanted = finding.Wanted(words=" ".join(words), page=page)
        found = finding.search(db, actor_of(db, account, today()), tools.engine, wanted)
        if found.fault is not None:
            click.echo(
                translate(N_("Only titles, numbers and described values were searched: %(fault)s"))
                % {"fault": found.fault},
                err=True,
            )
        click.echo(json.dumps(as_document(found), ensure_ascii=False) if as_json else as_lines(found))


def as_document(found: finding.Found) -> dict[str, object]:
    return {
        "total": found.total,
        "hits": [
            {
                "record": hit.record.id,
                "title": hit.record.title,
                "number": hit.record.number,
                "kind": hit.record.kind,
                "date": hit.record.formed,
                "project": hit.record.project.name if hit.record.project else None,
                "page": hit.page,
                "snippet": hit.snippet.text if hit.snippet else None,
            }
            for hit in found.hits
        ],
        "facets": {
            name: {value.value: value.count for value in values} for name, values in found.facets.items() if values
        },
    }


def as_lines(found: finding.Found) -> str:
    lines = [translate(N_("%(count)d found")) % {"count": found.total}]
    for hit in found.hits:
        about = " · ".join(str(part) for part in (hit.record.number, hit.record.formed) if part)
        lines.append(f"{hit.record.title}  {about}")
        if hit.snippet is not None:
            place = translate(N_("p. %(number)d: ")) % {"number": hit.page} if hit.page else ""
            lines.append(f"    {place}{' '.join(hit.snippet.text.split())}")
    return "\n".join(lines)


@click.command()
def reindex() -> None:
    """Make the index again beside the old one, and swap; searching goes on meanwhile."""
    settings = Settings.from_environment(os.environ)
    database = Database(settings.database_url)
    try:
        count = make_index(settings, database)
    finally:
        database.close()
    click.echo(translate(N_("%(count)d records are in the new index.")) % {"count": count})


def make_index(settings: Settings, database: Database) -> int:
    """Gives how many records are in the new index."""
    return rebuild_index(settings.search, settings.indexes, _every_entry(database), _entries_of(database))


def _every_entry(database: Database) -> Iterator[Entry]:
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bars, database.reading() as db:
        total = db.scalar(sa.select(sa.func.count()).select_from(Record)) or 0
        bar = bars.add_task(translate(N_("Indexing")), total=total)
        for entries in all_entries(db):
            yield from entries
            bars.advance(bar, len(entries))


def _entries_of(database: Database) -> Callable[[Sequence[str]], Iterable[Entry]]:
    def again(ids: Sequence[str]) -> Iterable[Entry]:
        with database.reading() as db:
            return entries_of(db, ids)

    return again
