"""Writing so that what was acknowledged survives kill -9 and power loss.

Write a new file, fsync it, rename it into place, fsync the folder: in this order, and never over something else.
"""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archives.errors import N_, Unavailable

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """The bytes are on the disk when it returns."""
    write_unsynced(path, chunks)
    fsync(path)


def write_unsynced(path: Path, chunks: Iterable[bytes]) -> None:
    """For one of several files that are fsynced together by `fsync_tree`: the disk then has to be waited for once."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440)
    with os.fdopen(descriptor, "wb") as target:
        for chunk in chunks:
            target.write(chunk)


def fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_tree(path: Path) -> None:
    """Every file, then every folder: the deepest first, `path` itself last."""
    tree = list(os.walk(path, topdown=False))
    for folder, _, names in tree:
        for name in names:
            fsync(Path(folder, name))
    for folder, _, _ in tree:
        fsync(Path(folder))


def make_folders(path: Path) -> None:
    """With each new name on the disk before anything is put into it."""
    if path.is_dir():
        return
    make_folders(path.parent)
    path.mkdir(exist_ok=True)
    fsync(path.parent)


def prune(folder: Path, root: Path) -> None:
    """Remove empty folders from here up to the root, which stays."""
    while folder != root and root in folder.parents:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:  # not empty
            return
        folder = folder.parent


@contextmanager
def staging_folder(staging: Path, leave: Callable[[], bool] = lambda: False) -> Iterator[Path]:
    """A folder of one's own, gone afterwards; while it is there `clear_staging` touches nothing.

    What is to `leave` stays until the next start looks at it.
    """
    with _lock(staging, fcntl.LOCK_SH):
        folder = staging / secrets.token_hex(8)
        folder.mkdir()
        try:
            yield folder
        finally:
            if not leave():
                shutil.rmtree(folder, ignore_errors=True)


def clear_staging(staging: Path, before: Callable[[Path], None]) -> None:
    """Remove what killed processes left, once `before` has looked at it.

    When another process is just writing, the next start will do it.
    """
    with suppress(BlockingIOError), _lock(staging, fcntl.LOCK_EX | fcntl.LOCK_NB):
        for folder in staging.iterdir():
            before(folder)
            shutil.rmtree(folder)


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
