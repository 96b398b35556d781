"""The folder of the indexes: `<engine>-<schema>-<analyzer>-<time>/`, CURRENT, and CHANGED while one is being made.

CHANGED takes down which entries were put or removed since a new index was begun, one id a line.
"""

import os
import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from json import dumps, loads
from pathlib import Path

CURRENT = "CURRENT"
CHANGED = "CHANGED"
_INDEX = re.compile(r"[a-z]+-\d+-\d+-\d{8}T\d{12}Z")


def current(root: Path) -> Path | None:
    """The index in use; None if none ever was."""
    try:
        return root / (root / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def new_directory(root: Path, fingerprint: str) -> Path:
    directory = root / f"{fingerprint}-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    directory.mkdir(parents=True)
    return directory


def put_in_use(root: Path, directory: Path) -> None:
    """On disk first, then named by CURRENT: after a power cut there is the old index or the new one, whole."""
    for path in (*directory.iterdir(), directory):
        _sync(path)
    arriving = root / f"{CURRENT}.new"
    arriving.write_text(directory.name, encoding="utf-8")
    _sync(arriving)
    arriving.replace(root / CURRENT)
    _sync(root)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def clear(root: Path, *kept: Path | None) -> None:
    """Remove all indexes but these, and whatever a rebuilding that died has left."""
    for path in root.iterdir():
        if path.is_dir() and path not in kept and _INDEX.fullmatch(path.name):
            shutil.rmtree(path)


def begin_notes(root: Path) -> None:
    (root / CHANGED).write_bytes(b"")


def note_change(root: Path, entry_id: str) -> None:
    if (root / CHANGED).exists():
        with (root / CHANGED).open("a", encoding="utf-8") as notes:
            notes.write(dumps(entry_id) + "\n")


def notes(root: Path, after: int = 0) -> Sequence[str]:
    return [loads(line) for line in (root / CHANGED).read_text(encoding="utf-8").splitlines()[after:]]


def end_notes(root: Path) -> None:
    (root / CHANGED).unlink(missing_ok=True)
