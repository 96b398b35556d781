"""Contradictions within a project, each with both pieces of evidence, and only from what the reader may see."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from archives import audit
from archives.catalogue.agreement import Sort
from archives.catalogue.contradictions import Shown, judgements_of, of_projects, of_record
from archives.catalogue.judgements import Verdict
from archives.catalogue.model import UnitProject, Volume
from archives.catalogue.service import correct_field
from archives.checking.contradictions import judge, take_back, unsettled
from archives.db import Database
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.people import Level, Role
from archives.permissions import Actor
from tests.archives.catalogue.told import Shelf, a_project
from tests.archives.intake.conftest import TODAY

OLD, NEW = "滨海市建筑设计院", "滨海市建筑设计研究院有限公司"


@pytest.fixture
def shelf(either_database: Database) -> Iterator[Shelf]:
    with either_database.reading() as db:
        yield Shelf.made(db)


def shown(shelf: Shelf, actor: Actor | None = None) -> list[Shown]:
    return of_projects(shelf.db, actor or shelf.actor, [shelf.project.id])[shelf.project.id]


def ids(found: Shown) -> tuple[str, str]:
    return found.one.value.id, found.other.value.id


def say(shelf: Shelf, found: Shown, verdict: Verdict = Verdict.EXPLAINED, reason: str = "改制更名") -> str:
    return judge(shelf.db, shelf.actor, shelf.project.id, ids(found), verdict, reason).id


def test_each_side_is_the_best_reading_of_its_value_with_its_record_and_page(shelf: Shelf) -> None:
    poor = shelf.record("drawing", confidence=0.6, design_unit=NEW)
    good = shelf.record("drawing", confidence=0.98, design_unit=NEW)
    doubtful = shelf.record("construction_permit", confidence=0.5, design_unit=OLD)
    (only,) = shown(shelf)
    assert (only.one.record.id, only.one.documents, only.one.is_doubtful) == (good.id, 2, False)
    assert (only.other.record.id, only.other.documents, only.other.is_doubtful) == (doubtful.id, 1, True)
    assert only.one.page is not None
    assert only.is_doubtful
    assert poor.id != good.id


def test_nothing_is_compared_that_the_reader_may_not_see(shelf: Shelf) -> None:
    plain = shelf.record("drawing", Level.OPEN, design_unit=NEW, site_area="100")
    shelf.record("construction_permit", Level.RESTRICTED, design_unit=OLD)
    hidden = shelf.record("land_use_planning_permit", Level.OPEN, site_area="900")
    hidden.withdrawn = True
    shelf.db.flush()
    visitor = Actor(TODAY)
    staff = Actor(TODAY, "s", "S", Role.STAFF, shelf.department.id, Level.INTERNAL)
    for reader in (visitor, staff):
        assert shown(shelf, reader) == []
        assert of_record(shelf.db, reader, plain) == []
    assert {each.field for each in shown(shelf)} == {"design_unit", "site_area"}


def test_an_explanation_is_not_shown_to_who_may_not_see_what_it_speaks_of(shelf: Shelf) -> None:
    for level in (Level.OPEN, Level.RESTRICTED):
        shelf.record("drawing", level, confidence=0.99 if level is Level.RESTRICTED else 0.9, design_unit=NEW)
    shelf.record("construction_permit", Level.OPEN, design_unit=OLD)
    (only,) = shown(shelf)
    assert only.one.record.level is Level.RESTRICTED
    say(shelf, only)
    assert shown(shelf)[0].explained is not None
    assert shown(shelf, Actor(TODAY))[0].explained is None
    assert judgements_of(shelf.db, Actor(TODAY), [shelf.project.id]).get(shelf.project.id) is None


def test_the_area_of_a_building_is_compared_within_its_volume_and_name(shelf: Shelf) -> None:
    unit = UnitProject(project_id=shelf.project.id, name="3号楼")
    shelf.db.add(unit)
    shelf.db.flush()
    volume = Volume(project_id=shelf.project.id, unit_project_id=unit.id, archive_no="I-0001-001", title="图")
    shelf.db.add(volume)
    shelf.db.flush()
    shelf.record("drawing", project_name="翠湖花园二期2#楼", building_area="500")
    shelf.record("drawing", project_name="翠湖花园二期3#楼", building_area="600")
    assert shown(shelf) == []
    shelf.record("drawing", building_area="700").volume_id = volume.id
    shelf.db.flush()
    (only,) = shown(shelf)
    assert {only.one.value.value, only.other.value.value} == {"600", "700"}


def test_a_record_hints_at_what_others_say_differently(shelf: Shelf) -> None:
    many = [shelf.record("drawing", design_unit=NEW) for _ in range(3)]
    odd = shelf.record("construction_permit", design_unit=OLD, date="2014")
    (hint,) = of_record(shelf.db, shelf.actor, odd)
    assert (hint.field, hint.one.documents) == ("design_unit", 3)
    told = [bool(of_record(shelf.db, shelf.actor, record)) for record in many]
    assert told.count(True) == 1, "of the many only the one whose value is shown"


def test_an_explanation_holds_until_one_of_its_values_changes(shelf: Shelf) -> None:
    shelf.record("drawing", design_unit=NEW)
    odd = shelf.record("construction_permit", design_unit=OLD)
    say(shelf, shown(shelf)[0])
    (only,) = shown(shelf)
    assert only.explained is not None
    assert only.explained.reason == "改制更名"
    assert of_record(shelf.db, shelf.actor, odd) == []
    assert unsettled(shelf.db, shelf.actor).projects == []
    shelf.record("drawing", confidence=0.9, design_unit=OLD)
    assert shown(shelf)[0].explained is not None
    correct_field(shelf.db, shelf.actor, odd.id, "design_unit", NEW)
    (again,) = shown(shelf)
    assert again.explained is None, "another record still says what this one no longer does"


def test_what_is_said_stands_in_the_trail_and_can_be_taken_back(shelf: Shelf) -> None:
    shelf.record("drawing", design_unit=NEW)
    shelf.record("construction_permit", design_unit=OLD)
    said = say(shelf, shown(shelf)[0])
    take_back(shelf.db, shelf.actor, shelf.project.id, said)
    assert shown(shelf)[0].explained is None
    query = sa.select(audit.Entry).where(audit.Entry.object_kind == "project").order_by(audit.Entry.seq)
    first, second = shelf.db.scalars(query)
    assert first.detail["reason"] == "改制更名"
    assert set(first.detail["values"]) == {OLD, NEW}
    assert second.detail["taken_back"] is True
    with pytest.raises(NotFound):
        take_back(shelf.db, shelf.actor, shelf.project.id, said)


def test_a_former_name_once_confirmed_is_known_in_every_project(shelf: Shelf) -> None:
    shelf.record("drawing", design_unit=NEW)
    odd = shelf.record("construction_permit", design_unit=f"{OLD}（盖章）")
    said = say(shelf, shown(shelf)[0], Verdict.SAME_UNIT)
    assert shown(shelf) == []
    odd.project_id = None
    shelf.db.flush()
    assert shown(shelf) == []
    correct_field(shelf.db, shelf.actor, odd.id, "design_unit", OLD)
    odd.project_id = shelf.project.id
    shelf.db.flush()
    assert shown(shelf) == []
    take_back(shelf.db, shelf.actor, shelf.project.id, said)
    assert len(shown(shelf)) == 1


def test_only_names_of_one_unit_each_can_be_the_same_unit(shelf: Shelf) -> None:
    shelf.record("drawing", design_unit="甲院、乙院", site_area="100")
    shelf.record("construction_permit", design_unit=OLD, site_area="200")
    for found in shown(shelf):
        with pytest.raises(RuleBroken, match="Explain this instead"):
            say(shelf, found, Verdict.SAME_UNIT)


def test_an_explanation_needs_a_reason_and_values_that_still_stand(shelf: Shelf) -> None:
    shelf.record("drawing", design_unit=NEW)
    odd = shelf.record("construction_permit", design_unit=OLD)
    (only,) = shown(shelf)
    with pytest.raises(InvalidInput):
        say(shelf, only, reason="  ")
    correct_field(shelf.db, shelf.actor, odd.id, "design_unit", NEW)
    with pytest.raises(RuleBroken, match="has changed"):
        say(shelf, only)


def test_only_archivists_settle_contradictions(shelf: Shelf) -> None:
    shelf.record("drawing", design_unit=NEW)
    shelf.record("construction_permit", design_unit=OLD)
    (only,) = shown(shelf)
    staff = Actor(TODAY, "s", "S", Role.STAFF, shelf.department.id, Level.RESTRICTED)
    assert len(shown(shelf, staff)) == 1
    for attempt in (
        lambda: judge(shelf.db, staff, shelf.project.id, ids(only), Verdict.EXPLAINED, "x"),
        lambda: take_back(shelf.db, staff, shelf.project.id, "x"),
        lambda: unsettled(shelf.db, staff),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_worklist_goes_through_the_projects_in_order(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archives.checking.contradictions.ENOUGH", 1)
    other = Shelf(shelf.db, shelf.department, shelf.archivist, a_project(shelf.db, 2))
    for each in (shelf, other):
        each.record("drawing", site_area="100")
        each.record("drawing", site_area="200")
    first = unsettled(shelf.db, shelf.actor)
    assert [project.number for project, _ in first.projects] == [1]
    second = unsettled(shelf.db, shelf.actor, first.after or 0)
    assert [project.number for project, _ in second.projects] == [2]
    assert second.after is None


def test_a_thousand_sheets_that_agree_cost_no_more_questions_than_two(shelf: Shelf) -> None:
    asked: list[str] = []
    sa.event.listen(shelf.db.get_bind(), "before_cursor_execute", lambda *told: asked.append(told[2]))
    counts = []
    for _ in range(2):
        for _ in range(10):
            shelf.record("drawing", design_unit=NEW, contractor="甲")
        shelf.record("construction_permit", design_unit=OLD, contractor="乙")
        asked.clear()
        found = shown(shelf)
        assert [each.one.page is not None for each in found] == [True, True]
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5


def test_dates_out_of_order_name_both_documents(shelf: Shelf) -> None:
    plan = shelf.record("construction_planning_permit", date="2015-03-12", permit_no="建字第330283201400046号")
    build = shelf.record("construction_permit", date="2014-04-18")
    filing = shelf.record("completion_filing", date="2016", planning_permit_no="建字第330283201400047号")
    found = {each.sort: each for each in shown(shelf)}
    assert (found[Sort.ORDER].one.record.id, found[Sort.ORDER].other.record.id) == (plan.id, build.id)
    assert (found[Sort.CITED].one.record.id, found[Sort.CITED].other.record.id) == (filing.id, plan.id)
    assert len(found) == 2
    hints = [{hint.sort for hint in of_record(shelf.db, shelf.actor, record)} for record in (plan, build, filing)]
    assert hints == [{Sort.ORDER, Sort.CITED}, {Sort.ORDER}, {Sort.CITED}]
