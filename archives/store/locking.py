"""Object lock: what is kept in a bucket cannot be deleted or overwritten before a day, not even with the keys to it.

The one thing obstore cannot do; boto3 is the extra `s3-lock`.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from archives.errors import N_, InvalidInput, Unavailable

Lock = Callable[[Iterable[str]], None]


def no_lock(_keys: Iterable[str]) -> None:
    """Nothing is locked unless ARCHIVES_S3_LOCK_DAYS is set."""


def lock_for(bucket: str, days: int) -> Lock:
    try:
        import boto3
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError as error:
        raise InvalidInput(
            N_("Object lock needs boto3: install the extra “s3-lock”, or take ARCHIVES_S3_LOCK_DAYS away.")
        ) from error
    client = boto3.client("s3")

    def lock(keys: Iterable[str]) -> None:
        until = datetime.now(UTC) + timedelta(days=days)
        try:
            for key in keys:
                client.put_object_retention(
                    Bucket=bucket, Key=key, Retention={"Mode": "COMPLIANCE", "RetainUntilDate": until}
                )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable(
                N_("The bucket “%(bucket)s” does not lock what is kept in it: %(reason)s"),
                bucket=bucket,
                reason=str(error),
            ) from error

    return lock
