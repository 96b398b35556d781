"""What the store says of what it keeps, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archives.store.ocfl import Inventory, object_folder

ORIGINALS = "original"


def object_id(kind: str, own_id: str) -> str:
    """The name of a thing in the store: `urn:archives:record:…`; `kind` is record, project, unit, volume, file."""
    return f"urn:archives:{kind}:{own_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Given only when the bytes are on disk and were read back. `sm3` is missing where OpenSSL has none."""

    key: str
    size: int
    sha256: str
    sha512: str
    sm3: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An object as it was when it was looked up; what is written onto it must not have changed since."""

    inventory: Inventory

    @property
    def id(self) -> str:
        return self.inventory.id

    @property
    def folder(self) -> str:
        return object_folder(self.id)

    @property
    def exists(self) -> bool:
        return self.inventory.head > 0

    @property
    def is_buried(self) -> bool:
        """Deleted: a last version without the record, which says who took it out and why."""
        return self.exists and TOMBSTONE in self.inventory.names()

    @property
    def names(self) -> Sequence[str]:
        return sorted(self.inventory.names())

    @property
    def originals(self) -> Sequence[str]:
        """The keys of what came in from outside, in all versions."""
        states = (version["state"] for version in self.inventory.versions.values())
        named = ((name, digest) for state in states for digest, names in state.items() for name in names)
        digests = {digest for name, digest in named if name.startswith(f"{ORIGINALS}/")}
        return sorted(f"{self.folder}/{self.inventory.manifest[digest][0]}" for digest in digests)


TOMBSTONE = "metadata/tombstone.json"


class Fixity(StrEnum):
    SOUND = "sound"
    CHANGED = "changed"
    MISSING = "missing"


class Wrong(StrEnum):
    """What an audit can find."""

    CHANGED = "changed"
    MISSING = "missing"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` is below the root of the store; `sha256` is what should be there, where that is known."""

    kind: Wrong
    path: str
    object_id: str | None = None
    sha256: str | None = None
