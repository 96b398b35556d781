"""Writing so that what was acknowledged survives kill -9 and power loss.

Write a new file, fsync it, rename it into place, fsync the folder: in this order, and never over something else.
"""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from archives.errors import N_, Unavailable

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_new(path: Path, chunks: Iterable[bytes]) -> int:
    """Gives the size; the bytes are on the disk when it returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(descriptor, "wb") as target:
        size = sum(target.write(chunk) for chunk in chunks)
        target.flush()
        os.fsync(descriptor)
    return size


def fsync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folders(path: Path) -> None:
    """With each new name on the disk before anything is put into it."""
    if path.is_dir():
        return
    make_folders(path.parent)
    path.mkdir(exist_ok=True)
    fsync_folder(path.parent)


@contextmanager
def staging_folder(staging: Path) -> Iterator[Path]:
    """A folder of one's own, gone afterwards; while it is there `clear_staging` touches nothing."""
    with _lock(staging, fcntl.LOCK_SH):
        folder = staging / secrets.token_hex(8)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def clear_staging(staging: Path) -> None:
    """Remove what killed processes left. When another process is just writing, the next start will do it."""
    try:
        with _lock(staging, fcntl.LOCK_EX | fcntl.LOCK_NB):
            for folder in staging.iterdir():
                shutil.rmtree(folder)
    except BlockingIOError:
        return


@contextmanager
def _lock(folder: Path, kind: int) -> Iterator[None]:
    """The system drops it when the process dies, however it dies."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, kind)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def saying_why(name: str) -> Iterator[None]:
    """Turn what the disk says into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise Unavailable(
                N_("There is no room left: “%(name)s” was not kept. Make room and send it again."), name=name
            ) from error
        raise Unavailable(
            N_("“%(name)s” could not be kept: %(reason)s. Nothing of it was kept; try again."),
            name=name,
            reason=error.strerror or str(error),
        ) from error
