"""The tools a command works with, open while it works."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from archives.assessing.testing import ask_for_due
from archives.db import today
from archives.settings import Settings
from archives.tools import Tools
from archives.trail.anchors import ask_for_anchor


@contextmanager
def opened_tools() -> Iterator[Tools]:
    tools = Tools.open(Settings.from_environment(os.environ))
    try:
        yield tools
    finally:
        tools.close()


def ask_for_daily_work(tools: Tools) -> None:
    with tools.database.transaction() as db:
        ask_for_anchor(db, today())
        ask_for_due(db, today())
