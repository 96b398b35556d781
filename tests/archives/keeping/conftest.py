"""An archive with two archivists, so that somebody can approve what the other proposes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from archives.catalogue.model import Record
from archives.db import Database
from archives.people import Level, Role
from archives.permissions import Actor
from tests.archives.sharing.shelf import Town, a_town
from tests.factories import an_account

TODAY = date(2026, 3, 2)


@dataclass
class House:
    """`an` proposes and `bo` approves; `rao` works for the department whose records these are."""

    town: Town
    db: Session
    an: Actor
    bo: Actor
    rao: Actor
    wang: Actor
    shen: Actor
    lin: Actor

    def record(self, **columns: object) -> Record:
        record = self.town.record(self.town.roads)
        for name, value in columns.items():
            setattr(record, name, value)
        self.db.flush()
        return record


def a_house(db: Session) -> House:
    town = a_town(db)
    bo = an_account(Role.ARCHIVIST, "bo", clearance=Level.RESTRICTED)
    shen = an_account(Role.AUDITOR, "shen")
    db.add_all([bo, shen])
    db.flush()
    people = (town.an, bo, town.rao, town.wang, shen, town.lin)
    return House(town, db, *(town.actor(person, TODAY) for person in people))


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    with database.transaction() as db:
        yield a_house(db)
