"""Every state with every action, against a table written by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives.errors import InvalidInput, NotAllowed, RuleBroken
from archives.grants import Use
from archives.sharing.model import LONGEST_DAYS, AccessRequest, Standing, State

TODAY = date(2026, 3, 2)
UNTIL = TODAY + timedelta(days=90)


def give(
    request: AccessRequest, by: str = "holder", use: Use = Use.READ, until: date = UNTIL, today: date = TODAY
) -> None:
    request.grant = request.give(by, use, until, today)


ACTIONS = {
    "give": give,
    "refuse": lambda request: request.refuse("holder", "not needed for this"),
    "withdraw": lambda request: request.withdraw("asker"),
    "revoke": lambda request: request.revoke("holder", "the matter is closed", TODAY),
    "revoke after its end": lambda request: request.revoke("holder", "late", UNTIL + timedelta(days=1)),
    "give own": lambda request: give(request, by="asker"),
    "refuse own": lambda request: request.refuse("asker", "no"),
    "withdraw another's": lambda request: request.withdraw("colleague"),
    "give too late": lambda request: give(request, today=UNTIL + timedelta(days=1)),
    "give longer": lambda request: give(request, until=UNTIL + timedelta(days=1)),
    "give more": lambda request: give(request, use=Use.DOWNLOAD),
}

LEADS_TO = {
    (State.ASKED, "give"): State.GRANTED,
    (State.ASKED, "refuse"): State.REFUSED,
    (State.ASKED, "withdraw"): State.WITHDRAWN,
    (State.GRANTED, "revoke"): State.REVOKED,
}


def in_state(state: State) -> AccessRequest:
    request = AccessRequest(
        asked_by="asker",
        asking_id="water",
        holder_id="roads",
        project_id="project",
        use=Use.READ,
        purpose="approval of the extension",
        until=UNTIL,
        state=State.ASKED,
    )
    if state in {State.GRANTED, State.REVOKED}:
        give(request)
    if state is State.REVOKED:
        request.revoke("holder", "the matter is closed", TODAY)
    if state is State.REFUSED:
        request.refuse("holder", "not needed for this")
    if state is State.WITHDRAWN:
        request.withdraw("asker")
    return request


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", State)
def test_a_request_takes_only_the_steps_of_the_table(state: State, action: str) -> None:
    request = in_state(state)
    if (state, action) in LEADS_TO:
        ACTIONS[action](request)
        assert request.state is LEADS_TO[state, action]
    else:
        with pytest.raises((RuleBroken, NotAllowed, InvalidInput)):
            ACTIONS[action](request)
        assert request.state is state


@given(st.sampled_from(Use), st.integers(-3, 400), st.sampled_from(Use), st.integers(0, LONGEST_DAYS), st.booleans())
def test_a_grant_is_never_more_than_was_asked(use: Use, days: int, asked: Use, asked_days: int, alone: bool) -> None:
    request = in_state(State.ASKED)
    request.use, request.until = asked, TODAY + timedelta(days=asked_days)
    try:
        grant = request.give("holder", use, TODAY + timedelta(days=days), TODAY, to_asker_only=alone)
    except InvalidInput:
        assert days < 0 or days > asked_days or (use is Use.DOWNLOAD and asked is Use.READ)
        assert request.state is State.ASKED
        return
    assert TODAY <= grant.valid_to <= request.until
    assert grant.use is Use.READ or asked is Use.DOWNLOAD
    assert (grant.project_id, grant.owner_id, grant.purpose) == ("project", "roads", request.purpose)
    assert (grant.account_id, grant.department_id) == (("asker", None) if alone else (None, "water"))


def test_a_grant_for_one_record_names_no_owner() -> None:
    request = in_state(State.ASKED)
    request.project_id, request.record_id = None, "record"
    grant = request.give("holder", Use.READ, UNTIL, TODAY)
    assert (grant.record_id, grant.project_id, grant.owner_id) == ("record", None, None)


def test_a_revoked_grant_ends_the_same_day() -> None:
    request = in_state(State.REVOKED)
    assert request.grant is not None
    assert not request.grant.is_valid(TODAY)
    assert request.revoked_because == "the matter is closed"


@pytest.mark.parametrize(
    ("state", "day", "standing"),
    [
        (State.ASKED, UNTIL, Standing.WAITING),
        (State.ASKED, UNTIL + timedelta(days=1), Standing.LAPSED),
        (State.GRANTED, UNTIL, Standing.VALID),
        (State.GRANTED, UNTIL + timedelta(days=1), Standing.ENDED),
        (State.REFUSED, UNTIL, Standing.REFUSED),
        (State.WITHDRAWN, UNTIL, Standing.WITHDRAWN),
        (State.REVOKED, TODAY, Standing.REVOKED),
    ],
)
def test_time_alone_ends_a_request_and_a_grant(state: State, day: date, standing: Standing) -> None:
    assert in_state(state).standing(day) is standing


def test_access_is_asked_for_a_year_and_a_day_at_most() -> None:
    request = in_state(State.ASKED)
    request.check_until(TODAY + timedelta(days=LONGEST_DAYS), TODAY)
    with pytest.raises(InvalidInput, match="at most 366 days"):
        request.check_until(TODAY + timedelta(days=LONGEST_DAYS + 1), TODAY)
    with pytest.raises(InvalidInput, match="today or later"):
        request.check_until(TODAY - timedelta(days=1), TODAY)
