"""The engine of the index in use, whichever that is at the time.

Indexes stand beside each other in one folder, and CURRENT names the one in use. Every change goes through a `Shelf`,
which takes its turn, looks up CURRENT and only then writes: nothing is put into an index just taken out of use. A
shelf whose index cannot be used says so each time it is asked, until there is one that can.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Protocol

from search.directories import current, new_directory, note_change, put_in_use
from search.engine import Audience, Entry, Query, Results, SearchEngine
from search.problems import IndexOutdated
from search.turns import turn


class EngineKind(Protocol):
    """How an engine is opened on a directory, and what the directory must have been made with."""

    @property
    def fingerprint(self) -> str: ...

    def __call__(self, directory: Path) -> SearchEngine: ...


class Shelf:
    def __init__(self, root: Path, kind: EngineKind) -> None:
        self.root = root
        self._kind = kind
        self._opening = Lock()
        self._directory: Path | None = None
        self._engine: SearchEngine | None = None
        with turn(root):
            if current(root) is None:
                directory = new_directory(root, kind.fingerprint)
                kind(directory).close()
                put_in_use(root, directory)

    @property
    def name(self) -> str:
        return self._kind.fingerprint.partition("-")[0]

    def _open(self) -> tuple[Path, SearchEngine]:
        directory = current(self.root)
        if directory is None or not directory.is_dir() or not directory.name.startswith(f"{self._kind.fingerprint}-"):
            raise IndexOutdated(
                "The index “%(found)s” cannot be used, this program needs %(needed)s: run “archives reindex”.",
                found=directory.name if directory else "",
                needed=self._kind.fingerprint,
            )
        return directory, self._kind(directory)

    def opened(self) -> SearchEngine:
        """The engine of the index now in use; raises IndexOutdated."""
        with self._opening:
            if self._engine is None or current(self.root) != self._directory:
                # Other threads may still read the old one: it is freed when the last of them lets go of it.
                self._directory, self._engine = self._open()
            return self._engine

    def put(self, entries: Iterable[Entry]) -> None:
        with turn(self.root):
            try:
                engine = self.opened()
            except IndexOutdated:
                for _ in self._noted(entries):
                    pass  # the new index that may be in the making shall have them
                raise
            engine.put(self._noted(entries))

    def _noted(self, entries: Iterable[Entry]) -> Iterable[Entry]:
        for entry in entries:
            note_change(self.root, entry.id)
            yield entry

    def remove(self, ids: Iterable[str]) -> None:
        gone = tuple(ids)
        if not gone:
            return
        with turn(self.root):
            for entry_id in gone:
                note_change(self.root, entry_id)
            self.opened().remove(gone)

    def find(self, query: Query) -> Results:
        return self.opened().find(query)

    def numbers_beginning(self, prefix: str, audience: Audience, limit: int = 10) -> Sequence[str]:
        return self.opened().numbers_beginning(prefix, audience, limit)

    def count(self) -> int:
        return self.opened().count()

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
