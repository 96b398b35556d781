"""A real worker process: `python -m tests.archives.a_worker URL NAME SUPERVISOR LEASE TO_FINISH LONGEST`."""

import sys
import time

from archives.db import Database
from archives.jobs import Task
from archives.worker import Worker


def rest(task: Task) -> None:
    time.sleep(task.payload["seconds"])


def main(url: str, name: str, supervisor: str, lease: str, to_finish: str, longest: str) -> None:
    worker = Worker(
        Database(url),
        {"rest": rest},
        name=name,
        supervisor=int(supervisor) or None,
        lease_seconds=float(lease),
        seconds_to_finish=float(to_finish),
        longest_job=float(longest),
    )
    worker.run()
    worker.database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
