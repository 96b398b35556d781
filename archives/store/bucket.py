"""An S3-compatible service through obstore: its errors end here.

Address and keys come from the environment variables that every S3 client knows (AWS_ENDPOINT_URL and the like).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import S3Store

from archives.errors import N_, NotFound, RuleBroken, Unavailable
from archives.store.digests import CHUNK

PART = 16 * CHUNK
PARTS_AT_ONCE = 4
SECONDS = "60s"


class AlreadyThere(RuleBroken):
    """Something has this name, or is no longer what it was."""


@dataclass(frozen=True, slots=True)
class Listed:
    key: str
    at: datetime


class Bucket:
    def __init__(self, name: str, options: Mapping[str, str] | None = None) -> None:
        self.name = name
        self._store = S3Store(
            name,
            checksum_algorithm="SHA256",
            client_options={"allow_http": True, "timeout": SECONDS},
            retry_config={"max_retries": 3},
            **(options or {}),  # type: ignore[arg-type]
        )

    def create(self, key: str, content: bytes) -> None:
        """Raises AlreadyThere; what is there is never written over."""
        with self._errors(key):
            obstore.put(self._store, key, content, mode="create")

    def send(self, key: str, chunks: Iterable[bytes]) -> None:
        """Of any size, in parts; only for names that nobody else can be writing.

        By way of a file: obstore cannot be asked for chunks of one bucket while it sends to another.
        """
        with SpooledTemporaryFile(PART) as spool, self._errors(key):
            spool.writelines(chunks)
            spool.seek(0)
            obstore.put(self._store, key, spool, chunk_size=PART, max_concurrency=PARTS_AT_ONCE)

    def replace(self, key: str, content: bytes, e_tag: str | None) -> None:
        """Only what is still as it was when its `e_tag` was read; raises AlreadyThere."""
        with self._errors(key):
            obstore.put(self._store, key, content, mode={"e_tag": e_tag} if e_tag else "create")

    def read(self, key: str) -> bytes:
        with self._errors(key):
            return bytes(obstore.get(self._store, key).bytes())

    def chunks(self, key: str) -> Iterator[bytes]:
        with self._errors(key):
            yield from (bytes(chunk) for chunk in obstore.get(self._store, key).stream(min_chunk_size=CHUNK))

    def e_tag(self, key: str) -> str | None:
        """None when there is nothing."""
        try:
            with self._errors(key):
                return obstore.head(self._store, key)["e_tag"]
        except NotFound:
            return None

    def written_at(self, key: str) -> datetime:
        with self._errors(key):
            return obstore.head(self._store, key)["last_modified"]

    def folders(self, prefix: str) -> list[str]:
        """The names directly below a prefix that have something below them, in order."""
        with self._errors(prefix):
            found = obstore.list_with_delimiter(self._store, prefix)["common_prefixes"]
        return sorted(path.rstrip("/").split("/")[-1] for path in found)

    def direct_files(self, prefix: str) -> list[str]:
        with self._errors(prefix):
            found = obstore.list_with_delimiter(self._store, prefix)["objects"]
        return sorted(str(meta["path"]) for meta in found)

    def list(self, prefix: str) -> Iterator[Listed]:
        with self._errors(prefix):
            for batch in obstore.list(self._store, prefix):
                yield from (Listed(str(meta["path"]), meta["last_modified"]) for meta in batch)

    def remove(self, *keys: str) -> None:
        with self._errors(self.name):
            for key in keys:
                obstore.delete(self._store, key)

    def takes(self, key: str, content: bytes, md5: str) -> bool:
        """Whether the service accepts these bytes with this Content-MD5."""
        with self._errors(key):
            address = obstore.sign(self._store, "PUT", key, timedelta(minutes=1))
        request = Request(address, content, {"Content-MD5": md5}, method="PUT")  # noqa: S310 - signed for our own service
        try:
            with urlopen(request, timeout=60):  # noqa: S310
                return True
        except HTTPError as error:
            error.close()
            return False

    @contextmanager
    def _errors(self, key: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise NotFound(N_("“%(path)s” is not in the store."), path=key) from error
        except (AlreadyExistsError, PreconditionError) as error:
            raise AlreadyThere(N_("“%(path)s” is there already."), path=key) from error
        except BaseError as error:
            raise Unavailable(
                N_("The bucket “%(bucket)s” does not answer as it should: %(reason)s"),
                bucket=self.name,
                reason=str(error).split("\n")[0][:300],
            ) from error
