"""Keeps originals until it is killed: `python -m tests.store.a_keeper ROOT FOLDER BYTES [MOST_BYTES]`.

A line on standard output is an acknowledged receipt, an `error:` line a sentence for the reader.
"""

import os
import resource
import sys
from itertools import count
from pathlib import Path

from archives.errors import Unavailable
from archives.store import open_store
from tests.store.stores import keep


def main(root: str, folder: str, size: str, most: str = "") -> None:
    store = open_store(Path(root))
    source = Path(folder) / f"source-{os.getpid()}"
    for number in count():
        source.write_bytes(os.urandom(int(size)))
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
        try:
            receipt = keep(store, source, f"{number}.tif", f"{os.getpid()}-{number}")
        except Unavailable as error:
            sys.stdout.write(f"error: {error}\n")
            return
        sys.stdout.write(f"{receipt.key} {receipt.sha256}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
