"""The clock of the house."""

from datetime import datetime
from zoneinfo import ZoneInfo

from archives.db import today


def test_the_day_is_that_of_china_whatever_the_machine_thinks() -> None:
    before, day, after = (datetime.now(ZoneInfo("Asia/Shanghai")).date(), today(), today())
    assert before <= day <= after
