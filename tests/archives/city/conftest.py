from collections.abc import Iterator

import pytest

from archives.catalogue.model import FieldValue, Project, Record, Source
from archives.db import Database
from archives.people import Department, Level
from tests.archives.sharing.shelf import Town, a_town

ADDRESS = "滨海市滨江区环湖东路128号"


class City(Town):
    """The town, with records that say where they belong."""

    def told(
        self,
        location: str = ADDRESS,
        level: Level = Level.INTERNAL,
        *,
        holder: Department | None = None,
        project: Project | None = None,
        **more: object,
    ) -> Record:
        record = self.record(holder or self.roads, project, level=level, **more)
        self.db.add(FieldValue(record_id=record.id, field="location", value=location, source=Source.OCR, page=1))
        self.db.flush()
        return record


def a_city(db: object) -> City:
    town = a_town(db)  # type: ignore[arg-type]
    return City(**{name: getattr(town, name) for name in town.__dataclass_fields__})


@pytest.fixture
def city(database: Database) -> Iterator[City]:
    with database.transaction() as db:
        yield a_city(db)


@pytest.fixture
def either_city(either_database: Database) -> Iterator[City]:
    with either_database.transaction() as db:
        yield a_city(db)
