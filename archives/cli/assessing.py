"""archives assess."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives.assessing.gathering import records_of
from archives.assessing.model import Assessment, Kind
from archives.assessing.testing import tested, write_down
from archives.assessing.told import count, in_order
from archives.catalogue.model import Project, Record, Volume
from archives.cli.opening import opened_tools
from archives.cli.saying import translate
from archives.errors import NotFound
from archives.fourfold import Link, Result
from archives.tools import Tools


@click.command()
@click.option("--record", "records", multiple=True, help="A record by its id; again for more.")
@click.option("--volume", help="A volume by its archive number.")
@click.option("--project", type=int, help="A project by its number.")
@click.option("--all", "everything", is_flag=True, help="Every record, each by itself.")
@click.option(
    "--link", type=click.Choice([str(link) for link in Link]), default=str(Link.PRESERVATION), show_default=True
)
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def assess(
    context: click.Context,
    *,
    records: Sequence[str],
    volume: str | None,
    project: int | None,
    everything: bool,
    link: str,
    as_json: bool,
) -> None:
    """Test authenticity, integrity, usability and safety (四性检测); 1 when a check failed."""
    if sum(map(bool, (records, volume, project, everything))) != 1:
        raise click.UsageError("Name one of --record, --volume, --project and --all.")
    with opened_tools() as tools:
        with tools.database.reading() as db:
            subjects = _subjects(db, records, volume, project)
        done = [_told(*_tested(tools, kind, key, Link(link))) for kind, key in subjects]
    if as_json:
        click.echo(json.dumps({"link": link, "assessments": done}, ensure_ascii=False))
    else:
        click.echo("\n".join(line for one in done for line in _lines(one)))
    context.exit(1 if any(one["counts"][Result.FAIL] for one in done) else 0)


def _subjects(
    db: Session, records: Sequence[str], volume: str | None, project: int | None
) -> Sequence[tuple[Kind, str]]:
    if volume or project:
        number = Volume.archive_no == volume if volume else Project.number == project
        kind, found = (Kind.VOLUME, sa.select(Volume.id)) if volume else (Kind.PROJECT, sa.select(Project.id))
        return [(kind, _only(db.scalar(found.where(number))))]
    query = sa.select(Record.id).where(Record.disposed_on.is_(None)).order_by(Record.received_at, Record.id)
    if not records:
        return [(Kind.RECORD, key) for key in db.scalars(query)]
    return [(Kind.RECORD, _only(db.scalar(query.where(Record.id == key)))) for key in records]


def _only(found: str | None) -> str:
    if found is None:
        raise NotFound
    return found


def _tested(tools: Tools, kind: Kind, subject_id: str, link: Link) -> tuple[Assessment, Sequence[Mapping[str, Any]]]:
    with tools.database.transaction() as db:
        many = db.scalar(sa.select(sa.func.count()).select_from(records_of(kind, subject_id).subquery()))
        asked = Assessment(kind=kind, subject_id=subject_id, link=link, records=many)
        db.add(asked)
    findings = tested(tools, asked)
    with tools.database.transaction() as db:
        write_down(db, tools, asked.id, findings)
    return asked, findings


def _told(asked: Assessment, findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "id": asked.id,
        "kind": str(asked.kind),
        "subject": asked.subject_id,
        "counts": count(findings),
        "findings": list(in_order(findings)),
    }


def _lines(one: Mapping[str, Any]) -> Sequence[str]:
    counts = ", ".join(f"{number} {result}" for result, number in one["counts"].items())
    lines = [f"{one['kind']} {one['subject']}: {counts}"]
    for finding in one["findings"]:
        if finding["result"] in (Result.FAIL, Result.NOT_RUN):
            said = finding["seen"] or finding["reason"]
            text = translate(said["template"])
            lines.append(
                f"  {finding['code']:<5} {finding['result']:<8} {translate(finding['name'])}: "
                f"{text % said['values'] if said['values'] else text}"
            )
    return lines
