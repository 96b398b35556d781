"""What is asked of a place that keeps originals, wherever they lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Given only when the bytes are on disk and were read back. `sm3` is missing where OpenSSL has none."""

    key: str
    size: int
    sha256: str
    sha512: str
    sm3: str | None


class Fixity(StrEnum):
    SOUND = "sound"
    CHANGED = "changed"
    MISSING = "missing"


class OriginalStore(Protocol):
    def keep(self, source: Path, name: str) -> Receipt:
        """Keep a copy whole or not at all. The same bytes kept twice are one original with one key.

        Raises Unavailable when there is no room or the disk does not do as it is told.
        """

    def open(self, key: str) -> BinaryIO:
        """Raises NotFound."""

    def path(self, key: str) -> Path:
        """A local file with the bytes, to be read only. Raises NotFound."""

    def verify(self, key: str, sha256: str) -> Fixity:
        """Reads the original from disk and compares."""

    def keys(self) -> Iterator[str]:
        """All that is kept, in order; for audits and for building the catalogue anew."""
