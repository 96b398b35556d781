"""Dates and archive numbers: strings with rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.catalogue.archive_number import ArchiveNumber, NumberPattern
from archives.catalogue.formed_date import FormedDate
from archives.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("20130401", "2013-04-01"),
        ("2013年4月1日", "2013-04-01"),
        ("2013.4.1", "2013-04-01"),
        ("２０１３－０４", "2013-04"),
        ("2013年", "2013"),
    ],
)
def test_a_date_is_kept_as_precisely_as_the_document_says(text: str, kept: str) -> None:
    assert str(FormedDate.parse(text)) == kept


@pytest.mark.parametrize("text", ["", "2013-13", "2013-02-30", "soon", "201304", "13-04-01"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput, match="2013-04-01"):
        FormedDate.parse(text)


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)))
def test_every_day_survives_being_written_and_read(day: date) -> None:
    formed = FormedDate(day.year, day.month, day.day)
    assert FormedDate.parse(str(formed)) == formed
    assert formed.earliest == formed.latest == day


def test_archives_open_twenty_five_years_after_they_were_made() -> None:
    assert FormedDate.parse("1999-05-20").opens_on == date(2024, 5, 20)


def test_an_imprecise_date_opens_no_earlier_than_the_law_allows() -> None:
    assert FormedDate.parse("1999").opens_on == date(2024, 12, 31)
    assert FormedDate.parse("1996-02-29").opens_on == date(2021, 2, 28)


PATTERN = NumberPattern.parse("{class}-{project:04d}-{volume:03d}")


@given(st.sampled_from("ABCDEFGHIJKLMNOPQR"), st.integers(1, 99_999), st.integers(1, 9_999))
def test_an_archive_number_is_read_back_as_it_was_written(letter: str, project: int, volume: int) -> None:
    number = ArchiveNumber(letter, project, volume)
    assert PATTERN.read(PATTERN.write(number)) == number


def test_an_archive_number_is_read_in_any_width_and_with_any_hyphen() -> None:
    assert PATTERN.read(" ｅ2.1—0113–002 ") == ArchiveNumber("E2.1", 113, 2)


@pytest.mark.parametrize("text", ["", "Z-1-1", "I-113", "I-113-2-3", "113-I-2"])
def test_what_is_no_archive_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput, match="I-0113-002"):
        PATTERN.read(text)


def test_another_city_writes_its_numbers_by_another_pattern() -> None:
    pattern = NumberPattern.parse("{class}·{project}·{volume}")
    assert pattern.write(ArchiveNumber("E", 7, 12)) == "E·7·12"
    assert pattern.read("E·7·12") == ArchiveNumber("E", 7, 12)


@pytest.mark.parametrize("pattern", ["", "{class}-{project}", "{class}-{project}-{volume}-{colour}"])
def test_a_pattern_that_does_not_name_its_three_parts_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidInput, match="class"):
        NumberPattern.parse(pattern)
