"""One writer after the other, in whatever process or thread: the kernel keeps the queue and frees it when one dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "turn.lock"


@contextmanager
def turn(directory: Path, name: str = LOCK) -> Iterator[None]:
    """Wait for one's turn to write in this directory. Asking again and again would let the lucky starve the others."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / name).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_untouched(directory: Path) -> bool:
    """Nothing was ever written here: a new index may be made."""
    return all(path.name == LOCK for path in directory.iterdir())
