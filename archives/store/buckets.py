"""Objects in a bucket: nothing is renamed there, so a version counts once its inventory, written last, is there."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archives.errors import N_, NotFound, Unavailable
from archives.store.bucket import PART, AlreadyThere, Bucket
from archives.store.cache import Cache
from archives.store.digests import ALL, STRONG, Digests, chunks_in
from archives.store.locking import Lock, no_lock
from archives.store.ocfl import (
    CONTENT,
    INVENTORY,
    OBJECT_DECLARATION,
    ROOT_FILES,
    SIDECAR,
    TUPLES,
    VERSION,
    Inventory,
    Written,
    sidecar_of,
)
from archives.store.place import Source
from archives.store.staging import changed_meanwhile, gave_back_other_bytes

UNDER_WAY = timedelta(hours=1)
"""So long may a version be on its way; what is older and not committed was left by a process that died."""


class StagedUpload:
    """Each attempt at a later version has a folder of its own: two that try at once cannot mix their files."""

    def __init__(self, place: "BucketPlace", folder: str, version: int, token: str) -> None:
        self.place, self.bucket = place, place.bucket
        self.folder, self.version = folder, version
        self.content = f"v{version}/{CONTENT}" + (f"/{token}" if token else "")
        self.written: dict[str, str] = {}
        self.committed = False

    def write(self, name: str, source: Source) -> Written:
        path = f"{self.content}/{name}"
        digests = Digests(*(ALL if isinstance(source, Path) else STRONG))
        self._send(self.place.key(f"{self.folder}/{path}"), source, digests)
        self.written[path] = digests["sha256"]
        return Written(
            path=path,
            size=digests.size,
            sha256=digests["sha256"],
            sha512=digests["sha512"],
            sm3=digests.get("sm3"),
        )

    def _send(self, key: str, source: Source, digests: Digests) -> None:
        small = isinstance(source, bytes) or (isinstance(source, Path) and source.stat().st_size <= PART)
        if not small:
            if self.bucket.e_tag(key) is not None:
                raise changed_meanwhile(self.folder)
            self.bucket.send(key, digests.of(chunks_in(source)))
            return
        try:
            self.bucket.create(key, b"".join(digests.of(chunks_in(source))))
        except AlreadyThere as error:
            raise changed_meanwhile(self.folder) from error

    def commit(self, inventory: bytes) -> None:
        for path, sha256 in self.written.items():
            if self.place.sha256(f"{self.folder}/{path}")[0] != sha256:
                raise gave_back_other_bytes(path)
        if self.version == 1:
            self._create(OBJECT_DECLARATION[0], OBJECT_DECLARATION[1])
        try:
            self._create(f"v{self.version}/{INVENTORY}", inventory)
        except AlreadyThere as error:
            raise changed_meanwhile(self.folder) from error
        self.committed = True
        self.place.settle(self.folder, self.version)
        self.place.lock(self.place.key(f"{self.folder}/{path}") for path in self.written)

    def _create(self, path: str, content: bytes) -> None:
        self.bucket.create(self.place.key(f"{self.folder}/{path}"), content)


class BucketPlace:
    def __init__(self, bucket: Bucket, prefix: str, cache: Cache, lock: Lock = no_lock) -> None:
        self.bucket, self.prefix, self.cache, self.lock = bucket, prefix, cache, lock
        self.name = f"s3://{bucket.name}/{prefix}"
        self.staging = f"{prefix}.staging"
        self._put_right()
        for name, content in ROOT_FILES.items():
            with suppress(AlreadyThere):
                self.bucket.create(self.key(name), content)

    def key(self, path: str) -> str:
        return f"{self.prefix}/{path}"

    @contextmanager
    def begin(self, folder: str, version: int, *, as_named: bool = False) -> Iterator[StagedUpload]:
        token = "" if as_named or version == 1 else secrets.token_hex(4)
        marker = f"{self.staging}/{secrets.token_hex(8)}"
        self.bucket.create(marker, " ".join([folder, str(version), token]).encode())
        staged = StagedUpload(self, folder, version, token)
        try:
            yield staged
        finally:
            with suppress(Unavailable):  # else the next start does it
                if not staged.committed:
                    self.bucket.remove(*(self.key(f"{folder}/{path}") for path in staged.written))
                self.bucket.remove(marker)

    def inventory(self, folder: str) -> bytes | None:
        try:
            content, sidecar = self.read(f"{folder}/{INVENTORY}"), self.read(f"{folder}/{SIDECAR}")
        except NotFound:
            content = sidecar = b""
        if content and sidecar == sidecar_of(content):
            head = Inventory.parse(content).head
            if self.bucket.e_tag(self.key(f"{folder}/v{head + 1}/{INVENTORY}")) is None:
                return content
        versions = [int(name[1:]) for name in self.bucket.folders(self.key(folder)) if VERSION.fullmatch(name)]
        for version in sorted(versions, reverse=True):
            with suppress(NotFound):
                return self.settle(folder, version)
        return None

    def settle(self, folder: str, version: int) -> bytes:
        """Bring what stands beside and above a version's inventory in line with it. Raises NotFound."""
        content = self.read(f"{folder}/v{version}/{INVENTORY}")
        with suppress(AlreadyThere):
            self.bucket.create(self.key(f"{folder}/v{version}/{SIDECAR}"), sidecar_of(content))
        for name, wanted in ((INVENTORY, content), (SIDECAR, sidecar_of(content))):
            key = self.key(f"{folder}/{name}")
            e_tag = self.bucket.e_tag(key)
            with suppress(AlreadyThere):  # another has just done it
                if e_tag is None or self.bucket.read(key) != wanted:
                    self.bucket.replace(key, wanted, e_tag)
        return content

    def read(self, path: str) -> bytes:
        return self.bucket.read(self.key(path))

    def has(self, path: str) -> bool:
        return self.bucket.e_tag(self.key(path)) is not None

    def chunks(self, path: str) -> Iterator[bytes]:
        return self.bucket.chunks(self.key(path))

    def sha256(self, path: str) -> tuple[str, int]:
        digests = Digests("sha256")
        for _ in digests.of(self.chunks(path)):
            pass
        return digests["sha256"], digests.size

    def local(self, path: str) -> Path:
        parts = path.split("/")
        folder, inside = "/".join(parts[: TUPLES + 1]), "/".join(parts[TUPLES + 1 :])
        content = self.inventory(folder)
        sha256 = Inventory.parse(content).sha256.get(inside) if content else None
        if sha256 is None:
            raise NotFound(N_("“%(path)s” is not in the store."), path=path)
        return self.cache.fetch(sha256, path, self.chunks)

    def folders(self, after: str = "") -> Iterator[str]:
        yield from self._walk("", after)

    def files(self, folder: str) -> Iterator[str]:
        prefix = self.key(folder) + "/"
        yield from sorted(listed.key.removeprefix(prefix) for listed in self.bucket.list(self.key(folder)))

    def may_be_arriving(self, path: str) -> bool:
        try:
            return datetime.now(UTC) - self.bucket.written_at(self.key(path)) < UNDER_WAY
        except NotFound:
            return True

    def strays(self) -> Iterator[str]:
        for listed in self.bucket.list(self.prefix):
            path = listed.key.removeprefix(f"{self.prefix}/")
            outside = path.count("/") <= TUPLES or path.startswith("extensions/")
            if outside and path not in ROOT_FILES:
                yield path

    def remove(self, folder: str) -> None:
        listed = sorted(listed.key for listed in self.bucket.list(self.key(folder)))
        content = self.inventory(folder) if listed else None
        # The inventories last: while one is there, the audit knows what is missing.
        self.bucket.remove(
            *(key for key in listed if INVENTORY not in key), *(key for key in listed if INVENTORY in key)
        )
        if content is not None:
            self.cache.forget(Inventory.parse(content).sha256.values())

    def mend(self, path: str, chunks: Iterator[bytes], sha256: str) -> None:
        digests = Digests("sha256")
        self.bucket.send(self.key(path), digests.of(chunks))
        if not digests["sha256"] == sha256 == self.sha256(path)[0]:
            raise Unavailable(N_("The copy of “%(path)s” is damaged as well."), path=path)

    def _walk(self, below: str, after: str) -> Iterator[str]:
        depth = below.count("/") + 1 if below else 0
        for name in self.bucket.folders(self.key(below) if below else self.prefix):
            path = f"{below}/{name}" if below else name
            if path == "extensions" or (path < after and not after.startswith(f"{path}/")):
                continue
            if depth < TUPLES:
                yield from self._walk(path, after)
            elif path > after:
                yield path

    def _put_right(self) -> None:
        """Remove what processes that died have left of versions they did not commit."""
        for marker in list(self.bucket.list(self.staging)):
            if datetime.now(UTC) - marker.at < UNDER_WAY:
                continue
            folder, version, token = self.bucket.read(marker.key).decode().split(" ")
            if self.bucket.e_tag(self.key(f"{folder}/v{version}/{INVENTORY}")) is None:
                left = self.bucket.list(self.key(f"{folder}/v{version}/{CONTENT}/{token}".rstrip("/")))
                self.bucket.remove(*(listed.key for listed in left))
            self.bucket.remove(marker.key)
