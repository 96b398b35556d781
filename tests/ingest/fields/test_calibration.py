"""How likely a value is right: between 0 and 1, and never less for better grounds."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.calibration import BASE, GROUPS, group_of, probability
from ingest.fields.validators import Verdict
from ingest.scan import Grounds

SHARE = st.floats(0, 1)
FIELD = st.sampled_from([*GROUPS, "title"])
GROUNDS = st.builds(
    Grounds, SHARE, SHARE, SHARE, SHARE, st.sampled_from(list(Verdict)), st.integers(1, 4), st.booleans()
)
CLEAR = Grounds(weakest=0.9999, place=0.98, looks=0.98)


@given(FIELD, GROUNDS)
def test_it_is_a_probability(field: str, grounds: Grounds) -> None:
    assert 0 <= probability(field, grounds) <= 1


@given(FIELD, GROUNDS, st.sampled_from(["weakest", "place", "looks"]), SHARE)
def test_a_clearer_word_a_surer_place_or_a_likelier_look_never_makes_it_less(
    field: str, grounds: Grounds, which: str, better: float
) -> None:
    improved = grounds._replace(**{which: max(getattr(grounds, which), better)})
    assert probability(field, improved) >= probability(field, grounds)


@given(FIELD, GROUNDS)
def test_a_rival_a_seal_or_a_second_piece_never_makes_it_more(field: str, grounds: Grounds) -> None:
    alone = grounds._replace(rival=0.0, sealed=False, pieces=1)
    assert probability(field, alone) >= probability(field, grounds)


@given(FIELD, GROUNDS)
def test_the_verdicts_are_ranked(field: str, grounds: Grounds) -> None:
    told = [probability(field, grounds._replace(verdict=each)) for each in Verdict]
    assert told == sorted(told, reverse=True)


def test_one_word_in_doubt_makes_a_clear_name_doubtful() -> None:
    assert probability("project_name", CLEAR) > 0.97
    assert probability("project_name", CLEAR._replace(weakest=0.93)) < 0.9


def test_a_clear_value_that_the_standards_contradict_is_laid_before_a_person() -> None:
    assert probability("permit_no", CLEAR._replace(verdict=Verdict.CONTRADICTED)) < 0.6


def test_every_field_belongs_to_a_group_that_was_fitted() -> None:
    assert {group_of(field) for field in [*GROUPS, "title", "stage"]} == set(BASE)
