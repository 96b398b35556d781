from dataclasses import replace

import pytest
import sqlalchemy as sa

from archives import audit
from archives.catalogue.model import Record
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.grants import Grant, Use
from archives.people import Account, Level, Role
from archives.permissions import Actor, can
from archives.sharing import desk, service
from archives.sharing.model import AccessRequest, Standing, State
from archives.sharing.wanted import Offer, Wanted
from tests.archives.sharing.shelf import TODAY, Town, a_project, days
from tests.factories import an_account

WANTED = Wanted(purpose="approval of the water main", until=days(90), use=Use.DOWNLOAD)
AS_ASKED = Offer(until=days(90), use=Use.DOWNLOAD)


def ask(town: Town, wanted: Wanted = WANTED, by: Account | None = None) -> AccessRequest:
    return service.ask_for_project(town.db, town.actor(by or town.wang), town.bridge.id, town.roads.id, wanted)


def grant(town: Town, request: AccessRequest, offer: Offer = AS_ASKED, by: Account | None = None) -> Grant:
    return service.grant(town.db, town.actor(by or town.rao), request.id, offer)


def reads(town: Town, account: Account, record: Record, use: Use = Use.READ, day: int = 0) -> bool:
    return can(town.actor(account, days(day)), record, use)


def test_a_grant_opens_the_records_of_that_department_in_that_project_and_nothing_else(town: Town) -> None:
    other_project = a_project("地铁二号线", 2)
    town.db.add(other_project)
    town.db.flush()
    theirs = town.record(town.roads)
    of_another_department = town.record(town.health)
    of_another_project = town.record(town.roads, other_project)
    restricted = town.record(town.roads, level=Level.RESTRICTED)
    withdrawn = town.record(town.roads, withdrawn=True)
    assert not reads(town, town.wang, theirs)

    grant(town, ask(town))

    assert reads(town, town.wang, theirs, Use.DOWNLOAD)
    assert reads(town, town.wei, theirs)
    for closed in (of_another_department, of_another_project, restricted, withdrawn):
        assert not reads(town, town.wang, closed)
    assert not reads(town, town.hua, theirs)
    assert not reads(town, town.lin, theirs)


def test_a_record_added_later_is_covered_too(town: Town) -> None:
    grant(town, ask(town))
    assert reads(town, town.wang, town.record(town.roads, title="竣工图"))


def test_access_ends_after_its_last_day(town: Town) -> None:
    record = town.record(town.roads)
    grant(town, ask(town), replace(AS_ASKED, until=days(10)))
    assert reads(town, town.wang, record, day=10)
    assert not reads(town, town.wang, record, day=11)


def test_a_grant_to_read_is_no_grant_to_download(town: Town) -> None:
    record = town.record(town.roads)
    grant(town, ask(town), replace(AS_ASKED, use=Use.READ))
    assert reads(town, town.wang, record)
    assert not reads(town, town.wang, record, Use.DOWNLOAD)


def test_a_grant_to_the_asker_alone_is_not_the_departments(town: Town) -> None:
    record = town.record(town.roads)
    grant(town, ask(town), replace(AS_ASKED, to_asker_only=True))
    assert reads(town, town.wang, record)
    assert not reads(town, town.wei, record)


def test_a_revoked_grant_opens_nothing_any_more(town: Town) -> None:
    record = town.record(town.roads)
    request = ask(town)
    grant(town, request)
    service.revoke(town.db, town.actor(town.ren), request.id, "the matter is closed")
    assert not reads(town, town.wang, record)
    assert request.state is State.REVOKED


def test_archivists_decide_and_revoke_for_every_department(town: Town) -> None:
    request = ask(town)
    grant(town, request, by=town.an)
    service.revoke(town.db, town.actor(town.an), request.id, "asked for by mistake")
    assert request.revoked_by == town.an.id


def decide_in_every_way(town: Town, actor: Actor, request_id: str) -> list[type[Exception]]:
    said = []
    for act in (
        lambda: service.grant(town.db, actor, request_id, AS_ASKED),
        lambda: service.refuse(town.db, actor, request_id, "no"),
        lambda: service.revoke(town.db, actor, request_id, "no"),
    ):
        with pytest.raises((NotAllowed, NotFound)) as caught:
            act()
        said.append(caught.type)
    return said


@pytest.mark.parametrize(
    ("who", "answer"), [("wang", NotAllowed), ("wei", NotAllowed), ("hua", NotFound), ("lin", NotAllowed)]
)
def test_only_the_holding_department_decides(town: Town, who: str, answer: type[Exception]) -> None:
    request = ask(town)
    assert decide_in_every_way(town, town.actor(getattr(town, who)), request.id) == [answer] * 3
    assert request.state is State.ASKED


def test_administrators_and_auditors_have_no_part_in_it(town: Town) -> None:
    request = ask(town)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        account = an_account(role, role.value, department=town.roads)
        town.db.add(account)
        decide_in_every_way(town, town.actor(account), request.id)
        with pytest.raises(NotAllowed):
            desk.desk(town.db, town.actor(account))


def test_whoever_asked_does_not_decide_even_after_moving_to_the_other_department(town: Town) -> None:
    request = ask(town)
    town.wang.department = town.roads
    town.db.flush()
    assert decide_in_every_way(town, town.actor(town.wang), request.id) == [NotAllowed] * 3
    town.wang.role, town.wang.department = Role.ARCHIVIST, None
    town.db.flush()
    assert decide_in_every_way(town, town.actor(town.wang), request.id) == [NotAllowed] * 3


def test_only_the_asker_withdraws(town: Town) -> None:
    request = ask(town)
    with pytest.raises(NotAllowed, match="Only the person who asked"):
        service.withdraw(town.db, town.actor(town.wei), request.id)
    service.withdraw(town.db, town.actor(town.wang), request.id)
    assert request.state is State.WITHDRAWN
    with pytest.raises(RuleBroken):
        grant(town, request)


def test_citizens_and_archivists_do_not_ask(town: Town) -> None:
    for account in (town.lin, town.an):
        with pytest.raises(NotAllowed):
            ask(town, by=account)


@pytest.mark.parametrize("days_ahead", [-1, 367])
def test_the_last_day_is_within_a_year(town: Town, days_ahead: int) -> None:
    with pytest.raises(InvalidInput):
        ask(town, replace(WANTED, until=days(days_ahead)))


def test_a_purpose_is_said() -> None:
    with pytest.raises(InvalidInput, match="what it is needed for"):
        Wanted(purpose="  ab ", until=TODAY)


def test_one_does_not_ask_oneself_nor_nobody(town: Town) -> None:
    actor = town.actor(town.wang)
    with pytest.raises(RuleBroken, match="your own department"):
        service.ask_for_project(town.db, actor, town.bridge.id, town.water.id, WANTED)
    with pytest.raises(InvalidInput, match="Choose the department"):
        service.ask_for_project(town.db, actor, town.bridge.id, "nobody", WANTED)
    with pytest.raises(NotFound):
        service.ask_for_project(town.db, actor, "no project", town.roads.id, WANTED)


def test_the_same_is_not_asked_twice_while_it_waits(town: Town) -> None:
    first = ask(town)
    with pytest.raises(RuleBroken, match="asked for this already"):
        ask(town, by=town.wei)
    ask(town, replace(WANTED, use=Use.READ))
    service.refuse(town.db, town.actor(town.rao), first.id, "say which road")
    ask(town)


def test_the_departments_to_ask_do_not_tell_who_holds_records(town: Town) -> None:
    before = service.departments_to_ask(town.db, town.actor(town.wang))
    town.record(town.health)
    after = service.departments_to_ask(town.db, town.actor(town.wang))
    assert [found.id for found in before] == [found.id for found in after]
    assert {found.name for found in after} == {"交通运输局", "卫生健康委员会"}


def test_a_refusal_gives_its_reason(town: Town) -> None:
    request = ask(town)
    with pytest.raises(InvalidInput, match="Give the reason"):
        service.refuse(town.db, town.actor(town.rao), request.id, "  ")
    service.refuse(town.db, town.actor(town.rao), request.id, "not needed for this")
    shown = desk.show_request(town.db, town.actor(town.wei), request.id)
    assert (shown.standing, shown.request.reason) == (Standing.REFUSED, "not needed for this")


def test_one_record_that_is_read_under_a_grant_can_be_asked_for_to_download(town: Town) -> None:
    record, other = town.record(town.roads), town.record(town.roads, title="竣工图")
    grant(town, ask(town), replace(AS_ASKED, use=Use.READ))
    request = service.ask_for_record(town.db, town.actor(town.wang), record.id, WANTED)
    assert request.holder_id == town.roads.id
    grant(town, request)
    assert reads(town, town.wang, record, Use.DOWNLOAD)
    assert not reads(town, town.wang, other, Use.DOWNLOAD)


def test_a_record_one_cannot_see_cannot_be_asked_for(town: Town) -> None:
    record = town.record(town.roads)
    with pytest.raises(NotFound):
        service.ask_for_record(town.db, town.actor(town.wang), record.id, WANTED)


def test_a_record_that_went_to_another_department_is_not_given_by_the_old_one(town: Town) -> None:
    record = town.record(town.roads, level=Level.OPEN)
    request = service.ask_for_record(town.db, town.actor(town.wang), record.id, WANTED)
    record.department_id = town.health.id
    town.db.flush()
    with pytest.raises(RuleBroken, match="another department"):
        grant(town, request)


def test_a_title_is_shown_only_to_whom_the_record_is_open_today(town: Town) -> None:
    record = town.record(town.roads, level=Level.OPEN, title="公开的图")
    request = service.ask_for_record(town.db, town.actor(town.wang), record.id, WANTED)
    assert desk.show_request(town.db, town.actor(town.wang), request.id).record_title == "公开的图"
    record.level = Level.INTERNAL
    town.db.flush()
    assert desk.show_request(town.db, town.actor(town.wang), request.id).record_title is None
    assert desk.show_request(town.db, town.actor(town.rao), request.id).record_title == "公开的图"


def test_each_desk_shows_what_concerns_it(town: Town) -> None:
    waiting, given = ask(town), ask(town, replace(WANTED, use=Use.READ))
    grant(town, given, replace(AS_ASKED, use=Use.READ))
    old = ask(town, replace(WANTED, use=Use.READ, purpose="another matter"))
    service.withdraw(town.db, town.actor(town.wang), old.id)

    def lists(account: Account, day: int = 0) -> dict[str, set[str]]:
        found = desk.desk(town.db, town.actor(account, days(day)))
        names = ("waiting", "asked", "given", "held", "past")
        return {name: {shown.request.id for shown in getattr(found, name)} for name in names}

    nothing: set[str] = set()
    theirs = {"waiting": {waiting.id}, "asked": nothing, "given": {given.id}, "held": nothing, "past": {old.id}}
    assert lists(town.wei) == {
        "waiting": nothing, "asked": {waiting.id}, "given": nothing, "held": {given.id}, "past": {old.id}
    }  # fmt: skip
    assert lists(town.rao) == theirs
    assert lists(town.an) == theirs
    assert lists(town.hua) == dict.fromkeys(theirs, nothing)
    assert lists(town.wei, day=91)["past"] == {given.id, old.id}


def test_past_requests_come_in_pages(town: Town) -> None:
    for _ in range(desk.PER_PAGE + 1):
        service.withdraw(town.db, town.actor(town.wang), ask(town).id)
    first, second = (desk.desk(town.db, town.actor(town.wang), page) for page in (1, 2))
    assert (len(first.past), len(second.past), first.pages) == (desk.PER_PAGE, 1, 2)


def test_every_step_is_on_the_trail(town: Town) -> None:
    request = ask(town)
    grant(town, request)
    service.revoke(town.db, town.actor(town.rao), request.id, "the matter is closed")
    second = ask(town)
    service.refuse(town.db, town.actor(town.rao), second.id, "enough")
    third = ask(town)
    service.withdraw(town.db, town.actor(town.wang), third.id)
    entries = town.db.scalars(sa.select(audit.Entry).order_by(audit.Entry.seq)).all()
    told = [(entry.name, entry.event.value, entry.object_id) for entry in entries]
    assert told == [
        ("Wang", "access asked", request.id),
        ("Rao", "access granted", request.id),
        ("Rao", "access revoked", request.id),
        ("Wang", "access asked", second.id),
        ("Rao", "access refused", second.id),
        ("Wang", "access asked", third.id),
        ("Wang", "access withdrawn", third.id),
    ]
    assert entries[0].detail["purpose"] == "approval of the water main"
    assert entries[2].detail["reason"] == "the matter is closed"
