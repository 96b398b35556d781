"""What must never be destroyed is not, whoever asks; what may be leaves a tombstone, a certificate and a trail."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from archives import audit, duties, jobs
from archives.catalogue.model import FieldValue, Original, Page, Record, Retention, Source
from archives.catalogue.service import correct_field, find_record, open_to
from archives.db import Database
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.keeping import disposals, holds, retention
from archives.keeping.destroying import end_record
from archives.keeping.model import DisposalItem, Fate, State
from archives.people import Level
from archives.store import Event, Fixity, object_id
from archives.tools import Tools
from archives.worker import Worker
from tests.archives.keeping.conftest import TODAY, House, a_house

OVER = {"retention": Retention.TEN_YEARS, "formed": "2001-05-20"}


def propose(house: House, *records: Record) -> disposals.Disposal:
    return disposals.propose(house.db, house.an, [r.id for r in records], "nothing of value", "term ended")


def test_nothing_is_destroyed_before_the_end_of_its_term(house: House) -> None:
    for columns in (
        {"retention": Retention.PERMANENT, "formed": "1901"},
        {"retention": Retention.TEN_YEARS, "formed": "2016-03-02"},
        {"retention": Retention.LONG_TERM, "formed": "1901"},
        {"retention": None, "kind": "construction_permit", "formed": "1901"},
    ):
        with pytest.raises(RuleBroken, match="has not ended"):
            propose(house, house.record(**columns))
    propose(house, house.record(retention=Retention.TEN_YEARS, formed="2016-03-01"))


def test_nothing_under_a_hold_is_destroyed(house: House) -> None:
    held, other = house.record(**OVER), house.record(**OVER)
    hold = holds.place(house.db, house.an, record_id=held.id, reason="law suit", authority="Court 2026-7")
    with pytest.raises(RuleBroken, match="legal hold"):
        propose(house, held)
    holds.lift(house.db, house.an, hold.id, "judged")
    propose(house, held)
    holds.place(house.db, house.an, project_id=house.town.bridge.id, reason="inquiry", authority="Audit office")
    with pytest.raises(RuleBroken, match="legal hold"):
        propose(house, other)


def test_a_hold_placed_between_proposal_and_approval_stops_the_approval(house: House) -> None:
    record = house.record(**OVER)
    proposal = propose(house, record)
    holds.place(house.db, house.bo, record_id=record.id, reason="law suit", authority="Court", until=TODAY)
    with pytest.raises(RuleBroken, match="legal hold"):
        disposals.approve(house.db, house.bo, proposal.id, "Director 2026-1")


def test_a_hold_ends_with_its_last_day(house: House) -> None:
    record = house.record(**OVER)
    hold = holds.place(house.db, house.an, record_id=record.id, reason="r", authority="a", until=TODAY)
    assert hold.binds(TODAY)
    hold.until = TODAY.replace(day=1)
    house.db.flush()
    propose(house, record)


def test_whoever_proposes_cannot_approve(house: House) -> None:
    proposal = propose(house, house.record(**OVER))
    with pytest.raises(RuleBroken, match="second person"):
        disposals.approve(house.db, house.an, proposal.id, "Director 2026-1")
    with pytest.raises(NotAllowed):
        disposals.withdraw(house.db, house.bo, proposal.id)
    for actor in (house.rao, house.shen, house.lin):
        with pytest.raises(NotAllowed):
            disposals.approve(house.db, actor, proposal.id, "Director 2026-1")
    with pytest.raises(InvalidInput, match="authority"):
        disposals.approve(house.db, house.bo, proposal.id, " ")
    assert jobs.tally(house.db, disposals.DESTROY)[jobs.State.READY] == 0


def test_a_record_stands_on_one_disposal_at_a_time(house: House) -> None:
    record = house.record(**OVER)
    first = propose(house, record)
    with pytest.raises(RuleBroken, match=first.number):
        propose(house, record)
    disposals.refuse(house.db, house.bo, first.id, "keep it")
    assert propose(house, record).number > first.number


def test_the_demolition_of_the_building_starts_the_appraisal_of_what_is_kept_as_long(house: House) -> None:
    drawing = house.record(kind="drawing", formed="2020-01-01")
    with pytest.raises(RuleBroken):
        propose(house, drawing)
    with pytest.raises(InvalidInput):
        retention.record_demolition(house.db, house.an, house.town.bridge.id, None, TODAY, "")
    retention.record_demolition(house.db, house.an, house.town.bridge.id, None, TODAY.replace(day=1), "拆除备案 2026-3")
    assert [record.id for record in retention.ended(house.db, house.an)] == [drawing.id]
    assert propose(house, drawing).items[0].retention is Retention.LONG_TERM


def test_a_marked_record_is_not_destroyed_here(house: House) -> None:
    with pytest.raises(RuleBroken, match="state secrets"):
        propose(house, house.record(**OVER, secrecy_mark="秘密★"))


@pytest.fixture
def kept(tools: Tools, tmp_path: Path) -> tuple[House, str, str]:
    """A record whose original is really in the store, with a page and a value, on a proposed disposal."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 to be destroyed")
    with tools.database.transaction() as db:
        house = a_house(db)
        record = house.record(**OVER, page_count=1)
        arrived = Event(kind="ingestion", detail="came in for a test")
        receipt = tools.store.keep(scan, "scan.pdf", object_id("record", record.id), arrived, lambda _: {})
        record.original.key, record.original.sha256 = receipt.key, receipt.sha256
        db.add_all(
            [
                Page(record_id=record.id, number=1, text="secret words"),
                FieldValue(record_id=record.id, field="title", value="secret words", source=Source.OCR),
            ]
        )
        proposal = propose(house, record)
    pictures = tools.pictures_of(receipt.sha256)
    pictures.mkdir(parents=True)
    (pictures / "1.jpg").write_bytes(b"picture")
    return house, record.id, proposal.id


def approve(tools: Tools, house: House, disposal_id: str) -> None:
    with tools.database.transaction() as db:
        disposals.approve(db, house.bo, disposal_id, "Director 2026-1")


def work(tools: Tools) -> None:
    Worker(tools.database, duties.work(tools), duties.lanes(tools)).work_off()


def test_a_destroyed_record_is_a_tombstone_and_nothing_else(tools: Tools, kept: tuple[House, str, str]) -> None:
    house, record_id, disposal_id = kept
    approve(tools, house, disposal_id)
    work(tools)
    with tools.database.reading() as db:
        record = db.get_one(Record, record_id)
        original = record.original
        assert (record.title, record.formed, len(original.sha256)) == ("总平面图", "2001-05-20", 64)
        assert (record.withdrawn, record.pages, record.page_count) == (True, [], 0)
        assert db.scalar(sa.select(sa.func.count()).select_from(FieldValue)) == 0
        assert tools.store.verify(original.key, original.sha256) is Fixity.MISSING
        assert not tools.pictures_of(original.sha256).exists()
        disposal = disposals.find_disposal(db, house.shen, disposal_id)
        assert (disposal.state, disposal.items[0].fate) == (State.DONE, Fate.DESTROYED)
        assert disposals.shown_title(house.shen, disposal.items[0]) == "总平面图"
        events = list(db.scalars(sa.select(audit.Entry.event).order_by(audit.Entry.seq)))
        assert events[-4:] == ["disposal proposed", "disposal approved", "disposed", "disposal done"]
        assert retention.ended(db, house.an) == []
    assert tools.engine.count() == 0


def test_a_tombstone_cannot_be_described_opened_or_destroyed_again(tools: Tools, kept: tuple[House, str, str]) -> None:
    house, record_id, disposal_id = kept
    approve(tools, house, disposal_id)
    work(tools)
    with tools.database.transaction() as db:
        for act in (
            lambda: correct_field(db, house.an, record_id, "title", "x"),
            lambda: open_to(db, house.an, record_id, Level.OPEN, Level.RESTRICTED),
            lambda: retention.set_retention(db, house.an, record_id, None, "x"),
            lambda: disposals.propose(db, house.an, [record_id], "x", "y"),
        ):
            with pytest.raises(RuleBroken, match="destroyed"):
                act()
        for actor in (house.rao, house.lin):
            with pytest.raises(NotFound):
                find_record(db, actor, record_id)


def test_a_hold_placed_after_the_approval_still_saves_the_record(tools: Tools, kept: tuple[House, str, str]) -> None:
    house, record_id, disposal_id = kept
    approve(tools, house, disposal_id)
    with tools.database.transaction() as db:
        holds.place(db, house.an, record_id=record_id, reason="law suit", authority="Court 2026-7")
    work(tools)
    with tools.database.reading() as db:
        disposal = disposals.find_disposal(db, house.an, disposal_id)
        assert disposal.items[0].fate is Fate.KEPT
        assert "legal hold" in (disposal.items[0].kept_because or {})["template"]
        original = db.scalars(sa.select(Original).where(Original.record_id == record_id)).one()
        assert tools.store.verify(original.key, original.sha256) is Fixity.SOUND
        assert db.get_one(Record, record_id).disposed_on is None


def end_rows(tools: Tools, disposal_id: str) -> None:
    """As far as the job comes before the bytes go."""
    with tools.database.reading() as db:
        (item,) = db.scalars(sa.select(DisposalItem).where(DisposalItem.disposal_id == disposal_id))
    with tools.database.transaction() as db:
        end_record(db, item.id, TODAY)


def test_a_disposal_that_was_killed_in_between_takes_away_what_is_left(
    tools: Tools, kept: tuple[House, str, str]
) -> None:
    house, record_id, disposal_id = kept
    approve(tools, house, disposal_id)
    with tools.database.transaction() as db:
        claimed = jobs.claim(db, "dies", [disposals.DESTROY], 60)
    assert claimed is not None
    end_rows(tools, disposal_id)
    with tools.database.transaction() as db:
        assert db.get_one(Record, record_id).disposed_on is not None
        jobs.lost_with(db, "dies")
    work(tools)
    with tools.database.reading() as db:
        original = db.get_one(Record, record_id).original
        assert tools.store.verify(original.key, original.sha256) is Fixity.MISSING
        assert disposals.find_disposal(db, house.an, disposal_id).state is State.DONE


def test_the_bytes_of_another_record_are_not_taken_away(
    tools: Tools, kept: tuple[House, str, str], tmp_path: Path
) -> None:
    house, record_id, disposal_id = kept
    with tools.database.transaction() as db:
        house.db = house.town.db = db
        twin = house.record()
        original = db.get_one(Record, record_id).original
        arrived = Event(kind="ingestion", detail="the same scan, of another department")
        scan = tmp_path / "scan.pdf"
        receipt = tools.store.keep(scan, "scan.pdf", object_id("record", twin.id), arrived, lambda _: {})
        twin.original.key, twin.original.sha256 = receipt.key, receipt.sha256
    approve(tools, house, disposal_id)
    work(tools)
    assert tools.store.verify(receipt.key, receipt.sha256) is Fixity.SOUND
    assert tools.store.verify(original.key, original.sha256) is Fixity.MISSING
    assert tools.pictures_of(receipt.sha256).exists()


def test_what_stays_in_the_store_is_an_entry_that_a_rebuild_finds(tools: Tools, kept: tuple[House, str, str]) -> None:
    house, record_id, disposal_id = kept
    approve(tools, house, disposal_id)
    work(tools)
    husk = tools.store.find(object_id("record", record_id))
    assert husk.is_buried
    assert husk.originals == []
    told = json.loads(tools.store.read(husk, "metadata/record.json"))["tables"]["record"][0]
    assert (told["title"], told["disposed_on"] is not None) == ("总平面图", True)


def test_a_rule_set_with_its_source_changes_what_a_kind_starts_with(house: House, database: Database) -> None:
    assert database
    record = house.record(kind="construction_permit", formed="2001")
    assert retention.count_ended(house.db, house.an) == 0
    with pytest.raises(InvalidInput):
        retention.set_rule(house.db, house.an, "construction_permit", Retention.TEN_YEARS, "")
    retention.set_rule(house.db, house.an, "construction_permit", Retention.TEN_YEARS, "City rule 2025-3")
    assert [found.id for found in retention.ended(house.db, house.an)] == [record.id]
    retention.set_retention(house.db, house.an, record.id, Retention.PERMANENT, "the first permit of the city")
    assert retention.ended(house.db, house.an) == []
