from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.copies.clock import collection_ends, decision_due, is_working_day, working_days_after

DAYS = st.dates(date(2019, 1, 1), date(2099, 1, 1))


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 30)),  # a Monday
        (date(2026, 3, 6), date(2026, 4, 3)),  # a Friday
        (date(2026, 3, 7), date(2026, 4, 3)),  # a Saturday counts like the Friday before
        (date(2026, 12, 21), date(2027, 1, 18)),  # over the turn of the year
    ],
)
def test_a_decision_is_due_after_twenty_working_days(asked: date, due: date) -> None:
    assert decision_due(asked) == due


@given(DAYS, st.integers(1, 60))
def test_exactly_the_given_number_of_working_days_lies_between(day: date, days: int) -> None:
    end = working_days_after(day, days)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, passed)) == days


def test_a_copy_waits_thirty_days_to_be_collected() -> None:
    assert collection_ends(date(2026, 1, 31)) == date(2026, 3, 2)
