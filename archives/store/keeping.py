"""The store: objects with versions, each with the bytes, what is known of them, and what happened to them."""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from archives.errors import N_, NotFound, Unavailable
from archives.store.durable import saying_why
from archives.store.kept import ORIGINALS, TOMBSTONE, Fixity, Kept, Receipt
from archives.store.names import safe_name
from archives.store.ocfl import Inventory, Written, as_json, object_folder
from archives.store.place import Place, Source, Staged
from archives.store.premis import EVENTS, Event, as_premis

NATIONAL_DIGESTS = "metadata/sm3.json"
KEY = re.compile(rf"([0-9a-f]{{3}}/){{3}}[^/\x00]+/v[0-9]+/content/([0-9a-f]{{8}}/)?{ORIGINALS}/[^/\x00]+")

Metadata = Callable[[Receipt], Mapping[str, bytes]]
"""From the receipt of the bytes to what is kept beside them in the same version."""


class Store:
    def __init__(self, place: Place) -> None:
        self.place = place

    def look_up(self, object_id: str) -> Kept:
        """The object as it is now. When there is none yet it does not `exist`, and can be revised into being."""
        content = self.place.inventory(object_folder(object_id))
        return Kept(Inventory(id=object_id) if content is None else parse(object_id, content))

    def find(self, object_id: str) -> Kept:
        """Raises NotFound."""
        kept = self.look_up(object_id)
        if not kept.exists:
            raise NotFound(N_("“%(path)s” is not in the store."), path=object_id)
        return kept

    def keep(self, source: Path, name: str, object_id: str, event: Event, metadata: Metadata) -> Receipt:
        """Keep a copy of a file under its own name, with what is known of it, whole or not at all.

        Raises Unavailable when there is no room or the disk does not do as it is told.
        """
        kept = Kept(Inventory(id=object_id))
        own_name = f"{ORIGINALS}/{safe_name(name)}"
        with saying_why(name), self.place.begin(kept.folder, 1) as staged:
            original = staged.write(own_name, source)
            receipt = Receipt(
                key=f"{kept.folder}/{original.path}",
                size=original.size,
                sha256=original.sha256,
                sha512=original.sha512,
                sm3=original.sm3,
            )
            written = {name: staged.write(name, content) for name, content in metadata(receipt).items()}
            self._commit(kept, staged, {own_name: original, **written}, event)
        return receipt

    def revise(self, kept: Kept, files: Mapping[str, Source], event: Event, *, without: Collection[str] = ()) -> Kept:
        """A new version with these files beside those that stay; none at all when nothing would change.

        Raises Unavailable when the object is no longer as it was looked up.
        """
        names = kept.inventory.names()
        changed = {name: source for name, source in files.items() if names.get(name) != _digest(source)}
        if not changed and not any(name in names for name in without):
            return kept
        return self._version(kept, changed, event, without)

    def note(self, kept: Kept, event: Event) -> Kept:
        """A new version that tells what happened, and changes nothing else."""
        return self._version(kept, {}, event)

    def bury(self, kept: Kept, event: Event, files: Mapping[str, Source] | None = None) -> Kept:
        """Deletion: a last version without what the object held, which says who took it out, when and why.

        The earlier versions stay on the disk, out of the catalogue; `files` may be a certificate.
        """
        told = {"deleted": event.about(), "detail": dict(event.more)}
        return self._version(kept, {**(files or {}), TOMBSTONE: as_json(told)}, event, kept.inventory.names())

    def destroy(self, object_id: str, event: Event, files: Mapping[str, Source]) -> Kept:
        """销毁: every version goes for good; a new object of the same name says so, with these files beside it.

        It may run twice: killed in between, it leaves nothing, and the second time says what the first did not.
        """
        kept = self.look_up(object_id)
        if kept.is_buried and kept.inventory.head == 1:
            return kept
        self.place.remove(kept.folder)
        return self.bury(Kept(Inventory(id=object_id)), event, files)

    def read(self, kept: Kept, name: str) -> bytes:
        """A file of the newest version. Raises NotFound."""
        path = kept.inventory.path_of(name)
        if path is None:
            raise NotFound(N_("“%(path)s” is not in the store."), path=f"{kept.id} {name}")
        return self.place.read(f"{kept.folder}/{path}")

    def events(self, kept: Kept) -> list[dict[str, Any]]:
        """All that happened to an object, in order, as its versions tell it."""
        paths = (kept.inventory.path_of(EVENTS, number) for number in range(1, kept.inventory.head + 1))
        told = (json.loads(self.place.read(f"{kept.folder}/{path}")) for path in paths)
        return [event for version in told for event in version["events"]]

    def path(self, key: str) -> Path:
        """A local file with the bytes of an original, to be read only. Raises NotFound."""
        return self.place.local(_checked(key))

    def open(self, key: str) -> BinaryIO:
        return self.path(key).open("rb")

    def verify(self, key: str, sha256: str) -> Fixity:
        """Reads the original as it lies there and compares."""
        try:
            found, _ = self.place.sha256(_checked(key))
        except NotFound:
            return Fixity.MISSING
        return Fixity.SOUND if found == sha256 else Fixity.CHANGED

    def holds(self, key: str) -> bool:
        return _is_key(key) and self.place.has(key)

    def objects(self, after: str = "") -> Iterator[Kept]:
        """All that is kept, in the order of the folders; those whose inventory is lost are left to the audit."""
        for folder in self.place.folders(after):
            content = self.place.inventory(folder)
            if content is not None:
                yield Kept(parse(folder, content))

    def keys(self) -> Iterator[str]:
        """Of every original."""
        for kept in self.objects():
            yield from kept.originals

    def _version(self, kept: Kept, files: Mapping[str, Source], event: Event, without: Collection[str] = ()) -> Kept:
        with saying_why(kept.id), self.place.begin(kept.folder, kept.inventory.head + 1) as staged:
            written = {name: staged.write(name, source) for name, source in files.items()}
            return self._commit(kept, staged, written, event, without)

    def _commit(
        self,
        kept: Kept,
        staged: Staged,
        written: dict[str, Written],
        event: Event,
        without: Collection[str] = (),
    ) -> Kept:
        national = {name: file.sm3 for name, file in written.items() if file.sm3}
        if national:
            earlier = json.loads(self.read(kept, NATIONAL_DIGESTS)) if NATIONAL_DIGESTS in kept.names else {}
            written[NATIONAL_DIGESTS] = staged.write(NATIONAL_DIGESTS, as_json({**earlier, **national}))
        written[EVENTS] = staged.write(EVENTS, as_premis(kept.id, event, written))
        staying = {name: digest for name, digest in kept.inventory.names().items() if name not in without}
        state = {**staying, **{name: file.sha512 for name, file in written.items()}}
        inventory = kept.inventory.next(state, list(written.values()), event.about())
        staged.commit(inventory.to_json())
        return Kept(inventory)


def parse(name: str, content: bytes) -> Inventory:
    try:
        return Inventory.parse(content)
    except ValueError as error:
        raise Unavailable(N_("The inventory of “%(name)s” is damaged. Run “archives audit”."), name=name) from error


def _digest(source: Source) -> str:
    """Only what is small enough to be in memory is compared beforehand."""
    return hashlib.sha512(source).hexdigest() if isinstance(source, bytes) else ""


def _is_key(key: str) -> bool:
    return KEY.fullmatch(key) is not None and ".." not in key.split("/")


def _checked(key: str) -> str:
    if not _is_key(key):
        raise NotFound(N_("The original “%(key)s” is not in the store."), key=key)
    return key
