"""Whatever is sent, the answer is an answer or a problem in a sentence; never a fault of ours, and never more."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives.people import Level
from tests.archives.api.conftest import Programs
from tests.visiting import Visitor

NAMES = [
    "words",
    "kind",
    "department",
    "project",
    "year",
    "level",
    "since",
    "until",
    "order",
    "cursor",
    "limit",
    "bbox",
    "page",
]
texts = (
    st.text(max_size=30)
    | st.text(string.printable, max_size=30)
    | st.sampled_from(["0", "-1", "1e9", "9" * 30, "[]", '"', "é"])
)
queries = st.dictionaries(st.sampled_from(NAMES), texts, max_size=4)
addresses = st.sampled_from(
    ["/api/v1/search", "/api/v1/records", "/api/v1/places", "/map", "/map/places.geojson", "/places"]
)
OUR_FAULT = 500


@pytest.fixture
def unlimited(client: Visitor) -> Visitor:
    """Hypothesis asks more often in a second than any program may."""
    client.application.extensions["limiter"].copy().pop().enabled = False
    return client


@pytest.fixture
def described(programs: Programs) -> tuple[str, dict[str, str]]:
    """A record, and the token of an archivist."""
    return programs.record(programs.town.roads).id, programs.token(programs.town.an)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=addresses, query=queries)
def test_any_question_gets_an_answer_or_a_problem(unlimited: Visitor, address: str, query: dict[str, str]) -> None:
    answer = unlimited.get(address, query_string=query)
    assert answer.status_code in (200, 302, 400, 404)
    if answer.status_code == 400 and address.startswith("/api"):
        assert answer.mimetype == "application/problem+json"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=texts, page=texts, token=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60))
def test_any_address_and_token_is_an_answer_or_a_problem(
    unlimited: Visitor, record: str, page: str, token: str
) -> None:
    header = {"Authorization": f"Bearer {token}"}
    for address in (f"/api/v1/records/{record}", f"/api/v1/records/{record}/pages/{page}/words"):
        answer = unlimited.get(address.replace("\x00", ""), headers=header)
        assert answer.status_code < OUR_FAULT


scalars = st.none() | st.booleans() | st.floats(allow_nan=False) | texts
json = scalars | st.lists(scalars, max_size=3) | st.dictionaries(texts, scalars | st.lists(scalars), max_size=3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from(["title", "date", "permit_no", "nothing"]), body=json)
def test_any_value_is_kept_or_refused(
    described: tuple[str, dict[str, str]], unlimited: Visitor, field: str, body: object
) -> None:
    record_id, header = described
    address = f"/api/v1/records/{record_id}/values/{field}"
    for sent in (body, {"value": body}):
        assert unlimited.put(address, json=sent, headers=header, with_token=False).status_code in (200, 400, 404)


def test_a_cursor_of_another_reader_opens_nothing(client: Visitor, programs: Programs) -> None:
    for number in range(3):
        programs.record(programs.town.roads, f"内部图 {number}", level=Level.INTERNAL)
    mine = client.get("/api/v1/records?limit=1", headers=programs.token(programs.town.rao)).json
    assert mine is not None
    assert mine["cursor"]
    stolen = client.get(f"/api/v1/records?cursor={mine['cursor']}").json
    assert stolen == {"records": [], "cursor": None}
