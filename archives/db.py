"""The catalogue's database: model base, and the transaction that a route, a command or a job opens and closes."""

import base64
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ID_LENGTH = 16
SECONDS_TO_WAIT_FOR_A_LOCK = 30
# One time and no summer time; a fixed offset needs no table of zones.
CHINA = timezone(timedelta(hours=8), "CST")


def new_id() -> str:
    """Eighty random bits: not to be guessed, and no sequence that an export or a second machine could clash with."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day it is in China, whatever clock the machine keeps: terms, grants and openings are counted in it."""
    return now().astimezone(CHINA).date()


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time, kept as UTC and given back aware; SQLite has no type of its own for it."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class OneOf(sa.types.TypeDecorator[StrEnum]):
    """A StrEnum kept as its text, so that a new member needs no change of the database."""

    impl = sa.String
    cache_ok = True

    def __init__(self, members: type[StrEnum], length: int = 32) -> None:
        super().__init__(length)
        self.members = members
        self.length = length

    def process_bind_param(self, value: StrEnum | str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else str(self.members(value))

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> StrEnum | None:  # noqa: ARG002
        return None if value is None else self.members(value)


class Model(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment, dict[str, Any]: sa.JSON, list[str]: sa.JSON}  # noqa: RUF012


class Database:
    """One engine and what opens sessions on it. SQLite runs in WAL mode with full sync; writers queue."""

    def __init__(self, url: str) -> None:
        options: dict[str, Any] = {}
        if url.startswith("sqlite"):
            options["connect_args"] = {"timeout": SECONDS_TO_WAIT_FOR_A_LOCK}
        elif url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.engine = sa.create_engine(url, pool_pre_ping=not url.startswith("sqlite"), **options)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _set_up_sqlite)
            sa.event.listen(self.engine, "begin", _begin_on_sqlite)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """All of it or none of it: commits at the end, rolls back when anything is raised."""
        with self.sessions() as db:
            db.connection(execution_options={"writes": True})
            yield db
            db.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the catalogue; whatever is changed in it is dropped."""
        with self.sessions() as db:
            yield db

    def close(self) -> None:
        self.engine.dispose()


def _set_up_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin_on_sqlite says, not where the driver guesses
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock at once: a read that turns into a write later could only fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
