"""Digests of bytes on their way to the disk, and of a file as it lies there."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024
STRONG = ("sha256", "sha512")
NATIONAL = "sm3"  # GB/T 32905; not every OpenSSL has it
ALL = (*STRONG, NATIONAL) if NATIONAL in hashlib.algorithms_available else STRONG


class Digests:
    """Several digests of one stream in one pass: what is hashed is what is handed on."""

    def __init__(self, *names: str) -> None:
        self._digests = {name: hashlib.new(name) for name in names}
        self.size = 0

    def of(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            for digest in self._digests.values():
                digest.update(chunk)
            yield chunk

    def __getitem__(self, name: str) -> str:
        return self._digests[name].hexdigest()

    def get(self, name: str) -> str | None:
        return self[name] if name in self._digests else None


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def chunks_in(source: bytes | Path | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
    elif isinstance(source, Path):
        with source.open("rb") as stream:
            yield from chunks_of(stream)
    else:
        yield from source


def chunks_on_disk(path: Path) -> Iterator[bytes]:
    """From the disk and not from what the system still remembers of the writing."""
    with path.open("rb") as stream:
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        yield from chunks_of(stream)


def sha256_on_disk(path: Path) -> str:
    with path.open("rb") as stream:
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(stream, "sha256").hexdigest()
