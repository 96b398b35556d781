"""What a project's page tells, made only from the records its reader may see."""

from archives.catalogue import story
from archives.catalogue.model import FieldValue, Record, Source
from archives.db import Database
from archives.people import Level
from tests.archives.sharing.conftest import town
from tests.archives.sharing.shelf import Town, a_town
from tests.visiting import Visitor, sign_in

__all__ = ["town"]


def a_paper(town: Town, kind: str, number: str, formed: str | None, level: Level = Level.OPEN, **more: str) -> Record:
    record = town.record(town.roads, title=f"{kind} {number}", level=level)
    record.kind, record.number, record.formed = kind, number, formed
    record.discipline = more.get("discipline")
    for field, value in (("permit_no", number), ("date", formed)):
        if value:
            town.db.add(FieldValue(record_id=record.id, field=field, value=value, source=Source.OCR, page=2))
    town.db.flush()
    return record


def test_permits_stand_in_the_order_of_the_procedure_with_their_evidence(town: Town) -> None:
    built = a_paper(town, "construction_permit", "330283201404180201", "2014-04-18")
    second, first = (a_paper(town, "construction_planning_permit", f"建字第{n}号", f"201{n}") for n in (4, 3))
    steps = story.tell(town.db, [built, second, first]).steps
    given = [(step.label, [permit.record.id for permit in step.permits]) for step in steps if step.permits]
    assert given == [("Planning", [first.id, second.id]), ("Construction", [built.id])]
    assert steps[0].label == "Site selection"
    assert len(steps) == 8
    permit = steps[3].permits[0]
    assert permit.number is not None
    assert permit.date is not None
    assert (permit.number.value, permit.number.page, permit.date.value) == ("330283201404180201", 2, "2014-04-18")


def test_drawings_lie_by_discipline_and_natural_number(town: Town) -> None:
    numbers = (("结施-1", "结构"), ("建施-10", "建筑"), ("建施-2", "建筑"), ("X", ""))
    drawings = [a_paper(town, "drawing", number, None, discipline=discipline) for number, discipline in numbers]
    told = story.tell(town.db, drawings).drawings
    bound = [(discipline, [record.number for record in records]) for discipline, records in told]
    assert bound == [("建筑", ["建施-2", "建施-10"]), ("结构", ["结施-1"]), ("", ["X"])]


def test_dates_stand_in_order_as_precisely_as_the_papers_say(town: Town) -> None:
    days = ("2014-05-06", "2014", "2014-05", None, "2013-12-31")
    records = [a_paper(town, "acceptance_report", str(day), day) for day in days]
    assert [moment.on for moment in story.tell(town.db, records).moments] == [
        "2013-12-31",
        "2014",
        "2014-05",
        "2014-05-06",
    ]


def test_the_page_tells_a_citizen_only_of_open_papers(database: Database, client: Visitor) -> None:
    with database.transaction() as db:
        town = a_town(db)
        shown = a_paper(town, "construction_planning_permit", "建字第330283201400046号", "2014-03-12")
        a_paper(town, "construction_permit", "330283201404180201", "2014-04-18", Level.INTERNAL)
        a_paper(town, "drawing", "建施-06", "2014-02-20", Level.RESTRICTED, discipline="建筑")
        project_id = town.bridge.id
    page = client.get(f"/projects/{project_id}").text
    assert "建字第330283201400046号" in page
    assert f"/records/{shown.id}?page=2&amp;field=permit_no" in page
    for hidden in ("330283201404180201", "2014-04-18", "建施-06", "2014-02-20"):
        assert hidden not in page
    sign_in(client, "an")
    page = client.get(f"/projects/{project_id}").text
    assert "330283201404180201" in page
    assert "建施-06" in page
