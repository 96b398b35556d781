"""Projects, unit projects and volumes of a package's tables, founded where they are not there yet.

The dry run is this very code in a transaction that is rolled back.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from archives import audit
from archives.catalogue import arranging
from archives.catalogue.archive_number import NumberPattern
from archives.catalogue.keeping import arranged
from archives.catalogue.model import Project, Retention, UnitProject, Volume
from archives.errors import N_, InvalidInput
from archives.handover.columns import PROJECT, RECORD, RETENTIONS, UNIT, VOLUME
from archives.handover.rows import Row, Sheets, Wrong, file_of, wrong_cells, wrong_files
from archives.permissions import Actor

COPIED = ("construction_unit", "design_unit", "survey_unit", "contractor", "supervision_unit", "building_area")

SAME_TITLE = N_("Another volume has this title. Titles are unique: add what sets it apart.")
NO_VOLUME = N_("No such volume stands in 案卷 or in the catalogue. Add it there, or correct it.")


@dataclass(slots=True)
class Arranged:
    """`wrong` rows are left out; `files` are the others of 卷内文件, by the path of their file."""

    wrong: list[Wrong] = field(default_factory=list)
    files: dict[str, Row] = field(default_factory=dict)
    volumes: dict[str, str] = field(default_factory=dict)
    founded: dict[str, int] = field(default_factory=lambda: dict.fromkeys((PROJECT, UNIT, VOLUME), 0))

    def is_wrong(self, row: Row) -> bool:
        return any(wrong.row is row for wrong in self.wrong)


def arrange(db: Session, actor: Actor, sheets: Sheets, there: Collection[str], pattern: NumberPattern) -> Arranged:
    done = Arranged()
    for rows in sheets.rows.values():
        for row in rows:
            done.wrong += wrong_cells(row)
    done.wrong += wrong_files(sheets.rows[RECORD], there)
    projects = _projects(db, actor, sheets, done)
    units = _units(db, actor, sheets, done, projects)
    _volumes(db, actor, sheets, done, projects, units, pattern)
    for row in _good(sheets, done, RECORD):
        _file(db, row, done, there)
    return done


def _good(sheets: Sheets, done: Arranged, table: str) -> Iterator[Row]:
    return (row for row in sheets.rows[table] if not done.is_wrong(row))


def _projects(db: Session, actor: Actor, sheets: Sheets, done: Arranged) -> dict[str, Project]:
    found: dict[str, Project] = {}
    for row in _good(sheets, done, PROJECT):
        name = row.said["name"]
        project = _project_named(db, name)
        if project is None:
            project = arranging.found_project(db, actor, name, row.said.get("location", ""))
            done.founded[PROJECT] += 1
        for key in COPIED:
            if row.said.get(key) and not getattr(project, key):
                setattr(project, key, row.said[key])
        found[name] = project
    return found


def _project_named(db: Session, name: str) -> Project | None:
    return db.scalar(sa.select(Project).where(Project.name == name).order_by(Project.number).limit(1))


def _project_of(db: Session, row: Row, done: Arranged, projects: Mapping[str, Project]) -> Project | None:
    name = row.said["project"]
    project = projects.get(name) or _project_named(db, name)
    if project is None:
        template = N_("No such project stands in 工程项目 or in the catalogue. Add it there, or correct the name.")
        done.wrong.append(Wrong(row=row, column="项目名称", seen=name, template=template))
    return project


def _units(
    db: Session, actor: Actor, sheets: Sheets, done: Arranged, projects: Mapping[str, Project]
) -> dict[tuple[str, str], UnitProject]:
    found: dict[tuple[str, str], UnitProject] = {}
    for row in list(_good(sheets, done, UNIT)):
        project = _project_of(db, row, done, projects)
        if project is None:
            continue
        name = row.said["name"]
        query = sa.select(UnitProject).where(UnitProject.project_id == project.id, UnitProject.name == name)
        unit = db.scalar(query)
        if unit is None:
            unit = arranging.add_unit(db, actor, project.id, name)
            done.founded[UNIT] += 1
        unit.structure, unit.building_area = row.said.get("structure"), row.said.get("building_area")
        found[project.id, name] = unit
    return found


def _volumes(
    db: Session,
    actor: Actor,
    sheets: Sheets,
    done: Arranged,
    projects: Mapping[str, Project],
    units: Mapping[tuple[str, str], UnitProject],
    pattern: NumberPattern,
) -> None:
    for row in list(_good(sheets, done, VOLUME)):
        number = row.said["archive_no"]
        project = _project_of(db, row, done, projects)
        if project is None or not _is_number(row, done, pattern):
            continue
        known = db.scalar(sa.select(Volume).where(Volume.archive_no == number))
        titled = db.scalar(sa.select(Volume).where(Volume.title == row.said["title"]))
        if known is not None and (known.title != row.said["title"] or known.project_id != project.id):
            _say(row, done, "档号", number, N_("Another volume has this archive number. Correct one of the two."))
        elif known is None and titled is not None:
            _say(
                row,
                done,
                "案卷题名",
                row.said["title"],
                SAME_TITLE,
            )
        else:
            unit = units.get((project.id, row.said.get("unit", "")))
            done.volumes[number] = (known or _bind(db, actor, row, project, unit, done)).id


def _is_number(row: Row, done: Arranged, pattern: NumberPattern) -> bool:
    try:
        pattern.read(row.said["archive_no"])
    except InvalidInput as error:
        done.wrong.append(
            Wrong(row=row, column="档号", seen=row.said["archive_no"], template=error.template, values=error.values)
        )
        return False
    return True


def _bind(db: Session, actor: Actor, row: Row, project: Project, unit: UnitProject | None, done: Arranged) -> Volume:
    """With the number it brings: it was given by whoever compiled the volume."""
    serial = 1 + (db.scalar(sa.select(sa.func.max(Volume.serial)).where(Volume.project_id == project.id)) or 0)
    volume = Volume(
        project_id=project.id,
        unit_project_id=unit.id if unit else None,
        serial=serial,
        archive_no=row.said["archive_no"],
        title=row.said["title"],
        compiled_by=row.said.get("compiled_by", project.construction_unit),
        retention=Retention(RETENTIONS[row.said.get("retention", "永久")]),
        shelf=row.said.get("shelf"),
    )
    db.add(volume)
    db.flush()
    told = {"title": volume.title, "number": volume.archive_no}
    audit.write(db, actor.account_id, actor.name, audit.Event.DESCRIBED, "volume", volume.id, **told)
    arranged(db, volume)
    done.founded[VOLUME] += 1
    return volume


def _file(db: Session, row: Row, done: Arranged, there: Collection[str]) -> None:
    number = row.said.get("volume", "")
    if number and number not in done.volumes:
        known = db.scalar(sa.select(Volume.id).where(Volume.archive_no == number))
        if known is None:
            _say(
                row,
                done,
                "档号",
                number,
                NO_VOLUME,
            )
            return
        done.volumes[number] = known
    path = file_of(row.said["file"], there)
    assert path is not None
    done.files[path] = row


def _say(row: Row, done: Arranged, column: str, seen: str, template: str) -> None:
    done.wrong.append(Wrong(row=row, column=column, seen=seen, template=template))
