"""From a setting to a store: a folder, or `s3://bucket/prefix`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archives.errors import N_, InvalidInput
from archives.store.bucket import Bucket
from archives.store.buckets import BucketPlace
from archives.store.cache import Cache
from archives.store.folders import FolderPlace
from archives.store.keeping import Store
from archives.store.locking import lock_for, no_lock
from archives.store.probing import probe

S3 = "s3://"
GIB = 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Options:
    """What a bucket needs besides its address; `client` overrides the environment's AWS_… variables."""

    cache: Path
    cache_bytes: int = 20 * GIB
    lock_days: int = 0
    accept_unchecked: bool = False
    client: Mapping[str, str] = field(default_factory=dict)


def open_store(address: str | Path, s3: S3Options | None = None) -> Store:
    """Makes the folder if need be, and clears away what a killed process left half written."""
    text = str(address)
    if not text.startswith(S3):
        return Store(FolderPlace(Path(text)))
    name, _, prefix = text.removeprefix(S3).strip("/").partition("/")
    if s3 is None or not name or not prefix:
        raise InvalidInput(
            N_("“%(address)s” must name a bucket and a folder in it: s3://bucket/originals."), address=text
        )
    bucket = Bucket(name, s3.client)
    probe(bucket, prefix, accept_unchecked=s3.accept_unchecked)
    lock = lock_for(name, s3.lock_days) if s3.lock_days else no_lock
    return Store(BucketPlace(bucket, prefix, Cache(s3.cache, s3.cache_bytes), lock))
