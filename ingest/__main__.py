"""The child process: takes one task from standard input, tells what it finds in lines of JSON.

Tasks are loaded by name, after the child has locked itself in, so that the one which only looks carries no OCR engine.
"""

import importlib
import json
import os
import sys
from typing import Any

from ingest.confine import confine
from ingest.problems import Problem

TASKS = {
    "inspect": "ingest.tasks.inspect",
    "read": "ingest.tasks.read",
    "draw": "ingest.tasks.draw",
    "cut image": "ingest.tasks.cut_image",
    "cut leaves": "ingest.tasks.cut_leaves",
    "lay over": "ingest.tasks.lay_over",
    "table": "ingest.tasks.table",
    "package": "ingest.tasks.package",
}


def main() -> None:
    task = json.loads(sys.stdin.readline())
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Libraries that print something must not spoil the lines of JSON.
    os.dup2(2, 1)

    def tell(**message: Any) -> None:
        channel.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n")
        channel.flush()

    confine(**task["confine"])
    perform = importlib.import_module(TASKS[task["task"]]).perform
    tell(ready=True)
    try:
        perform(task, tell)
    except Problem as problem:
        tell(problem={"kind": type(problem).__name__, "template": problem.template, "values": problem.values})


if __name__ == "__main__":
    main()
