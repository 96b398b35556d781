"""The store looked through: every file that is missing, changed or does not belong there."""

import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from archives.errors import NotFound
from archives.store.kept import Fault, Wrong
from archives.store.ocfl import INVENTORY, OBJECT_DECLARATION, SIDECAR, Inventory, sidecar_of
from archives.store.place import Place

THREADS = min(4, os.cpu_count() or 1)
AHEAD = 4 * THREADS


@dataclass(frozen=True, slots=True)
class Examined:
    """One object: how many files and bytes were read, and what is wrong with it."""

    folder: str
    object_id: str | None
    files: int
    size: int
    faults: tuple[Fault, ...] = ()


def examine_all(place: Place, folders: Iterable[str]) -> Generator[Examined, None, None]:
    """In order, several at a time: hashing and reading do not wait for each other."""
    waiting: deque[Future[Examined]] = deque()
    rest = iter(folders)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="audit") as pool:
        for folder in islice(rest, AHEAD):
            waiting.append(pool.submit(examine, place, folder))
        while waiting:
            done = waiting.popleft()
            for folder in islice(rest, 1):
                waiting.append(pool.submit(examine, place, folder))
            yield done.result()


def examine(place: Place, folder: str) -> Examined:
    # Before `inventory`, which puts the outer one right from the newest version.
    outer = _inventory_fault(place, folder, INVENTORY)
    content = place.inventory(folder)
    present = set(place.files(folder))
    if content is None:
        left = [f"{folder}/{path}" for path in sorted(present) if not place.may_be_arriving(f"{folder}/{path}")]
        lost = [Fault(Wrong.MISSING, f"{folder}/{INVENTORY}")] if left else []
        return Examined(folder, None, 0, 0, (*lost, *(Fault(Wrong.STRAY, path) for path in left)))
    inventory = Inventory.parse(content)
    expected, control = dict(inventory.sha256), _control_files(inventory)
    faults = [outer] if outer else []
    size = 0
    for path, sha256 in sorted(expected.items()):
        wrong, length = _compare(place, f"{folder}/{path}", sha256)
        size += length
        if wrong:
            faults.append(Fault(wrong, f"{folder}/{path}", inventory.id, sha256))
    faults += _control_faults(place, folder, inventory, content, present)
    strays = (f"{folder}/{path}" for path in sorted(present - expected.keys() - control))
    faults += [Fault(Wrong.STRAY, path, inventory.id) for path in strays if not place.may_be_arriving(path)]
    return Examined(folder, inventory.id, len(expected), size, tuple(faults))


def _compare(place: Place, path: str, sha256: str) -> tuple[Wrong | None, int]:
    try:
        found, size = place.sha256(path)
    except NotFound:
        return Wrong.MISSING, 0
    return (None if found == sha256 else Wrong.CHANGED), size


def _control_files(inventory: Inventory) -> set[str]:
    versions = range(1, inventory.head + 1)
    inner = {f"v{version}/{name}" for version in versions for name in (INVENTORY, SIDECAR)}
    return {OBJECT_DECLARATION[0], INVENTORY, SIDECAR, *inner}


def _control_faults(
    place: Place, folder: str, inventory: Inventory, content: bytes, present: set[str]
) -> Iterator[Fault]:
    for path in sorted(_control_files(inventory) - present):
        yield Fault(Wrong.MISSING, f"{folder}/{path}", inventory.id)
    if OBJECT_DECLARATION[0] in present and place.read(f"{folder}/{OBJECT_DECLARATION[0]}") != OBJECT_DECLARATION[1]:
        yield Fault(Wrong.CHANGED, f"{folder}/{OBJECT_DECLARATION[0]}", inventory.id)
    for version in range(1, inventory.head + 1):
        fault = _inventory_fault(place, folder, f"v{version}/{INVENTORY}", inventory.id)
        newest = version == inventory.head
        with suppress(NotFound):
            if newest and not fault and place.read(f"{folder}/v{version}/{INVENTORY}") != content:
                fault = Fault(Wrong.CHANGED, f"{folder}/v{version}/{INVENTORY}", inventory.id)
        if fault:
            yield fault


def _inventory_fault(place: Place, folder: str, path: str, object_id: str | None = None) -> Fault | None:
    """An inventory that is not what the digest beside it says; one that is missing shows elsewhere."""
    with suppress(NotFound):
        content, sidecar = place.read(f"{folder}/{path}"), place.read(f"{folder}/{path}.sha512")
        if sidecar != sidecar_of(content):
            return Fault(Wrong.CHANGED, f"{folder}/{path}", object_id)
    return None
