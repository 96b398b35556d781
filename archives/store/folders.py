"""Originals in a folder, each under its own digest: `ab/cd/abcd…/name`. Once there, nothing is ever written over."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archives.errors import N_, NotFound, Unavailable
from archives.store.digests import ALL, Digests, chunks_of, sha256_on_disk
from archives.store.durable import clear_staging, fsync_folder, make_folders, saying_why, staging_folder, write_new
from archives.store.names import safe_name
from archives.store.originals import Fixity, Receipt

KEY = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}/[^/\x00]+")


class FolderStore:
    """`root` holds originals and nothing else; what is being written lies beside it, on the same file system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.staging = root.with_name(f"{root.name}.staging")
        make_folders(self.root)
        make_folders(self.staging)
        clear_staging(self.staging)

    def keep(self, source: Path, name: str) -> Receipt:
        digests = Digests(*ALL)
        with saying_why(name), staging_folder(self.staging) as folder, source.open("rb") as stream:
            whole = folder / "whole"
            whole.mkdir()
            size = write_new(whole / safe_name(name), digests.of(chunks_of(stream)))
            fsync_folder(whole)
            if sha256_on_disk(whole / safe_name(name)) != digests["sha256"]:
                raise Unavailable(
                    N_("The disk gave back other bytes than were written to it: “%(name)s” was not kept."), name=name
                )
            key = self._place(whole, digests["sha256"])
        return Receipt(key=key, size=size, sha256=digests["sha256"], sha512=digests["sha512"], sm3=digests.get("sm3"))

    def open(self, key: str) -> BinaryIO:
        return self.path(key).open("rb")

    def path(self, key: str) -> Path:
        path = self.root / key
        if not KEY.fullmatch(key) or ".." in path.parts or not path.is_file():
            raise NotFound(N_("The original “%(key)s” is not in the store."), key=key)
        return path

    def verify(self, key: str, sha256: str) -> Fixity:
        try:
            path = self.path(key)
        except NotFound:
            return Fixity.MISSING
        return Fixity.SOUND if sha256_on_disk(path) == sha256 else Fixity.CHANGED

    def keys(self) -> Iterator[str]:
        for folder in sorted(self.root.glob("??/??/*")):
            yield from (path.relative_to(self.root).as_posix() for path in sorted(folder.iterdir()))

    def _place(self, whole: Path, sha256: str) -> str:
        """In one step: there is never half an original under a key. Gives the key."""
        place = self.root / sha256[:2] / sha256[2:4] / sha256
        make_folders(place.parent)
        try:
            whole.rename(place)  # the system refuses when there is already something in `place`
        except OSError:
            if not place.is_dir():
                raise
            self._check_twin(place, sha256)
        fsync_folder(place.parent)
        return self._key(place)

    def _check_twin(self, place: Path, sha256: str) -> None:
        key = self._key(place)
        if self.verify(key, sha256) is not Fixity.SOUND:
            raise Unavailable(
                N_("These bytes were kept before as %(key)s and are damaged there. Ask an administrator."), key=key
            )

    def _key(self, place: Path) -> str:
        return next(place.iterdir()).relative_to(self.root).as_posix()
