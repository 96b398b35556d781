"""What features need from outside: settings, database, store and index, joined once and passed on as one value."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from archives.db import Database
from archives.settings import Settings
from archives.store import OriginalStore, open_store
from search.engine import SearchEngine
from search.opening import open_engine


@dataclass(frozen=True, slots=True)
class Tools:
    settings: Settings
    database: Database
    store: OriginalStore
    engine: SearchEngine

    @classmethod
    def open(cls, settings: Settings) -> Self:
        settings.data.mkdir(parents=True, exist_ok=True)
        return cls(
            settings=settings,
            database=Database(settings.database_url),
            store=open_store(settings.originals),
            engine=open_engine(settings.search, settings.indexes, even_if_faulty=True),
        )

    def pictures_of(self, sha256: str) -> Path:
        """Where the pictures made from an original lie."""
        return self.settings.derived / sha256[:2] / sha256

    def close(self) -> None:
        self.engine.close()
        self.database.close()
