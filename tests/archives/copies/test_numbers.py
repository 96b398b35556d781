from concurrent.futures import ThreadPoolExecutor

from archives.copies.numbers import next_number
from archives.db import Database


def test_people_who_ask_at_the_same_moment_get_different_numbers_without_gaps(either_database: Database) -> None:
    def take(_: int) -> str:
        with either_database.transaction() as db:
            return next_number(db, 2026)

    with ThreadPoolExecutor(4) as people:
        numbers = list(people.map(take, range(20)))
    assert sorted(numbers) == [f"C2026-{n:06d}" for n in range(1, 21)]
