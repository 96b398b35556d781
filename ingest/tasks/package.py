"""The child's task of taking a stranger's package apart: unpacked below a folder, and compared with what it says.

It tells the form, then each file of the payload, each row of its tables, and each fault.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.packages.bagit import is_bag, read_bag
from ingest.packages.eep import Reader
from ingest.packages.unpacking import unpack
from ingest.problems import Refused
from ingest.tools import tables

TABLES = (".xlsx", ".xls", ".ods", ".csv")
MOST_ROWS, COLUMNS = 20_000, 60
LARGEST_DESCRIPTION = 8 << 20
DESCRIPTION = "record.json"

Tell = Callable[..., None]


def perform(task: dict[str, Any], tell: Tell) -> None:
    source, folder, most = Path(task["path"]), Path(task["folder"]), int(task["most_bytes"])
    if source.is_dir():
        _copied(source, folder, most)
    elif source.suffix.lower() not in (".xml", *TABLES):
        unpack(source, folder, most)
    else:
        shutil.copyfile(source, folder / source.name)
    top = _top(folder)
    if is_bag(top):
        _tell_bag(top, folder, tell)
    elif (packages := _only_xml(top)) != []:
        _tell_eep(packages, folder, most, tell)
    else:
        _tell_tables(top, folder, tell)


def _copied(source: Path, folder: Path, most: int) -> None:
    """A folder as it lies there; links in it lead elsewhere and are refused."""
    for path in sorted(source.rglob("*")):
        if path.is_symlink():
            name = str(path.relative_to(source))
            raise Refused("The package holds a link instead of a file: “%(name)s”.", name=name[:200])
        if path.is_file():
            most -= path.stat().st_size
            if most < 0:
                raise Refused("The package is too large.")
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _top(folder: Path) -> Path:
    """Programs often pack the folder itself."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _only_xml(top: Path) -> list[Path]:
    files = sorted(path for path in top.iterdir() if path.is_file())
    return files if all(path.suffix.lower() == ".xml" for path in files) else []


def _tell_bag(top: Path, folder: Path, tell: Tell) -> None:
    bag = read_bag(top)
    tell(form="bagit", info=bag.info)
    descriptions = [name for name in bag.payload if name.endswith(f"/{DESCRIPTION}")]
    blamed = {values.get("name") for _, values in bag.faults}
    for name, (size, sha256) in bag.payload.items():
        home = name.rpartition("/original/")[0]
        description = f"{home}/{DESCRIPTION}"
        described = bool(home) and description in descriptions and description not in blamed
        if name in descriptions or (name.endswith("/premis.json") and _beside(name, descriptions)):
            continue
        path = str((top / name).relative_to(folder))
        fields = _described(top / home / DESCRIPTION) if described else {}
        tell(file={"path": path, "name": Path(name).name, "size": size, "sha256": sha256, "fields": fields})
    for template, values in bag.faults:
        tell(fault={"template": template, "values": values})


def _beside(name: str, descriptions: list[str]) -> bool:
    return f"{name.rpartition('/')[0]}/{DESCRIPTION}" in descriptions


def _described(path: Path) -> dict[str, Any]:
    """What an archive of our own kind says of a record: its rows, or nothing when they are not of that form."""
    if path.stat().st_size > LARGEST_DESCRIPTION:
        return {}
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    tables_ = document.get("tables") if isinstance(document, dict) else None
    return {"tables": tables_} if isinstance(tables_, dict) else {}


def _tell_eep(packages: list[Path], folder: Path, most: int, tell: Tell) -> None:
    tell(form="eep", info={})
    for number, source in enumerate(packages, 1):
        own = folder / f"package-{number}"
        own.mkdir()
        reader = Reader(own, most)
        reader.read(source)
        source.unlink()
        most -= reader.bytes
        for file in reader.files:
            tell(file={**file, "path": f"{own.name}/{file['path']}", "fields": {"values": reader.fields}})
        for template, values in reader.faults:
            tell(fault={"template": template, "values": values})


def _tell_tables(top: Path, folder: Path, tell: Tell) -> None:
    found = sorted(path for path in top.iterdir() if path.is_file() and path.suffix.lower() in TABLES)
    if not found:
        raise Refused("This is neither a bag nor an EEP package, and no table lies in its first folder.")
    tell(form="tables", info={})
    for path in found:
        for name, rows in tables.sheets(path):
            for number, row in enumerate(islice(rows, MOST_ROWS), 1):
                if any(row):
                    tell(row={"table": name, "file": path.name, "number": number, "cells": row[:COLUMNS]})
    for path in sorted(top.rglob("*")):
        if path.is_file() and path not in found:
            own = str(path.relative_to(top))
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            where = str(path.relative_to(folder))
            size = path.stat().st_size
            tell(file={"path": where, "name": path.name, "own": own, "size": size, "sha256": sha256, "fields": {}})
