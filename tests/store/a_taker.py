"""Takes one scan in and describes it, in a process of its own that can be killed: `-m tests.store.a_taker SCAN`.

A line on standard input names the data folder, the batch and whether to be the mutant. The child waits for the file
`go`, so that strace can be attached before the first call that counts; `receipt` is what the sender would see.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from archives.db import Database
from archives.intake.judging import judge
from archives.intake.service import keep_and_write_down
from archives.people import Account
from archives.permissions import actor_of
from archives.settings import Settings
from archives.store import Store, object_id
from archives.store.folders import FolderPlace
from archives.store.staging import StagedVersion
from archives.tools import Tools
from tests.archives.intake.conftest import TODAY
from tests.store.stores import DESCRIBED


class RowBeforeRename(FolderPlace):
    """The mutant: the bytes get their place only after the row was written."""

    def _place(self, folder: str, staged: StagedVersion, inventory: bytes) -> None:  # noqa: ARG002
        staged.whole.rename(self.root.with_name("later"))
        self.later = folder

    def finish(self) -> None:
        self._rename_into(self.root.with_name("later"), self.root / self.later, self.later)


def main() -> None:
    scan = Path(sys.argv[1])
    judged = judge(scan, scan.name, 10**9)
    for line in sys.stdin:
        told = json.loads(line)
        child = os.fork()
        if child == 0:
            _take_in(judged, scan, told)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("over\n")
        sys.stdout.flush()


def _take_in(judged: Any, scan: Path, told: dict[str, Any]) -> None:
    status = 1
    try:
        data = Path(told["data"])
        settings = Settings(data=data, secret_key="none", database_url=f"sqlite:///{data / 'catalogue.db'}")
        place = (RowBeforeRename if told["mutant"] else FolderPlace)(Path(settings.originals))
        tools = Tools(settings, Database(settings.database_url), Store(place), engine=None)  # type: ignore[arg-type]
        with tools.database.reading() as db:
            actor = actor_of(db, db.query(Account).one(), TODAY)
        while not (data / "go").exists():
            time.sleep(0.001)
        arrival = keep_and_write_down(tools, actor, told["batch"], judged, scan)
        if isinstance(place, RowBeforeRename):
            place.finish()
        (data / "receipt").write_text(arrival.record_id or "")
        kept = tools.store.find(object_id("record", arrival.record_id or ""))
        tools.store.revise(kept, {"metadata/record.json": os.urandom(9)}, DESCRIBED)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
