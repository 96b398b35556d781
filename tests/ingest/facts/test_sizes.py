"""Every paper size gives itself, whichever way it lies and a little cut or widened by the scanner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.sizes import PaperSize, paper_size, sizes

EVERY = tuple(sizes())


@given(size=st.sampled_from(EVERY), dpi=st.sampled_from((100, 150, 200, 300, 400, 600)), lies=st.booleans())
def test_a_size_scanned_at_any_resolution_gives_itself(size: PaperSize, dpi: int, lies: bool) -> None:
    sides = [round(side / 25.4 * dpi) * 25.4 / dpi for side in (size.short, size.long)]
    found = paper_size(*(reversed(sides) if lies else sides))
    assert found == size


@given(size=st.sampled_from(EVERY), cut=st.floats(-2.5, 2.5), more=st.floats(-2.5, 2.5))
def test_a_millimetre_or_two_cut_off_or_added_do_not_matter(size: PaperSize, cut: float, more: float) -> None:
    assert paper_size(size.long + more, size.short + cut) == size


@pytest.mark.parametrize(
    ("sides", "name"), [((1189, 841), "A0"), ((594, 1051), "A1 × 1051"), ((3100, 841), None), ((80, 50), None)]
)
def test_known_sheets_have_their_names_and_others_none(sides: tuple[int, int], name: str | None) -> None:
    found = paper_size(*sides)
    assert (found.name if found else None) == name
