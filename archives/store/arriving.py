"""Uploads on their way in: written as they come, never longer than allowed."""

import secrets
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from archives.errors import N_, InvalidInput
from archives.store.digests import chunks_of
from archives.store.durable import make_folders, saying_why

MEGABYTE = 1_000_000
SECONDS_IN_A_DAY = 86_400.0


def receive(stream: BinaryIO, folder: Path, limit: int, name: str = "") -> Path:
    """A file that whoever receives it unlinks once it is kept or refused.

    Raises InvalidInput above `limit` bytes, Unavailable when there is no room; then nothing is left behind.
    Not fsynced: only the store gives receipts.
    """
    with saying_why(name):
        make_folders(folder)
        path = folder / secrets.token_hex(16)
        try:
            with path.open("xb") as target:
                for chunk in _limited(chunks_of(stream), limit, name):
                    target.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def _limited(chunks: Iterable[bytes], limit: int, name: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise InvalidInput(
                N_("“%(name)s” is larger than the %(megabytes)d MB that one file may have."),
                name=name,
                megabytes=limit // MEGABYTE,
            )
        yield chunk


def clear_leftovers(folder: Path, older_than: float = SECONDS_IN_A_DAY) -> int:
    """Remove uploads that nobody kept, because the server died in between; gives how many."""
    if not folder.is_dir():
        return 0
    old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < time.time() - older_than]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
