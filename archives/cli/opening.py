"""The tools a command works with, open while it works."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from archives.settings import Settings
from archives.tools import Tools


@contextmanager
def opened_tools() -> Iterator[Tools]:
    tools = Tools.open(Settings.from_environment(os.environ))
    try:
        yield tools
    finally:
        tools.close()
