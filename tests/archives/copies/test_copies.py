from datetime import date

import pytest
import sqlalchemy as sa

from archives import audit
from archives.catalogue.model import Record
from archives.catalogue.service import find_record
from archives.copies import queue, service
from archives.copies.model import CopyRequest, Standing, State
from archives.copies.queue import Which
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.grants import Grant, Use
from archives.people import Account, Level
from archives.permissions import Actor, can
from tests.archives.sharing.shelf import TODAY, Town, days


def ask(town: Town, record: Record | None = None, by: Account | None = None) -> CopyRequest:
    actor = town.actor(by or town.lin)
    if record is not None:
        return service.ask_for_record(town.db, actor, record.id, "renovation")
    return service.ask_by_description(town.db, actor, "renovation", "滨江路 3 号，约 1998 年")


def approved(town: Town, record: Record) -> CopyRequest:
    request = ask(town)
    service.attach_record(town.db, town.actor(town.an), request.id, record.id)
    return service.approve(town.db, town.actor(town.an), request.id)


def kept(town: Town, **more: object) -> Record:
    return town.record(town.roads, **more)  # type: ignore[arg-type]


def test_a_citizen_who_does_not_know_the_record_gets_its_copy(town: Town) -> None:
    record = kept(town)
    request = approved(town, record)
    assert can(town.actor(town.lin), record, Use.DOWNLOAD)
    original = service.collect(town.db, town.actor(town.lin), request.id)
    assert original.record_id == record.id
    assert request.state is State.COLLECTED


def test_an_approval_opens_one_record_to_one_person(town: Town) -> None:
    record, neighbour = kept(town), kept(town, title="结构图")
    approved(town, record)
    assert not can(town.actor(town.lin), neighbour)
    assert not can(town.actor(town.hua), record)


def test_the_copy_is_there_for_thirty_days(town: Town) -> None:
    record = kept(town)
    request = approved(town, record)
    assert request.collect_by == days(30)
    service.collect(town.db, town.actor(town.lin, days(30)), request.id)
    with pytest.raises(RuleBroken, match="ended on 2026-04-01"):
        service.collect(town.db, town.actor(town.lin, days(31)), request.id)
    assert not can(town.actor(town.lin, days(31)), record)


def test_a_download_that_broke_off_can_be_made_again(town: Town) -> None:
    request = approved(town, kept(town))
    service.collect(town.db, town.actor(town.lin), request.id)
    service.collect(town.db, town.actor(town.lin), request.id)
    query = sa.select(sa.func.count()).where(audit.Entry.event == audit.Event.COPY_COLLECTED)
    assert town.db.scalar(query) == 2


def test_nobody_else_collects_it(town: Town) -> None:
    request = approved(town, kept(town))
    for account in (town.wang, town.an):
        with pytest.raises(NotFound):
            service.collect(town.db, town.actor(account), request.id)


def test_nothing_is_collected_before_it_is_approved(town: Town) -> None:
    request = ask(town, kept(town, level=Level.OPEN))
    with pytest.raises(RuleBroken, match="has not been approved"):
        service.collect(town.db, town.actor(town.lin), request.id)


def test_what_is_restricted_or_withdrawn_after_the_approval_is_not_given_out(town: Town) -> None:
    for change in ({"level": Level.RESTRICTED}, {"withdrawn": True}):
        record = kept(town)
        request = approved(town, record)
        for name, value in change.items():
            setattr(record, name, value)
        town.db.flush()
        assert not queue.show_request(town.db, town.actor(town.lin), request.id).may_collect
        with pytest.raises(NotFound):
            service.collect(town.db, town.actor(town.lin), request.id)


def test_a_record_that_may_only_be_read_is_not_given_out(town: Town) -> None:
    record = kept(town)
    request = approved(town, record)
    assert request.grant is not None
    request.grant.use = Use.READ
    town.db.flush()
    assert can(town.actor(town.lin), record, Use.READ)
    with pytest.raises(NotFound):
        service.collect(town.db, town.actor(town.lin), request.id)


@pytest.mark.parametrize("change", [{"level": Level.RESTRICTED}, {"withdrawn": True}])
def test_a_restricted_or_withdrawn_record_is_not_approved(town: Town, change: dict[str, object]) -> None:
    request = ask(town)
    service.attach_record(town.db, town.actor(town.an), request.id, kept(town, **change).id)
    with pytest.raises(RuleBroken, match="restricted or withdrawn"):
        service.approve(town.db, town.actor(town.an), request.id)
    assert town.db.scalar(sa.select(sa.func.count()).select_from(Grant)) == 0


def test_a_restricted_record_can_be_copied_for_someone_cleared_for_it(town: Town) -> None:
    town.wang.clearance = Level.RESTRICTED
    request = ask(town, by=town.wang)
    service.attach_record(town.db, town.actor(town.an), request.id, kept(town, level=Level.RESTRICTED).id)
    service.approve(town.db, town.actor(town.an), request.id)
    service.collect(town.db, town.actor(town.wang), request.id)


def test_an_archivist_approves_only_what_they_may_see_themselves(town: Town) -> None:
    request = ask(town)
    service.attach_record(town.db, town.actor(town.an), request.id, kept(town).id)
    town.an.clearance = Level.OPEN
    with pytest.raises(NotFound):
        service.approve(town.db, town.actor(town.an), request.id)


def test_an_archivist_does_not_approve_their_own_request(town: Town) -> None:
    request = ask(town, kept(town), by=town.an)
    with pytest.raises(RuleBroken, match="Someone else must decide"):
        service.approve(town.db, town.actor(town.an), request.id)
    with pytest.raises(RuleBroken, match="Someone else must decide"):
        service.refuse(town.db, town.actor(town.an), request.id, "no")


def test_a_citizen_does_not_learn_of_the_record_an_archivist_attached(town: Town) -> None:
    request = ask(town)
    service.attach_record(town.db, town.actor(town.an), request.id, kept(town, title="银行金库").id)
    assert queue.show_request(town.db, town.actor(town.lin), request.id).record is None
    service.refuse(town.db, town.actor(town.an), request.id, "not open to you")
    shown = queue.show_request(town.db, town.actor(town.lin), request.id)
    assert (shown.record, shown.standing) == (None, Standing.REFUSED)


@pytest.mark.parametrize("who", ["lin", "wang", "rao"])
def test_only_archivists_decide(town: Town, who: str) -> None:
    request, actor = ask(town, kept(town, level=Level.OPEN)), town.actor(getattr(town, who))
    for act in (
        lambda: service.approve(town.db, actor, request.id),
        lambda: service.refuse(town.db, actor, request.id, "no"),
        lambda: service.attach_record(town.db, actor, request.id, request.record_id or ""),
        lambda: queue.list_requests(town.db, actor, Which.WAITING),
        lambda: queue.list_requests(town.db, actor, Which.DECIDED),
        lambda: queue.candidates(town.db, actor, "图"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert request.state is State.ASKED


def test_a_visitor_asks_for_nothing(town: Town) -> None:
    record = kept(town, level=Level.OPEN)
    with pytest.raises(NotAllowed):
        service.ask_for_record(town.db, Actor(TODAY), record.id, "renovation")
    with pytest.raises(NotAllowed):
        queue.list_requests(town.db, Actor(TODAY), Which.MINE)


def test_anothers_request_is_not_there(town: Town) -> None:
    request = ask(town)
    for act in (queue.show_request, service.withdraw, service.collect):
        with pytest.raises(NotFound):
            act(town.db, town.actor(town.hua), request.id)


def test_a_record_one_cannot_see_cannot_be_asked_for(town: Town) -> None:
    with pytest.raises(NotFound):
        ask(town, kept(town))


def test_the_same_record_is_not_asked_for_twice_while_it_waits(town: Town) -> None:
    record = kept(town, level=Level.OPEN)
    first = ask(town, record)
    with pytest.raises(RuleBroken, match="asked for a copy of this already"):
        ask(town, record)
    service.withdraw(town.db, town.actor(town.lin), first.id)
    ask(town, record)


@pytest.mark.parametrize(
    ("purpose", "description"), [(" ", "滨江路 3 号"), ("renovation", "  路 "), ("x" * 1001, "滨江路 3 号")]
)
def test_a_request_says_what_for_and_what(town: Town, purpose: str, description: str) -> None:
    with pytest.raises(InvalidInput):
        service.ask_by_description(town.db, town.actor(town.lin), purpose, description)


def test_requests_are_numbered_by_year(town: Town) -> None:
    assert [ask(town).number, ask(town).number] == ["C2026-000001", "C2026-000002"]
    new_year = town.actor(town.lin, date(2027, 1, 1))
    assert service.ask_by_description(town.db, new_year, "renovation", "滨江路 3 号").number == "C2027-000001"


def test_a_refusal_gives_its_reason(town: Town) -> None:
    request = ask(town)
    with pytest.raises(InvalidInput, match="Give the reason"):
        service.refuse(town.db, town.actor(town.an), request.id, "")
    service.refuse(town.db, town.actor(town.an), request.id, "not held here")
    assert request.reason == "not held here"


def test_the_most_urgent_request_is_on_top_and_overdue_ones_are_marked(town: Town) -> None:
    later = service.ask_by_description(town.db, town.actor(town.lin, days(5)), "renovation", "滨江路 5 号")
    first = ask(town)
    waiting = queue.list_requests(town.db, town.actor(town.an, date(2026, 3, 31)), Which.WAITING).requests
    assert [(shown.request.id, shown.standing) for shown in waiting] == [
        (first.id, Standing.OVERDUE),
        (later.id, Standing.WAITING),
    ]


def test_a_record_is_found_by_title_number_or_id_within_the_archivists_rights(town: Town) -> None:
    plan = kept(town, title="滨江大桥总平面图", number="桥施-01")
    kept(town, title="隧道剖面")
    hidden = kept(town, title="滨江大桥监控布置", level=Level.RESTRICTED)
    actor = town.actor(town.an)
    for words in ("总平面", "桥施-01", plan.id):
        assert [record.id for record in queue.candidates(town.db, actor, words)] == [plan.id]
    assert hidden.id in {record.id for record in queue.candidates(town.db, actor, "滨江大桥")}
    town.an.clearance = Level.INTERNAL
    assert [record.id for record in queue.candidates(town.db, town.actor(town.an), "滨江大桥")] == [plan.id]
    assert queue.candidates(town.db, actor, "%") == []
    assert queue.candidates(town.db, actor, "  ") == []


def test_lists_come_in_pages(town: Town) -> None:
    for _ in range(queue.PER_PAGE + 1):
        ask(town)
    first, second = (queue.list_requests(town.db, town.actor(town.lin), Which.MINE, page) for page in (1, 2))
    assert (len(first.requests), len(second.requests), first.pages) == (queue.PER_PAGE, 1, 2)


def test_every_step_is_on_the_trail(town: Town) -> None:
    request = approved(town, kept(town))
    service.collect(town.db, town.actor(town.lin), request.id)
    second = ask(town)
    service.refuse(town.db, town.actor(town.an), second.id, "not held here")
    third = ask(town)
    service.withdraw(town.db, town.actor(town.lin), third.id)
    entries = town.db.scalars(sa.select(audit.Entry).order_by(audit.Entry.seq))
    assert [(entry.name, entry.event.value, entry.detail["number"]) for entry in entries] == [
        ("Lin", "copy asked", "C2026-000001"),
        ("An", "copy record attached", "C2026-000001"),
        ("An", "copy approved", "C2026-000001"),
        ("Lin", "copy collected", "C2026-000001"),
        ("Lin", "copy asked", "C2026-000002"),
        ("An", "copy refused", "C2026-000002"),
        ("Lin", "copy asked", "C2026-000003"),
        ("Lin", "copy withdrawn", "C2026-000003"),
    ]


def test_the_record_page_opens_with_the_approval(town: Town) -> None:
    record = kept(town)
    with pytest.raises(NotFound):
        find_record(town.db, town.actor(town.lin), record.id)
    approved(town, record)
    assert find_record(town.db, town.actor(town.lin), record.id) is record
