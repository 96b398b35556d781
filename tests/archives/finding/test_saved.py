"""Searches that are kept: what is new is told once, with the owner's rights of that day."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from archives import duties
from archives.errors import InvalidInput, NotFound
from archives.finding import notices, saved
from archives.finding.model import Notice, SavedSearch
from archives.finding.wanted import Wanted
from archives.jobs import Job, State
from archives.people import Account, Level, Role
from archives.worker import Worker
from tests.archives.finding.conftest import TODAY, Shelf
from tests.factories import an_account
from tests.visiting import Visitor, sign_in

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=UTC)


@pytest.fixture
def wang(shelf: Shelf) -> Account:
    account = an_account(Role.STAFF, "wang", department=shelf.department, clearance=Level.INTERNAL)
    with shelf.tools.database.transaction() as db:
        db.add(account)
    return account


def keep(shelf: Shelf, account: Account, wanted: Wanted) -> str:
    actor = shelf.actor(account)
    with shelf.tools.database.transaction() as db:
        return saved.keep(db, actor, shelf.tools.engine, wanted, "门").id


def look(shelf: Shelf, search_id: str) -> Notice | None:
    with shelf.tools.database.transaction() as db:
        return saved.tell_what_is_new(db, shelf.tools.engine, search_id, NOON)


def test_what_is_new_is_told_once(shelf: Shelf, wang: Account) -> None:
    shelf.put("防火门", level=Level.INTERNAL)
    search = keep(shelf, wang, Wanted(words="防火门"))
    assert look(shelf, search) is None
    new = shelf.put("防火门", level=Level.INTERNAL)
    notice = look(shelf, search)
    assert notice is not None
    assert notice.record_ids == [new]
    assert look(shelf, search) is None
    with shelf.tools.database.reading() as db:
        actor = shelf.actor(wang)
        assert notices.unread(db, actor) == 1
        assert [record.id for told in notices.notices_of(db, actor) for record in told.records] == [new]


def test_rights_are_those_of_the_day_and_count_again_when_the_notice_is_read(shelf: Shelf, wang: Account) -> None:
    search = keep(shelf, wang, Wanted(words="防火门"))
    new = shelf.put("防火门", level=Level.INTERNAL)
    with shelf.tools.database.transaction() as db:
        db.get_one(Account, wang.id).clearance = Level.OPEN
    assert look(shelf, search) is None
    with shelf.tools.database.transaction() as db:
        db.get_one(Account, wang.id).clearance = Level.INTERNAL
    notice = look(shelf, search)
    assert notice is not None
    assert notice.record_ids == [new]
    with shelf.tools.database.transaction() as db:
        db.get_one(Account, wang.id).clearance = Level.OPEN
    with shelf.tools.database.reading() as db:
        assert [told.records for told in notices.notices_of(db, shelf.actor(wang))] == [[]]


def test_the_daily_job_asks_for_the_next_day_even_when_today_goes_wrong(shelf: Shelf, wang: Account) -> None:
    search = keep(shelf, wang, Wanted(words="防火门"))
    shelf.put("防火门", level=Level.INTERNAL)
    with shelf.tools.database.transaction() as db:
        (job,) = db.scalars(sa.select(Job).where(Job.kind == saved.LOOK_AT_SEARCH))
        assert timedelta() < job.run_at - datetime.now(UTC) < timedelta(days=2)
        job.run_at = datetime.now(UTC)
        job.payload = {"day": "2026-01-01"}
        job.key = f"{saved.LOOK_AT_SEARCH}:{search}:today"
    Worker(shelf.tools.database, duties.work(shelf.tools)).work_off()
    with shelf.tools.database.reading() as db:
        states = db.scalars(sa.select(Job.state).where(Job.kind == saved.LOOK_AT_SEARCH).order_by(Job.id)).all()
        assert states == [State.DONE, State.READY]
        assert len(db.scalars(sa.select(Notice)).all()) == 1
    with shelf.tools.database.transaction() as db:
        saved.forget(db, shelf.actor(wang), search)
    with shelf.tools.database.reading() as db:
        assert State.READY not in db.scalars(sa.select(Job.state).where(Job.kind == saved.LOOK_AT_SEARCH)).all()


def test_only_the_owner_keeps_and_forgets_and_everything_is_not_a_search(shelf: Shelf, wang: Account) -> None:
    search = keep(shelf, wang, Wanted(words="防火门"))
    with shelf.tools.database.transaction() as db:
        with pytest.raises(NotFound):
            saved.forget(db, shelf.actor(shelf.archivist), search)
        with pytest.raises(NotFound):
            saved.keep(db, shelf.actor(), shelf.tools.engine, Wanted(words="门"), "门")
        with pytest.raises(InvalidInput):
            saved.keep(db, shelf.actor(wang), shelf.tools.engine, Wanted(), "门")


def test_the_pages_keep_tell_and_forget(shelf: Shelf, wang: Account, visitor: Visitor) -> None:
    sign_in(visitor, "wang")
    form = {"words": "防火门", "kind": "drawing", "name": "防火门图纸"}
    assert visitor.post("/searches", data=form).location == "/notices"
    with shelf.tools.database.reading() as db:
        search = db.scalars(sa.select(SavedSearch)).one()
    shelf.put("防火门", title="门窗表", kind="drawing")
    look(shelf, search.id)
    assert "1 unread notice" in visitor.get("/").text
    page = visitor.get("/notices").text
    assert "“防火门图纸”: one new record" in page
    assert "门窗表" in page
    visitor.post("/notices/read")
    assert "unread" not in visitor.get("/").text
    visitor.post(f"/searches/{search.id}/deletion")
    assert "防火门图纸" in visitor.get("/notices").text  # the notice stays
    assert visitor.post(f"/searches/{search.id}/deletion").status_code == 404
