"""When a record was changed, by every way it can change, on either database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from archives import audit
from archives.api import harvest
from archives.api.harvest import Wanted
from archives.catalogue.model import FieldValue, Record, Source
from archives.db import Database
from archives.people import Level
from tests.archives.sharing.shelf import Town, a_town

CAME = datetime(2020, 1, 1, tzinfo=UTC)
THEN = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SECOND = timedelta(seconds=1)


def changed(town: Town, record: Record, how: str) -> datetime:
    """Change it in one way, and say when that was."""
    if how == "received":
        record.received_at = THEN
    elif how == "described":
        record.described_at = THEN
    elif how == "a value":
        town.db.add(FieldValue(record_id=record.id, field="title", value="x", source=Source.OCR, at=THEN))
    elif how == "opened by law":
        record.opens_on = date(2024, 5, 6)
        return datetime(2024, 5, 5, 16, tzinfo=UTC)  # midnight in China
    else:
        entry = audit.write(town.db, None, "an", audit.Event.OPENED, "record", record.id)
        return entry.at.replace(microsecond=0)
    return THEN


@pytest.mark.parametrize("how", ["received", "described", "a value", "opened by law", "opened by hand"])
def test_a_change_moves_the_datestamp_and_is_harvested(either_database: Database, how: str) -> None:
    with either_database.transaction() as db:
        town = a_town(db)
        record = town.record(town.roads, level=Level.OPEN)
        record.received_at = CAME
        at = changed(town, record, how)
        db.flush()
        [item] = harvest.items(db, TODAY, Wanted())[0]
        assert item.changed == at
        for wanted, found in (
            (Wanted(since=at), True),
            (Wanted(since=at + SECOND), False),
            (Wanted(until=at), True),
            (Wanted(until=at - SECOND), False),
            (Wanted(since=at, until=at, kind="unknown"), True),
            (Wanted(kind="drawing"), False),
        ):
            assert bool(harvest.items(db, TODAY, wanted)[0]) == found, wanted
