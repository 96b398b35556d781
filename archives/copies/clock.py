"""The days a request may take, counted as the law counts them; so far only weekends are left out, not holidays."""

from datetime import date, timedelta

WORKING_DAYS_TO_DECIDE = 20
"""政府信息公开条例 (2019) Art. 33: an answer within twenty working days."""

DAYS_TO_COLLECT = 30
SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY


def working_days_after(day: date, days: int) -> date:
    """The day on which the given number of working days has passed; the day itself is not counted."""
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def decision_due(asked_on: date) -> date:
    return working_days_after(asked_on, WORKING_DAYS_TO_DECIDE)


def collection_ends(approved_on: date) -> date:
    return approved_on + timedelta(days=DAYS_TO_COLLECT)
