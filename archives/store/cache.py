"""Originals fetched from a bucket, because readers want a local file: bounded, compared by digest, never the truth."""

import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from archives.errors import N_, Unavailable
from archives.store.digests import Digests
from archives.store.durable import saying_why

SECONDS_IN_USE = 3600.0
"""A file that was asked for within this time is being read and stays, even above the limit."""


class Cache:
    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self.limit = folder, limit

    def fetch(self, sha256: str, path: str, chunks: Callable[[str], Iterator[bytes]]) -> Path:
        target = self.folder / sha256[:2] / sha256
        with suppress(FileNotFoundError):
            os.utime(target)
            return target
        with saying_why(path):
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_name(f".{secrets.token_hex(8)}")
            try:
                digests = Digests("sha256")
                with fresh.open("xb") as stream:
                    stream.writelines(digests.of(chunks(path)))
                if digests["sha256"] != sha256:
                    raise Unavailable(
                        N_("“%(path)s” came back from the store with other bytes. Run “archives audit”."), path=path
                    )
                fresh.chmod(0o440)
                fresh.replace(target)
            finally:
                fresh.unlink(missing_ok=True)
        self._make_room()
        return target

    def forget(self, digests: Iterable[str]) -> None:
        for sha256 in digests:
            (self.folder / sha256[:2] / sha256).unlink(missing_ok=True)

    def _make_room(self) -> None:
        """The longest unused go first."""
        kept = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in self.folder.glob("*/*"))
        over = sum(size for _, size, _ in kept) - self.limit
        for used_at, size, path in kept:
            if over <= 0 or used_at > time.time() - SECONDS_IN_USE:
                return
            path.unlink(missing_ok=True)
            over -= size
