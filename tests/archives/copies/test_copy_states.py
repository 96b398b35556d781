"""Every state with every action, against a table written by hand."""

from datetime import date, timedelta

import pytest

from archives.copies.model import CopyRequest, Standing, State
from archives.errors import NotAllowed, RuleBroken

TODAY = date(2026, 3, 2)
LATER = TODAY + timedelta(days=31)

ACTIONS = {
    "attach": lambda request: request.attach("another"),
    "approve": lambda request: request.approve("archivist", TODAY),
    "refuse": lambda request: request.refuse("archivist", "not held here"),
    "withdraw": lambda request: request.withdraw("lin"),
    "collect": lambda request: request.collect(TODAY),
    "collect too late": lambda request: request.collect(LATER),
    "approve own": lambda request: request.approve("lin", TODAY),
    "refuse own": lambda request: request.refuse("lin", "no"),
    "withdraw another's": lambda request: request.withdraw("someone"),
}

LEADS_TO = {
    (State.ASKED, "attach"): State.ASKED,
    (State.ASKED, "approve"): State.APPROVED,
    (State.ASKED, "refuse"): State.REFUSED,
    (State.ASKED, "withdraw"): State.WITHDRAWN,
    (State.APPROVED, "collect"): State.COLLECTED,
    (State.COLLECTED, "collect"): State.COLLECTED,
}


def in_state(state: State) -> CopyRequest:
    request = CopyRequest.ask("C2026-000001", "lin", "renovation", TODAY, record_id="record")
    if state in {State.APPROVED, State.COLLECTED}:
        request.approve("archivist", TODAY)
    if state is State.COLLECTED:
        request.collect(TODAY)
    if state is State.REFUSED:
        request.refuse("archivist", "not held here")
    if state is State.WITHDRAWN:
        request.withdraw("lin")
    return request


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", State)
def test_a_request_takes_only_the_steps_of_the_table(state: State, action: str) -> None:
    request = in_state(state)
    if (state, action) in LEADS_TO:
        ACTIONS[action](request)
        assert request.state is LEADS_TO[state, action]
    else:
        with pytest.raises((RuleBroken, NotAllowed)):
            ACTIONS[action](request)
        assert request.state is state


def test_nothing_is_approved_before_a_record_is_attached() -> None:
    request = CopyRequest.ask("C2026-000001", "lin", "renovation", TODAY, description="3 Renmin Road")
    with pytest.raises(RuleBroken, match="Attach the record first"):
        request.approve("archivist", TODAY)
    assert request.state is State.ASKED


def test_an_approval_gives_the_asker_alone_the_record_until_the_last_day() -> None:
    grant = CopyRequest.ask("C2026-000001", "lin", "renovation", TODAY, record_id="record").approve("archivist", TODAY)
    assert (grant.account_id, grant.department_id, grant.record_id) == ("lin", None, "record")
    assert grant.is_valid(TODAY)
    assert grant.is_valid(TODAY + timedelta(days=30))
    assert not grant.is_valid(LATER)


def test_the_first_moment_of_collection_stays() -> None:
    request = in_state(State.COLLECTED)
    first = request.collected_at
    request.collect(TODAY)
    assert request.collected_at == first


@pytest.mark.parametrize(
    ("state", "day", "standing"),
    [
        (State.ASKED, TODAY, Standing.WAITING),
        (State.ASKED, date(2026, 3, 30), Standing.WAITING),
        (State.ASKED, date(2026, 3, 31), Standing.OVERDUE),
        (State.APPROVED, TODAY, Standing.READY),
        (State.APPROVED, LATER, Standing.EXPIRED),
        (State.COLLECTED, LATER, Standing.COLLECTED),
        (State.REFUSED, LATER, Standing.REFUSED),
        (State.WITHDRAWN, LATER, Standing.WITHDRAWN),
    ],
)
def test_time_alone_makes_a_request_overdue_and_an_approval_expire(state: State, day: date, standing: Standing) -> None:
    assert in_state(state).standing(day) is standing
