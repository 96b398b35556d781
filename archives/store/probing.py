"""Whether an S3-compatible service can be trusted with originals: tried at the start, refused with a sentence."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress

from archives.errors import N_, NotFound, Unavailable
from archives.store.bucket import AlreadyThere, Bucket


def probe(bucket: Bucket, prefix: str, *, accept_unchecked: bool) -> None:
    """Raises Unavailable. What is written for it lies outside the store and is removed."""
    key = f"{prefix}.staging/probe-{secrets.token_hex(8)}"
    try:
        _try(bucket, key, accept_unchecked=accept_unchecked)
    finally:
        with suppress(Unavailable, NotFound):
            bucket.remove(key)


def _try(bucket: Bucket, key: str, *, accept_unchecked: bool) -> None:
    bucket.create(key, b"first")
    if not _refuses(lambda: bucket.create(key, b"second")):
        raise Unavailable(
            N_("The service of “%(bucket)s” writes over what is there when told not to. It cannot keep originals."),
            bucket=bucket.name,
        )
    stale = bucket.e_tag(key)
    bucket.replace(key, b"third", stale)
    if not _refuses(lambda: bucket.replace(key, b"fourth", stale)):
        raise Unavailable(
            N_("The service of “%(bucket)s” takes a change meant for an older version. It cannot keep originals."),
            bucket=bucket.name,
        )
    if bucket.read(key) != b"third":
        raise Unavailable(
            N_("The service of “%(bucket)s” does not give back what was just written. It cannot keep originals."),
            bucket=bucket.name,
        )
    if not accept_unchecked and not _checks_what_it_receives(bucket, key):
        raise Unavailable(
            N_(
                "The service of “%(bucket)s” takes bytes that are not what their checksum says. Whatever is kept is"
                " read back and compared all the same; to use it, set ARCHIVES_ACCEPT_UNCHECKED_S3=1."
            ),
            bucket=bucket.name,
        )


def _refuses(attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except AlreadyThere:
        return True
    return False


def _checks_what_it_receives(bucket: Bucket, key: str) -> bool:
    right, wrong = (base64.b64encode(hashlib.md5(text).digest()).decode() for text in (b"fifth", b"sixth"))  # noqa: S324
    return bucket.takes(key, b"fifth", right) and not bucket.takes(key, b"fifth", wrong)
