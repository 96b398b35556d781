"""What is asked of a place where objects lie: a folder, or a bucket."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from archives.store.ocfl import Written

Source = bytes | Path | Iterable[bytes]
"""What is to be written: small and in memory, a file that came in, or a stream from another place."""


class Staged(Protocol):
    """A version on its way: it is all there after `commit`, and otherwise nothing of it."""

    def write(self, name: str, source: Source) -> Written:
        """Put a file into the version, on the disk when this returns."""

    def commit(self, inventory: bytes) -> None:
        """Read everything back, compare, and give the version its place; what is there is never written over.

        Raises Unavailable when the place gives back other bytes, or another has written this version meanwhile.
        """


class Place(Protocol):
    name: str

    def begin(self, folder: str, version: int, *, as_named: bool = False) -> AbstractContextManager[Staged]:
        """`as_named`: the files keep the paths they have in another place, because this becomes its copy."""

    def inventory(self, folder: str) -> bytes | None:
        """The newest inventory that was committed; None when nothing was. Puts right what a crash left behind."""

    def read(self, path: str) -> bytes:
        """Raises NotFound."""

    def has(self, path: str) -> bool: ...

    def chunks(self, path: str) -> Iterator[bytes]:
        """As the bytes lie there, past any memory of them. Raises NotFound."""

    def sha256(self, path: str) -> tuple[str, int]:
        """The digest of the bytes as they lie there, and how many they are. Raises NotFound."""

    def local(self, path: str) -> Path:
        """A local file with these bytes, to be read only. Raises NotFound."""

    def folders(self, after: str = "") -> Iterator[str]:
        """Of every object, in order."""

    def files(self, folder: str) -> Iterator[str]:
        """Every file of an object, by its path below the object's folder."""

    def may_be_arriving(self, path: str) -> bool:
        """Whether a file that belongs to nothing could be part of a version that is just being written."""

    def strays(self) -> Iterator[str]:
        """Files that belong to no object."""

    def remove(self, folder: str) -> None:
        """Take an object away with all its versions, for good. What is not there is passed over."""

    def mend(self, path: str, chunks: Iterator[bytes], sha256: str) -> None:
        """Put bytes back where they are missing or damaged, once they are known to be the right ones."""
