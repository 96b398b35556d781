"""What becomes of a package received: looked at, and accepted file by file. Both are jobs and may run twice."""

import hashlib
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from archives import audit, jobs
from archives.assessing import testing
from archives.assessing.model import Kind
from archives.catalogue import arranging
from archives.catalogue.archive_number import NumberPattern
from archives.catalogue.describing import PLACE, file_under_project, put_imported_values, summarise
from archives.catalogue.fields import BY_NAME
from archives.catalogue.keeping import changed, filed
from archives.catalogue.model import Record
from archives.db import now, today
from archives.fourfold import Link
from archives.handover.arranging import Arranged, arrange
from archives.handover.columns import RECORD
from archives.handover.model import Form, Handover, State
from archives.handover.rows import read_sheets
from archives.intake import service as intake
from archives.jobs import Task
from archives.people import Account, Level
from archives.permissions import Actor, actor_of
from archives.tools import Tools
from ingest.problems import Refused
from ingest.receiving import Package, take_apart

LOOK_AT_PACKAGE, ACCEPT_PACKAGE, CLEAR_PACKAGE = "look at package", "accept package", "clear package"
LONGEST_VALUE = 2000
PACKAGE, UNPACKED = "package", "unpacked"
PERMIT = re.compile(r"[建地乡选核竣用]字|\d{12,}")


class DryRun(Exception):
    """Raised where a dry run ends, so that the transaction is rolled back."""


def folder_of(tools: Tools, handover_id: str) -> Path:
    return tools.settings.data / "handover" / handover_id


def look_at_package(task: Task, tools: Tools) -> None:
    """Taken apart anew each time: a run that was killed leaves nothing that counts."""
    with tools.database.reading() as db:
        waiting = db.get(Handover, task.subject_id)
    if waiting is None or waiting.state is not State.LOOKING:
        return
    folder = folder_of(tools, waiting.id)
    try:
        package = unpacked(tools, next((folder / PACKAGE).iterdir()), folder / UNPACKED)
    except Refused as problem:
        told = {"template": problem.template, "values": problem.values}
        task.finish_with(lambda db: _break(db, waiting.id, told))
        return
    done = dry_run(tools, actor_for(tools, waiting.asked_by), package)
    task.finish_with(lambda db: describe(db.get_one(Handover, waiting.id), package, done))


def unpacked(tools: Tools, source: Path, folder: Path) -> Package:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return take_apart(source, folder, 4 * tools.settings.largest_file)


def dry_run(tools: Tools, actor: Actor, package: Package) -> Arranged:
    """The very code of the acceptance, in a transaction that is rolled back; nothing is kept."""
    done: list[Arranged] = []

    def arrange_and_stop(db: Session) -> None:
        done.append(arranged(db, tools, actor, package.tables, package.files))
        raise DryRun

    with suppress(DryRun), tools.database.transaction() as db:
        arrange_and_stop(db)
    return done[0]


def arranged(
    db: Session, tools: Tools, actor: Actor, tables: Mapping[str, Any], files: list[dict[str, Any]]
) -> Arranged:
    pattern = NumberPattern.parse(tools.settings.number_pattern)
    return arrange(db, actor, read_sheets(tables), [file["own"] for file in files if "own" in file], pattern)


def describe(handover: Handover, package: Package, done: Arranged) -> None:
    """What was found, for the page on which a person decides."""
    sheets = read_sheets(package.tables)
    handover.form = Form(package.form)
    handover.contents = [{**file, "left_out": _is_left_out(package, file, done)} for file in package.files]
    handover.tables = {name: list(rows) for name, rows in package.tables.items()}
    handover.wrong_rows = [wrong.told() for wrong in done.wrong]
    handover.faults = [*package.faults, *sheets.faults]
    handover.files, handover.size = len(package.files), package.size
    handover.digest = _digest_of(package)
    handover.state = State.LOOKED_AT


def _is_left_out(package: Package, file: Mapping[str, Any], done: Arranged) -> bool:
    """Of tables only what a good row names comes in; of a bag what its manifest proves."""
    if package.form == Form.TABLES:
        return file["own"] not in done.files
    blamed = {str(fault["values"].get("name", "")) for fault in package.faults}
    return any(name and (file["path"].endswith(name) or file["name"] == name) for name in blamed)


def _digest_of(package: Package) -> str:
    """Of all files by path, size and digest: the same package has the same, however it was packed."""
    lines = sorted(f"{file['sha256']} {file['size']} {file.get('own') or file['name']}\n" for file in package.files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _break(db: Session, handover_id: str, told: dict[str, Any]) -> None:
    handover = db.get_one(Handover, handover_id)
    handover.state, handover.problem, handover.finished_at = State.BROKEN, told, now()
    jobs.ask_for(db, CLEAR_PACKAGE, handover_id, priority=jobs.Priority.LATER)


def actor_for(tools: Tools, account_id: str) -> Actor:
    with tools.database.reading() as db:
        return actor_of(db, db.get(Account, account_id), today())


def accept_package(task: Task, tools: Tools) -> None:
    """Each file is a step of its own; what was taken before the process died is taken already."""
    with tools.database.reading() as db:
        handover = db.get(Handover, task.subject_id)
    if handover is None or handover.state is not State.ACCEPTING:
        return
    actor = actor_for(tools, handover.decided_by or handover.asked_by)
    accept(tools, actor, handover, lambda effect, done, of: task.checkpoint(effect, steps_done=done, steps_in_all=of))
    task.finish_with(lambda db: finish(db, actor, handover.id))


def accept(tools: Tools, actor: Actor, handover: Handover, keep: Any) -> None:
    """`keep` carries out an effect in a transaction: a job's checkpoint, or one of the command line."""
    with tools.database.transaction() as db:
        done = arranged(db, tools, actor, handover.tables, handover.contents)
        batch_id = _batch_of(db, tools, actor, handover)
    ordered = sorted(enumerate(handover.contents), key=lambda pair: _serial(done, pair[1]))
    for step, (index, item) in enumerate(ordered, 1):
        if item["left_out"] or item.get("record") or item.get("outcome"):
            continue
        path = folder_of(tools, handover.id) / UNPACKED / item["path"]
        arrival = intake.take_in(tools, actor, batch_id, path, item["name"])
        outcome = {"outcome": str(arrival.outcome), "record": arrival.record_id, "reasons": arrival.reasons}

        def write_down(db: Session, index: int = index, outcome: Mapping[str, Any] = outcome) -> None:
            found = db.get_one(Handover, handover.id)
            contents = [dict(other) for other in found.contents]
            contents[index] |= outcome
            found.contents = contents
            if outcome["record"]:
                _describe_record(db, actor, found, str(outcome["record"]), contents[index], done)

        keep(write_down, step, len(ordered))


def _serial(done: Arranged, item: Mapping[str, Any]) -> tuple[str, int]:
    row = done.files.get(str(item.get("own")))
    return ("", 0) if row is None else (row.said.get("volume", ""), int(row.said.get("serial", "0") or 0))


def _batch_of(db: Session, tools: Tools, actor: Actor, handover: Handover) -> str:
    found = db.get_one(Handover, handover.id)
    if found.batch_id is None:
        highest = Level.parse(tools.settings.highest_level)
        name = f"{found.number} {found.party}"[:200]
        found.batch_id = intake.open_batch(db, actor, name, found.department_id or "", found.level, highest).id
    return found.batch_id


def _describe_record(
    db: Session, actor: Actor, handover: Handover, record_id: str, item: Mapping[str, Any], done: Arranged
) -> None:
    record = db.get_one(Record, record_id)
    row = done.files.get(str(item.get("own")))
    said = _said(item) if row is None else _of_row(row.said)
    put_imported_values(db, record, {name: found for name, found in said.items() if name in BY_NAME}, handover.number)
    summarise(db, record, record.original.name)
    filed(db, file_under_project(db, record))
    volume = done.volumes.get(row.said.get("volume", "")) if row else None
    if volume is not None and record.volume_id != volume:
        arranging.place_in_volume(db, actor, record.id, volume)
        record.serial = int(row.said["serial"]) if row and row.said.get("serial") else record.serial
    changed(db, record.id)


def _of_row(said: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    named = {"title": said.get("title"), "issuer": said.get("issuer"), "date": said.get("date")}
    named |= {"project_name": said.get("project"), "archive_no": said.get("volume")}
    named |= _number(said.get("number"))
    return {name: {"value": value} for name, value in named.items() if value}


def _number(text: str | None) -> dict[str, str | None]:
    """文件编号 is a permit's number or a drawing's, by its look."""
    if not text:
        return {}
    return {"permit_no" if PERMIT.match(text) else "drawing_no": text}


def _said(item: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    fields = item.get("fields", {})
    if "values" in fields:
        return _of_row(fields["values"])
    tables = fields.get("tables", {})
    rows = [row for row in tables.get("field_value", []) if isinstance(row, dict) and not row.get("superseded_at")]
    said = {str(row.get("field")): row for row in rows if isinstance(row.get("value"), str) and row["value"]}
    records = [row for row in tables.get(RECORD, []) if isinstance(row, dict) and isinstance(row.get("title"), str)]
    if records and "title" not in said and "drawing_name" not in said:
        said["title"] = {"value": records[0]["title"]}
    return {name: {part: _sound(row, part) for part in ("value", *PLACE)} for name, row in said.items()}


def _sound(row: Mapping[str, Any], part: str) -> Any:
    """Of what a stranger's description says: text where text belongs, whole numbers elsewhere."""
    found = row.get(part)
    if part in ("value", "raw"):
        return str(found)[:LONGEST_VALUE] if found is not None else None
    return found if isinstance(found, int) else None


def clear_package(task: Task, tools: Tools) -> None:
    """What was accepted is in the store, what was refused is not to be kept."""
    shutil.rmtree(folder_of(tools, task.subject_id), ignore_errors=True)


def finish(db: Session, actor: Actor, handover_id: str) -> None:
    """With the test that DA/T 70 asks for at transfer and acceptance, of each record that came in."""
    handover = db.get_one(Handover, handover_id)
    handover.state, handover.finished_at = State.ACCEPTED, now()
    for item in handover.taken:
        testing.ask(db, Kind.RECORD, str(item["record"]), Link.HANDOVER, 1, actor.account_id)
    jobs.ask_for(db, CLEAR_PACKAGE, handover.id, priority=jobs.Priority.LATER)
    told = {"number": handover.number, "files": len(handover.taken), "digest": handover.digest, "party": handover.party}
    audit.write(db, actor.account_id, actor.name, audit.Event.TAKEN_OVER, "handover", handover.id, **told)
