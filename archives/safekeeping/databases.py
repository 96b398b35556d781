"""A consistent copy of the catalogue while it is being written to, and the catalogue from such a copy."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from archives.db import Database
from archives.errors import N_, Unavailable

HOURS_AT_MOST = 12 * 3600


def suffix(database: Database) -> str:
    return ".db" if _is_sqlite(database) else ".dump"


def snapshot(database: Database, target: Path) -> None:
    """SQLite's backup API or pg_dump: as of one moment, whoever writes meanwhile."""
    if _is_sqlite(database):
        with closing(sqlite3.connect(_file(database))) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return
    _run(["pg_dump", "--format=custom", "--no-owner", "--file", str(target), "--dbname", _url(database)])


def restore_snapshot(source: Path, database: Database) -> None:
    """Into an empty database."""
    if _is_sqlite(database):
        database.close()
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(_file(database))) as target:
            copy.backup(target)
        return
    _run(["pg_restore", "--no-owner", "--exit-on-error", "--dbname", _url(database), str(source)])


def is_empty(database: Database) -> bool:
    if _is_sqlite(database) and not Path(_file(database)).exists():
        return True
    return not sa.inspect(database.engine).get_table_names()


def _is_sqlite(database: Database) -> bool:
    return database.engine.dialect.name == "sqlite"


def _file(database: Database) -> str:
    return str(database.engine.url.database)


def _url(database: Database) -> str:
    return database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(command: list[str]) -> None:
    try:
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            command, check=True, capture_output=True, text=True, timeout=HOURS_AT_MOST, env=dict(os.environ)
        )
    except FileNotFoundError as error:
        raise Unavailable(N_("“%(program)s” is not installed."), program=command[0]) from error
    except subprocess.TimeoutExpired as error:
        raise Unavailable(N_("“%(program)s” took too long."), program=command[0]) from error
    except subprocess.CalledProcessError as error:
        raise Unavailable(
            N_("“%(program)s” failed: %(reason)s"), program=command[0], reason=error.stderr.strip()[-300:]
        ) from error
