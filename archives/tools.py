"""What features need from outside: settings, database, store and index, joined once and passed on as one value."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from archives.db import Database
from archives.settings import Settings
from archives.store import S3Options, Store, open_store
from ingest.tools.clamd import Clamd
from search.engine import SearchEngine
from search.opening import open_engine

DEBIANS_CLAMD = Path("/run/clamav/clamd.ctl")


@dataclass(frozen=True, slots=True)
class Tools:
    settings: Settings
    database: Database
    store: Store
    engine: SearchEngine
    copies: tuple[Store, ...] = ()
    clamd: Clamd | None = None

    @classmethod
    def open(cls, settings: Settings) -> Self:
        settings.data.mkdir(parents=True, exist_ok=True)
        return cls(
            settings=settings,
            database=Database(settings.database_url),
            store=open_main_store(settings),
            engine=open_engine(settings.search, settings.indexes, even_if_faulty=True),
            copies=tuple(_opened(settings, address) for address in settings.copies),
            clamd=open_clamd(settings.clamd),
        )

    def pictures_of(self, sha256: str) -> Path:
        """Where the pictures made from an original lie."""
        return self.settings.derived / sha256[:2] / sha256

    def close(self) -> None:
        self.engine.close()
        self.database.close()


def open_main_store(settings: Settings) -> Store:
    return _opened(settings, settings.originals)


def _opened(settings: Settings, address: str) -> Store:
    options = S3Options(
        cache=settings.fetched,
        cache_bytes=settings.cache_bytes,
        lock_days=settings.s3_lock_days,
        accept_unchecked=settings.accept_unchecked_s3,
    )
    return open_store(address, options)


def open_clamd(setting: str) -> Clamd | None:
    """`auto` is Debian's socket when there is one; `off`, or no scanner: what comes in is marked as not scanned."""
    if setting == "auto":
        return Clamd(str(DEBIANS_CLAMD)) if DEBIANS_CLAMD.exists() else None
    return None if setting in ("", "off") else Clamd(setting)
