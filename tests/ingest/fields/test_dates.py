import pytest

from ingest.fields.dates import a_date, a_day_first_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2014年5月20日", "2014-05-20"),
        ("2014 年 5 月 20 日", "2014-05-20"),
        ("2014.5.20", "2014-05-20"),
        ("2014-05-20", "2014-05-20"),
        ("20140520", "2014-05-20"),
        ("二〇一四年五月二十日", "2014-05-20"),
        ("二○一四年十二月三十一日", "2014-12-31"),
        ("2014年5月", "2014-05"),
        ("2014.05", "2014-05"),
        ("2014年", "2014"),
        ("10/14/2011", "2011-10-14"),
        ("14/10/2011", "2011-10-14"),
        ("12 March 2014", "2014-03-12"),
        ("March 12, 2014", "2014-03-12"),
        ("Mar-14-2014", "2014-03-14"),
        ("Nov 2015", "2015-11"),
    ],
)
def test_a_printed_date_becomes_iso(printed: str, iso: str) -> None:
    reading = a_date(printed)
    assert reading is not None
    assert reading.value == iso


@pytest.mark.parametrize("printed", ["2014年13月5日", "20141345", "建施-03", "1:100", "330283201404180201", "3600"])
def test_what_the_calendar_does_not_have_is_no_date(printed: str) -> None:
    reading = a_date(printed)
    assert reading is None or len(reading.value) < 10


def test_letters_for_digits_are_repaired_where_a_date_comes_out_and_trusted_less() -> None:
    repaired, clean = a_date("2O14年l2月2O日"), a_date("2014年12月20日")
    assert repaired is not None
    assert clean is not None
    assert repaired.value == clean.value == "2014-12-20"
    assert repaired.certainty < clean.certainty


def test_day_before_month_is_read_where_it_is_the_custom() -> None:
    reading = a_day_first_date("04/05/2014")
    assert reading is not None
    assert reading.value == "2014-05-04"


def test_a_day_without_its_sign_may_have_lost_a_figure_and_is_doubted() -> None:
    cut, whole = a_date("2014年3月1"), a_date("2014年3月1日")
    assert cut is not None
    assert whole is not None
    assert cut.certainty < 0.8 < whole.certainty
