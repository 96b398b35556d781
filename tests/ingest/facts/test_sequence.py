"""Of stamped numbers only what their neighbours prove is called a fault."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.sequence import MISSING, OUT_OF_ORDER, REPEATED, faults_of_sequence
from ingest.scan import Fault, Page, SheetFacts


def faults(*stamped: int | str) -> tuple[Fault, ...]:
    pages = [Page(number=number, facts=SheetFacts(page_number=str(value))) for number, value in enumerate(stamped, 1)]
    return faults_of_sequence(pages)


def test_a_gap_is_told_with_what_stands_on_both_sides_of_it() -> None:
    ((template, values),) = faults(7, 8, 9, 13, 14, 15)
    assert template == MISSING
    assert values == {"last": 9, "first": 13, "missing": 3, "before": 3, "after": 4}
    assert "9" in template % values


def test_one_misread_number_is_no_fault() -> None:
    assert faults(1, 2, 3, 8, 5, 6) == ()
    assert faults(1, 2, 3, 4, 90) == ()
    assert faults(41, 2, 3, 4) == ()


def test_two_numbers_misread_alike_are_no_fault() -> None:
    assert faults(1, 2, 8, 9, 5, 6, 7) == ()


def test_sheets_stamped_twice_and_sheets_out_of_order_are_told_apart() -> None:
    ((template, values),) = faults(1, 2, 3, 2, 3, 4)
    assert (template, values["first"], values["last"]) == (REPEATED, 2, 3)
    ((template, values),) = faults(5, 6, 7, 1, 2, 3)
    assert (template, values["last"], values["first"]) == (OUT_OF_ORDER, 7, 1)


def test_sheets_without_a_number_break_nothing() -> None:
    assert faults(1, 2, "", "", 5, 6) == ()
    ((_, values),) = faults(1, 2, "", 5, 6)
    assert values["missing"] == 1


@given(start=st.integers(1, 900), length=st.integers(0, 60), lost=st.sets(st.integers(0, 59)))
def test_numbers_that_go_on_one_by_one_have_no_fault_however_many_were_not_read(
    start: int, length: int, lost: set[int]
) -> None:
    assert faults(*("" if place in lost else start + place for place in range(length))) == ()


@given(before=st.integers(2, 20), after=st.integers(2, 20), missing=st.integers(1, 40))
def test_every_gap_between_two_runs_is_found_with_its_size(before: int, after: int, missing: int) -> None:
    ((_, values),) = faults(*range(1, before + 1), *range(before + missing + 1, before + missing + after + 1))
    assert values["missing"] == missing
