"""What is handed over, as values, and the ZIP file it goes into."""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

CHUNK = 1 << 20
ALGORITHMS = ("sha512", "sha256")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One record 文件: its file, the description kept with it, and what happened to it (PREMIS events)."""

    id: str
    title: str
    number: str
    responsible: str
    formed: str
    project: str
    volume: str
    name: str
    media_type: str
    size: int
    sha256: str
    sha512: str
    path: Path
    document: bytes
    events: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """`number` is that of the hand-over; `sender` and `receiver` are names of units."""

    number: str
    title: str
    sender: str
    receiver: str
    at: datetime
    parts: Sequence[Part]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)


class Packing:
    """A ZIP file without compression: scans do not pack, and whoever receives it reads it at once."""

    def __init__(self, target: Path) -> None:
        self.zip = zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True)
        self.digests: dict[str, dict[str, str]] = {}
        self.sizes: dict[str, int] = {}

    def __enter__(self) -> "Packing":
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def put(self, name: str, source: bytes | Path) -> None:
        digests = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
        size = 0
        with self.zip.open(name, "w", force_zip64=True) as entry:
            for chunk in _chunks(source):
                size += len(chunk)
                entry.write(chunk)
                for digest in digests.values():
                    digest.update(chunk)
        self.digests[name] = {algorithm: digest.hexdigest() for algorithm, digest in digests.items()}
        self.sizes[name] = size


def _chunks(source: bytes | Path) -> Any:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def safe_name(name: str) -> str:
    """One part of a path that every system takes."""
    kept = "".join("_" if sign in '/\\:*?"<>|%' or not sign.isprintable() else sign for sign in name).strip(" .")
    return kept[-120:] or "file"
