"""A reading room of one archivist, with real files, a real gate and a real reader."""

from pathlib import Path

import pytest

from archives import duties
from archives.catalogue.model import Record
from archives.db import today
from archives.intake import service
from archives.intake.model import Arrival
from archives.people import Department, Level, Role
from archives.permissions import Actor, actor_of
from archives.tools import Tools
from archives.worker import Worker
from tests.factories import a_department, an_account

TODAY = today()


class Desk:
    """Where an archivist takes scans in."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        with tools.database.transaction() as db:
            self.department: Department = a_department()
            self.account = an_account(Role.ARCHIVIST, "an", clearance=Level.RESTRICTED)
            db.add_all([self.department, self.account])
        with tools.database.reading() as db:
            self.actor: Actor = actor_of(db, self.account, TODAY)

    def batch(self, level: Level = Level.INTERNAL, **more: object) -> str:
        with self.tools.database.transaction() as db:
            batch = service.open_batch(
                db,
                self.actor,
                "shelf",
                self.department.id,
                level,
                Level.RESTRICTED,
                **more,  # type: ignore[arg-type]
            )
            return batch.id

    def take_in(self, path: Path, batch: str = "", level: Level = Level.INTERNAL) -> Arrival:
        return service.take_in(self.tools, self.actor, batch or self.batch(level), path, path.name)

    def work(self, only: str = "") -> None:
        """Work off what is to be done, or only jobs of one kind."""
        work = {kind: duty for kind, duty in duties.work(self.tools).items() if only in ("", kind)}
        Worker(self.tools.database, work, {} if only else duties.lanes(self.tools)).work_off()

    def read(self, path: Path, level: Level = Level.INTERNAL) -> Record:
        arrival = self.take_in(path, level=level)
        self.work()
        with self.tools.database.reading() as db:
            record = db.get_one(Record, arrival.record_id)
            _ = record.pages, record.original, record.project
            return record


@pytest.fixture
def desk(tools: Tools) -> Desk:
    return Desk(tools)
