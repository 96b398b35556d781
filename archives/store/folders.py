"""Objects in a folder. What is being written lies beside it, on the same file system, until one rename places it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archives.errors import N_, NotFound, Unavailable
from archives.store.digests import chunks_on_disk, sha256_on_disk
from archives.store.durable import (
    clear_staging,
    fsync,
    make_folders,
    prune,
    staging_folder,
    write_new,
)
from archives.store.ocfl import INVENTORY, ROOT_FILES, SIDECAR, TUPLES, VERSION, Inventory, sidecar_of
from archives.store.staging import TARGET, StagedVersion, changed_meanwhile


class FolderPlace:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = str(root)
        self.staging = root.with_name(f"{root.name}.staging")
        make_folders(self.root)
        make_folders(self.staging)
        clear_staging(self.staging, self._put_right)
        self._declare()

    @contextmanager
    def begin(self, folder: str, version: int, *, as_named: bool = False) -> Iterator[StagedVersion]:  # noqa: ARG002
        with staging_folder(self.staging, leave=lambda: self._lags(folder, version)) as desk:
            # Says where this was going, should the process be killed or the disk fail: `_put_right` reads it.
            (desk / TARGET).write_text(folder, encoding="ascii")
            yield StagedVersion(desk, version, lambda staged, inventory: self._place(folder, staged, inventory))

    def inventory(self, folder: str) -> bytes | None:
        place = self.root / folder
        content = _whole_inventory(place)
        if content is not None and not (place / f"v{Inventory.parse(content).head + 1}").exists():
            return content
        if not place.is_dir():
            return None
        with staging_folder(self.staging) as desk:
            return self._settle(place, desk)

    def read(self, path: str) -> bytes:
        return self._existing(path).read_bytes()

    def has(self, path: str) -> bool:
        return (self.root / path).is_file()

    def chunks(self, path: str) -> Iterator[bytes]:
        return chunks_on_disk(self._existing(path))

    def sha256(self, path: str) -> tuple[str, int]:
        found = self._existing(path)
        return sha256_on_disk(found), found.stat().st_size

    def local(self, path: str) -> Path:
        return self._existing(path)

    def folders(self, after: str = "") -> Iterator[str]:
        yield from _walk(self.root, "", after)

    def files(self, folder: str) -> Iterator[str]:
        place = self.root / folder
        for path, folders, names in os.walk(place):
            folders.sort()
            yield from (Path(path, name).relative_to(place).as_posix() for name in sorted(names))

    def may_be_arriving(self, path: str) -> bool:  # noqa: ARG002 - here that lies outside the root
        return False

    def strays(self) -> Iterator[str]:
        for path, folders, names in os.walk(self.root):
            below = Path(path).relative_to(self.root)
            if len(below.parts) == TUPLES:
                folders.clear()
            found = ((below / name).as_posix() for name in sorted(names))
            yield from (name for name in found if name not in ROOT_FILES)

    def remove(self, folder: str) -> None:
        with staging_folder(self.staging) as desk:
            with suppress(FileNotFoundError):
                (self.root / folder).rename(desk / "removed")  # at once, so that there is never half an object
            prune((self.root / folder).parent, self.root)
            fsync(self.root)

    def mend(self, path: str, chunks: Iterator[bytes], sha256: str) -> None:
        with staging_folder(self.staging) as desk:
            fresh = desk / "fresh"
            write_new(fresh, chunks)
            if sha256_on_disk(fresh) != sha256:
                raise Unavailable(N_("The copy of “%(path)s” is damaged as well."), path=path)
            target = self.root / path
            make_folders(target.parent)
            fresh.replace(target)
            fsync(target.parent)

    def _declare(self) -> None:
        """Say what kind of store this is, once; two who begin at the same time do not disturb each other."""
        with staging_folder(self.staging) as desk:
            for number, (name, content) in enumerate(ROOT_FILES.items()):
                target = self.root / name
                if target.exists():
                    continue
                fresh = desk / str(number)
                write_new(fresh, [content])
                make_folders(target.parent)
                fresh.rename(target)
                fsync(target.parent)

    def _place(self, folder: str, staged: StagedVersion, inventory: bytes) -> None:
        """In one step: there is never half a version under its name."""
        place = self.root / folder
        if staged.version == 1:
            self._rename_into(staged.whole, place, folder)
            return
        self._rename_into(staged.folder, place / staged.folder.name, folder)
        self._write_root_inventory(place, inventory, staged.desk)

    def _rename_into(self, source: Path, target: Path, folder: str) -> None:
        for last_try in (False, True):
            try:
                make_folders(target.parent)
                source.rename(target)  # the system refuses when there is already something in `target`
                break
            except FileNotFoundError:  # another has just pruned the empty folder that we had made
                if last_try:
                    raise
            except OSError as error:
                if target.exists():
                    raise changed_meanwhile(folder) from error
                prune(target.parent, self.root)
                raise
        fsync(target.parent)

    def _write_root_inventory(self, place: Path, inventory: bytes, desk: Path) -> None:
        """It is a copy of the newest version's, for whoever looks from outside."""
        for name, content in ((INVENTORY, inventory), (SIDECAR, sidecar_of(inventory))):
            fresh = desk / secrets.token_hex(4)
            write_new(fresh, [content])
            fresh.replace(place / name)
        fsync(place)

    def _lags(self, folder: str, version: int) -> bool:
        """The version has its place, and the inventory above it does not know of it yet."""
        place = self.root / folder
        own = place / f"v{version}"
        return version > 1 and own.exists() and _whole_inventory(place) != _whole_inventory(own)

    def _settle(self, place: Path, desk: Path) -> bytes | None:
        """The newest version that is whole counts; bring the inventory above it in line."""
        versions = sorted(
            (int(path.name[1:]) for path in place.glob("v*") if VERSION.fullmatch(path.name)), reverse=True
        )
        whole = (_whole_inventory(place / f"v{version}") for version in versions)
        content = next((found for found in whole if found is not None), None)
        if content is not None and content != _whole_inventory(place):
            self._write_root_inventory(place, content, desk)
        return content

    def _put_right(self, desk: Path) -> None:
        """Finish what a killed process had begun to place, and remove the folders it had made for nothing."""
        target = desk / TARGET
        folder = target.read_text(encoding="ascii") if target.exists() else ""
        if folder and self._settle(self.root / folder, desk) is None:
            prune(self.root / folder, self.root)

    def _existing(self, path: str) -> Path:
        found = self.root / path
        if ".." in found.parts or not found.is_file():
            raise NotFound(N_("“%(path)s” is not in the store."), path=path)
        return found


def _whole_inventory(folder: Path) -> bytes | None:
    """None when there is none, or when it is not what its sidecar says."""
    try:
        content, sidecar = (folder / INVENTORY).read_bytes(), (folder / SIDECAR).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return content if sidecar == sidecar_of(content) else None


def _walk(folder: Path, below: str, after: str) -> Iterator[str]:
    depth = below.count("/") + 1 if below else 0
    for name in sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)):
        path = f"{below}/{name}" if below else name
        if path == "extensions" or (path < after and not after.startswith(f"{path}/")):
            continue
        if depth < TUPLES:
            yield from _walk(folder / name, path, after)
        elif path > after:
            yield path
