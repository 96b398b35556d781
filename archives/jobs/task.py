"""What a job function gets into its hands, and what becomes of it afterwards."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy.orm import Session

from archives.db import Database
from archives.errors import N_
from archives.jobs import leases

log = logging.getLogger(__name__)

Effect = Callable[[Session], object]


class Task:
    """A job while a worker does it. Every change it makes goes through `checkpoint` or `finish_with`."""

    def __init__(self, database: Database, claimed: leases.Claimed) -> None:
        self.database = database
        self.claimed = claimed
        self.finished = False
        self.steps_done = claimed.steps_done
        """How far this came, in an earlier run too: where to go on."""

    @property
    def kind(self) -> str:
        return self.claimed.kind

    @property
    def subject_id(self) -> str:
        return self.claimed.subject_id

    @property
    def payload(self) -> Mapping[str, Any]:
        return self.claimed.payload

    def checkpoint(self, effect: Effect, *, steps_done: int | None = None, steps_in_all: int | None = None) -> None:
        """Keep a part, such as one page; a later run need not do it again. Raises LeaseLost and keeps nothing."""
        with self.database.transaction() as db:
            effect(db)
            # After the effect: a route too locks its record first and the job row (`ask_for`) last.
            leases.hold(db, self.claimed, steps_done=steps_done, steps_in_all=steps_in_all)
        self.steps_done = self.steps_done if steps_done is None else steps_done

    def finish_with(self, effect: Effect) -> None:
        """The effect, the completion and what follows from it (`ask_for`) as one change. Raises LeaseLost."""
        with self.database.transaction() as db:
            effect(db)
            leases.finish(db, self.claimed)
        self.finished = True

    def fail(self, error: Exception) -> None:
        """Note why it went wrong, in the error's own sentence if it has one."""
        template = getattr(error, "template", None)
        with suppress(leases.LeaseLost), self.database.transaction() as db:
            if template is not None:
                leases.fail(db, self.claimed, template, **getattr(error, "values", {}))
            else:
                unexpected = N_("Something unexpected stopped this work: %(kind)s: %(error)s")
                leases.fail(db, self.claimed, unexpected, kind=type(error).__name__, error=str(error))

    def give_back(self) -> None:
        with suppress(leases.LeaseLost), self.database.transaction() as db:
            leases.give_back(db, self.claimed)


def perform(tasks: Sequence[Task], function: Callable[[Sequence[Task]], None]) -> None:
    """Do them, and note for each that it is done or why not.

    When a batch goes wrong each job is done once more by itself, so that one bad record fails alone.
    """
    try:
        function(tasks)
        _finish(tasks)
    except leases.LeaseLost:
        log.warning("%s: the lease was lost; another worker has the work, or it was cancelled", _names(tasks))
    except Exception as error:
        # The one broad except of the project: whatever a job function raises must end in the job's row, where a
        # person sees it, and must not stop the worker. Nothing is hidden: the log has the traceback.
        log.exception("%s failed", _names(tasks))
        if len(tasks) == 1:
            tasks[0].fail(error)
        else:
            for task in tasks:
                perform([task], lambda alone: _alone(alone, function))


def _alone(tasks: Sequence[Task], function: Callable[[Sequence[Task]], None]) -> None:
    tasks[0].checkpoint(lambda _: None)  # still ours?
    function(tasks)


def _finish(tasks: Sequence[Task]) -> None:
    """Those of a batch that are still held; the effect of a batch lies outside the database and may be repeated."""
    unfinished = [task for task in tasks if not task.finished]
    if not unfinished:
        return
    with unfinished[0].database.transaction() as db:
        for task in unfinished:
            with suppress(leases.LeaseLost):
                leases.finish(db, task.claimed)


def _names(tasks: Sequence[Task]) -> str:
    first = f"{tasks[0].kind} {tasks[0].subject_id}"
    return first if len(tasks) == 1 else f"{first} and {len(tasks) - 1} more"
