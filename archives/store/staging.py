"""A version on its way into a folder: written, fsynced and read back beside the store, before it gets its place."""

from collections.abc import Callable, Mapping
from pathlib import Path

from archives.errors import N_, Unavailable
from archives.store.digests import ALL, STRONG, Digests, chunks_in, sha256_on_disk
from archives.store.durable import fsync_tree, write_unsynced
from archives.store.ocfl import CONTENT, INVENTORY, OBJECT_DECLARATION, SIDECAR, Written, sidecar_of
from archives.store.place import Source

TARGET = "target"
"""Beside the version on its desk: where it was going."""


def changed_meanwhile(folder: str) -> Unavailable:
    return Unavailable(
        N_("“%(name)s” was changed by someone else at the same time. Try again."), name=folder.split("/")[-1]
    )


def gave_back_other_bytes(name: str) -> Unavailable:
    return Unavailable(
        N_("The disk gave back other bytes than were written to it: “%(name)s” was not kept."), name=name
    )


class StagedVersion:
    def __init__(self, desk: Path, version: int, place: Callable[["StagedVersion", bytes], None]) -> None:
        self.desk = desk
        self.version = version
        self.whole = desk / "whole"
        self.folder = self.whole / f"v{version}"
        self.folder.mkdir(parents=True)
        self._place = place
        self._written: dict[Path, str] = {}

    def write(self, name: str, source: Source) -> Written:
        path = self.folder / CONTENT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digests = Digests(*(ALL if isinstance(source, Path) else STRONG))
        write_unsynced(path, digests.of(chunks_in(source)))
        self._written[path] = digests["sha256"]
        return Written(
            path=path.relative_to(self.whole).as_posix(),
            size=digests.size,
            sha256=digests["sha256"],
            sha512=digests["sha512"],
            sm3=digests.get("sm3"),
        )

    def commit(self, inventory: bytes) -> None:
        declared = {INVENTORY: inventory, SIDECAR: sidecar_of(inventory)}
        self._write(self.folder, declared)
        if self.version == 1:
            self._write(self.whole, {**declared, OBJECT_DECLARATION[0]: OBJECT_DECLARATION[1]})
        fsync_tree(self.whole)
        for path, sha256 in self._written.items():
            if sha256_on_disk(path) != sha256:
                raise gave_back_other_bytes(path.name)
        self._place(self, inventory)

    @staticmethod
    def _write(folder: Path, files: Mapping[str, bytes]) -> None:
        for name, content in files.items():
            write_unsynced(folder / name, [content])
