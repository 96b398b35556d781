"""A second store with the same objects: written version by version, and what damaged files are put right from."""

from collections.abc import Iterable, Sequence

from archives.errors import N_, Unavailable
from archives.store.auditing import Examined, examine
from archives.store.durable import saying_why
from archives.store.keeping import Store, parse
from archives.store.kept import Fault, Wrong
from archives.store.ocfl import CONTENT, INVENTORY, object_folder


def copy_object(source: Store, target: Store, object_id: str) -> int:
    """Bring the copy up to the newest version; gives how many versions that took. Raises Unavailable.

    Every file is compared with its inventory on the way: what is damaged is not copied.
    """
    folder = object_folder(object_id)
    newest, there = source.look_up(object_id).inventory.head, target.look_up(object_id).inventory.head
    for version in range(there + 1, newest + 1):
        content = source.place.read(f"{folder}/v{version}/{INVENTORY}")
        _copy_version(source, target, folder, version, content)
    return max(0, newest - there)


def _copy_version(source: Store, target: Store, folder: str, version: int, content: bytes) -> None:
    inventory = parse(folder, content)
    start = f"v{version}/{CONTENT}/"
    with saying_why(inventory.id), target.place.begin(folder, version, as_named=True) as staged:
        for path, sha256 in inventory.sha256.items():
            if not path.startswith(start):
                continue
            written = staged.write(path.removeprefix(start), source.place.chunks(f"{folder}/{path}"))
            if written.sha256 != sha256:
                raise Unavailable(N_("“%(path)s” is damaged and was not copied. Run “archives audit”."), path=path)
        staged.commit(content)


def repair(store: Store, copies: Iterable[Store], found: Examined) -> str | None:
    """Put back what is missing or changed from a copy that is sound itself; gives the copy's name, None without one."""
    for copy in copies:
        if not copy.place.has(f"{found.folder}/{INVENTORY}") or examine(copy.place, found.folder).faults:
            continue
        for fault in _to_mend(store, copy, found):
            sha256 = fault.sha256 or copy.place.sha256(fault.path)[0]
            store.place.mend(fault.path, copy.place.chunks(fault.path), sha256)
        left = [fault for fault in examine(store.place, found.folder).faults if fault.kind is not Wrong.STRAY]
        if not left:
            return copy.place.name
    return None


def _to_mend(store: Store, copy: Store, found: Examined) -> Sequence[Fault]:
    """What the copy has; where not even an inventory is left, all that the copy has and the store has not."""
    held = {f"{found.folder}/{path}" for path in copy.place.files(found.folder)}
    if found.object_id is None:
        return [Fault(Wrong.MISSING, path) for path in sorted(held) if not store.place.has(path)]
    digests = parse(found.folder, copy.place.inventory(found.folder) or b"{}").sha256
    wanted = [fault for fault in found.faults if fault.kind is not Wrong.STRAY and fault.path in held]
    start = f"{found.folder}/"
    return [fault for fault in wanted if fault.sha256 in (None, digests.get(fault.path.removeprefix(start)))]
