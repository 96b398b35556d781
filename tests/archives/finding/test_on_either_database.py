"""What is asked of the database itself, on SQLite and PostgreSQL."""

from datetime import date

import pytest

from archives.catalogue.indexing import entries_of
from archives.catalogue.model import Record
from archives.db import Database, new_id
from archives.errors import InvalidInput, RuleBroken
from archives.finding import facets, names, notices
from archives.finding.meaning import meaning_of
from archives.finding.model import Notice
from archives.finding.wanted import Wanted
from archives.finding.without_index import described_as
from archives.people import Level
from archives.permissions import actor_of
from tests.archives.finding.conftest import TODAY, a_page, a_value, people


def test_names_catalogue_facets_and_notices_are_asked_for_alike(either_database: Database) -> None:
    with either_database.transaction() as db:
        archivist, department = people(db)
        db.flush()
        record = Record(id=new_id(), title="南后街总平面图", formed="2014-05", discipline="建筑", level=Level.OPEN)
        record.department_id, record.received_by, record.page_count = department.id, archivist.id, 2
        db.add(record)
        db.flush()
        db.add_all([a_page(record.id, number, f"第{number}页") for number in (2, 1)])
        db.add_all([a_value(record.id, "drawing_no", "建施-03"), a_value(record.id, "location", "滨海市湖东区100%_路")])
        actor = actor_of(db, archivist, TODAY)
        names.add_name(db, actor, "南后街", "杨桥巷")
        with pytest.raises(RuleBroken):
            names.add_name(db, actor, "楊橋巷", "南後街")
        with pytest.raises(InvalidInput):
            names.add_name(db, actor, "南后街", "南 后 街")
        db.add(Notice(account_id=archivist.id, template="x", values={}, address="words=x", record_ids=[record.id]))
        db.flush()
        assert list(names.other_names(db, "杨桥巷12号%_")("杨桥巷12号")) == ["南后街12号"]
        for words, total in (("杨桥巷", 1), ("建施-03", 1), ("2014", 1), ("100%_路", 1), ("100x", 0), ("-2014", 0)):
            wanted = Wanted(words=words, since=date(2014, 5, 1))
            ids = [record.id] if total else []
            assert described_as(db, actor, wanted, meaning_of(db, wanted).node, 0, 20) == (ids, total), words
        assert facets.choices(db, actor)["discipline"] == [("建筑", "建筑")]
        assert notices.unread(db, actor) == 1
        (entry,) = entries_of(db, [record.id, "nothing"])
        assert (entry.numbers, entry.pages, entry.facets["place"]) == (("建施-03",), ("第1页", "第2页"), "湖东区")
