"""A backup during ingest, and an archive from it: the catalogue as of one moment, and all originals it speaks of.

First the catalogue, then the originals: whatever has a row has its bytes, so the later store has all that the earlier
catalogue names. What came in between is in the store only; the next audit takes it up.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archives.db import Database, now
from archives.errors import N_, InvalidInput, RuleBroken, Unavailable
from archives.safekeeping.databases import is_empty, restore_snapshot, snapshot, suffix
from archives.settings import Settings
from archives.store import Store, copy_object, open_store
from archives.store.digests import sha256_on_disk
from archives.store.durable import fsync, make_folders, saying_why, write_new
from archives.store.ocfl import SIDECAR

FORM = 1
LIST = "backup.json"
SECRET = "secret.key"  # noqa: S105 - the name of a file


@dataclass(frozen=True, slots=True)
class Done:
    """`written` of these objects were new or had changed since the last time."""

    objects: int
    written: int
    at: str


def back_up(database: Database, store: Store, settings: Settings, target: Path) -> Done:
    """Into a folder that may hold earlier backups: what is there already, by its digest, is not written again."""
    at = now().strftime("%Y%m%dT%H%M%S%f")
    with saying_why(str(target)):
        make_folders(target)
        catalogue = target / f"catalogue-{at}{suffix(database)}"
        snapshot(database, catalogue)
        catalogue.chmod(0o600)
        fsync(catalogue)
    copies = open_store(target / "originals")
    heads, written = {}, 0
    for kept in store.objects():
        written += copy_object(store, copies, kept.id) > 0
        heads[kept.id] = {"head": kept.inventory.head, "inventory": _sidecar(copies, kept.folder, kept.inventory.head)}
    told = {"form": FORM, "at": at, "catalogue": catalogue.name, "sha256": sha256_on_disk(catalogue), "objects": heads}
    with saying_why(str(target)):
        _keep_secret(settings, target)
        _replace(target / LIST, json.dumps(told, indent=1, sort_keys=True).encode())
        for old in target.glob("catalogue-*"):
            if old != catalogue:
                old.unlink()
        fsync(target)
    return Done(len(heads), written, at)


def restore(source: Path, settings: Settings, database: Database, store: Store) -> Done:
    """Into an empty archive. Every byte is compared on the way. Raises Unavailable for what is not as it was."""
    told = _list(source)
    catalogue = source / told["catalogue"]
    if not is_empty(database) or next(store.objects(), None) is not None:
        raise RuleBroken(N_("There is an archive here already. Restore into an empty data folder: set ARCHIVES_DATA."))
    if not catalogue.is_file() or sha256_on_disk(catalogue) != told["sha256"]:
        raise Unavailable(N_("The catalogue in this backup is not as it was written: “%(name)s”."), name=catalogue.name)
    copies = open_store(source / "originals")
    for object_id, head in told["objects"].items():
        _bring_back(copies, store, object_id, head)
    with saying_why(str(settings.data)):
        restore_snapshot(catalogue, database)
        if (source / SECRET).exists() and not (settings.data / SECRET).exists():
            shutil.copy(source / SECRET, settings.data / SECRET)
            (settings.data / SECRET).chmod(0o600)
    return Done(len(told["objects"]), len(told["objects"]), told["at"])


def _bring_back(copies: Store, store: Store, object_id: str, head: dict[str, Any]) -> None:
    copy_object(copies, store, object_id)
    kept = store.find(object_id)
    if kept.inventory.head < head["head"] or _sidecar(store, kept.folder, head["head"]) != head["inventory"]:
        raise Unavailable(N_("“%(name)s” is not as it was when the backup was made."), name=object_id)


def _sidecar(store: Store, folder: str, version: int) -> str:
    """The digest of an inventory, which has the digests of all the rest."""
    return store.place.read(f"{folder}/v{version}/{SIDECAR}").split()[0].decode()


def _list(source: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((source / LIST).read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise InvalidInput(N_("There is no backup in “%(folder)s”."), folder=str(source)) from error
    if told["form"] > FORM:
        raise Unavailable(N_("“%(name)s” was written by a newer program. Use that one to rebuild."), name=str(source))
    return told


def _keep_secret(settings: Settings, target: Path) -> None:
    source = settings.data / SECRET
    if source.exists():
        _replace(target / SECRET, source.read_bytes())
        (target / SECRET).chmod(0o600)


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, [content])
    fresh.replace(path)
    fsync(path.parent)
