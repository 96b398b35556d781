"""What a search understands, ranks, counts and shows, under the rights of whoever asks."""

from datetime import date

import pytest

from archives.catalogue.model import Record
from archives.errors import InvalidInput, NotFound
from archives.finding import cutting, names, service
from archives.finding.cursor import Place
from archives.finding.wanted import Wanted
from archives.people import Level
from tests.archives.finding.conftest import Shelf


class TestTheBox:
    def test_a_year_is_found_in_the_words_and_among_the_dates_and_this_is_said(self, shelf: Shelf) -> None:
        dated, worded = shelf.put("别的", formed="2014-05-20"), shelf.put("编制于2014")
        other = shelf.put("别的", formed="2015-01-01")
        found = shelf.found("2014")
        assert {hit.record.id for hit in found.hits} == {dated, worded}
        assert found.understood.dates == (("2014", (date(2014, 1, 1), date(2014, 12, 31))),)
        assert shelf.ids("2014", literally=True) == [worded]
        assert shelf.ids("2014年5月") == shelf.ids("2014-05-20") == [dated]
        assert set(shelf.ids("2014-2015")) == {dated, other}

    def test_a_place_is_found_under_its_old_name_in_both_directions(self, shelf: Shelf) -> None:
        old, new = shelf.put("杨桥巷12号"), shelf.put("南后街12号")
        archivist = shelf.actor(shelf.archivist)
        with shelf.tools.database.transaction() as db:
            added = names.add_name(db, archivist, "南后街", "楊橋巷", "地名志")
        found = shelf.found("南後街12号")
        assert {hit.record.id for hit in found.hits} == {old, new}
        assert [typed for typed, _ in found.understood.names] == ["南後街12号"]
        assert set(shelf.ids("杨桥巷")) == {old, new}
        assert shelf.ids("“南后街12号”") == shelf.ids("南后街12号", literally=True) == [new]
        with shelf.tools.database.transaction() as db:
            names.remove_name(db, archivist, added.id)
        assert shelf.ids("南后街12号") == [new]

    def test_a_former_name_of_a_project_finds_its_records(self, shelf: Shelf) -> None:
        project = shelf.project("翠湖花园", 1, former_names=["碧湖新村"])
        record = shelf.put("平面图", project_id=project.id)
        assert shelf.ids("碧湖新村") == [record]

    @pytest.mark.parametrize("typed", ["建施-03", "建施—０３", "建施03", "建施–03"])
    def test_a_number_is_found_however_its_hyphen_is_written_and_comes_first(self, shelf: Shelf, typed: str) -> None:
        shelf.put("见 建施-03 建施-03 建施-03")
        exact = shelf.put("别的", values={"drawing_no": "建施-03"})
        begins = shelf.put("别的", values={"drawing_no": "建施-031"})
        assert shelf.ids(typed)[:2] == [exact, begins]

    def test_one_sign_alone_is_looked_for_in_what_is_described(self, shelf: Shelf) -> None:
        described = shelf.put("别的", title="长江大桥 A")
        shelf.put("长江大桥 A")
        assert shelf.ids("桥") == shelf.ids("A") == [described]


class TestTheAdvancedForm:
    def test_each_field_is_looked_for_where_it_belongs(self, shelf: Shelf) -> None:
        project = shelf.project("翠湖花园", 1)
        values = {"construction_unit": "滨海置业", "location": "滨海市湖东区翠湖路18号", "drawing_no": "建施-03"}
        record = shelf.put("防火门大样", title="门窗表", values=values, project_id=project.id)
        shelf.put("翠湖花园 滨海置业 翠湖路18号 门窗表 建施-03", title="防火门大样")
        for name, text in {
            "title": "门窗", "number": "建施", "project_name": "翠湖", "units": "置业", "address": "翠湖路 18号",
            "body": "防火门",
        }.items():  # fmt: skip
            assert shelf.ids(fields={name: text}) == [record], name
        assert shelf.ids("防火门", fields={"title": "平面"}) == []
        assert shelf.ids(facets={"place": frozenset({"湖东区"})}) == [record]


class TestRights:
    def test_no_count_facet_group_guess_or_cut_out_tells_of_what_one_may_not_see(self, shelf: Shelf) -> None:
        project = shelf.project("翠湖花园", 1)
        record = shelf.put("施工许可证", level=Level.INTERNAL, project_id=project.id, values={"permit_no": "AB-12345"})
        mine, visitor = shelf.actor(shelf.archivist), shelf.actor()
        assert shelf.found("施工许可证", mine, group="project").groups[0].count == 1
        assert shelf.found("施工许司证", mine).guess
        for words in ("施工许可证", "施工许司证", "AB-12346"):
            for group in ("", "project", "volume"):
                found = shelf.found(words, visitor, group=group)
                assert (found.total, list(found.hits), list(found.groups), found.guess) == (0, [], [], None)
                assert not any(found.facets.values())
        with shelf.tools.database.reading() as db:
            with pytest.raises(NotFound):
                cutting.strip_of(db, visitor, record, 1, Wanted(words="施工许可证"))
            with pytest.raises(NotFound):  # as if there were no such project
                service.search(db, visitor, shelf.tools.engine, Wanted(facets={"project": frozenset({project.id})}))

    def test_what_was_closed_a_moment_ago_is_not_shown_though_the_index_does_not_know_yet(self, shelf: Shelf) -> None:
        record = shelf.put("施工许可证")
        with shelf.tools.database.transaction() as db:
            db.get_one(Record, record).level = Level.RESTRICTED
        for words in ("施工许可证", "施工许司证"):
            found = shelf.found(words)
            assert list(found.hits) == []
            assert found.guess is None
        assert [group for group in shelf.found("施工许可证", group="project").groups if group.hits] == []


class TestWhenNothingIsFound:
    def test_a_misread_sign_is_bridged_and_what_was_meant_is_offered_but_not_counted(self, shelf: Shelf) -> None:
        record = shelf.put("建设工程施工许可证")
        found = shelf.found("施工许司证")
        assert found.total == 0
        assert found.hits == []
        assert found.guess is not None
        assert [hit.record.id for hit in found.guess.hits] == [record]
        assert found.guess.instead == ["施工许可证"]

    def test_a_number_with_one_wrong_digit_is_offered_as_it_is_written(self, shelf: Shelf) -> None:
        shelf.put("别的", values={"permit_no": "建字第320623202000006号"})
        found = shelf.found("建字第320623202000007号")
        assert found.guess is not None
        assert found.guess.instead == ["建字第320623202000006号"]

    def test_there_is_no_guess_beside_hits(self, shelf: Shelf) -> None:
        shelf.put("施工许可证")
        assert shelf.found("施工许可证").guess is None


class TestGroups:
    def test_stand_in_the_order_of_their_best_hit_with_exact_counts(self, shelf: Shelf) -> None:
        many, best = shelf.project("翠湖花园", 1), shelf.project("碧湖花园", 2)
        volume = shelf.volume(many, "翠湖花园 建筑", "C-0001-001")
        for _ in range(5):
            shelf.put("防火门", project_id=many.id, volume_id=volume.id)
        shelf.put("别的", title="防火门", project_id=best.id)
        shelf.put("防火门" + "别的文字" * 50)
        groups = shelf.found("防火门", group="project").groups
        assert [(group.label, group.count, len(group.hits)) for group in groups] == [
            ("碧湖花园", 1, 1), ("翠湖花园", 5, 3), ("", 1, 1),
        ]  # fmt: skip
        assert groups[1].hits[0].page == 1
        by_volume = shelf.found("防火门", group="volume").groups
        assert [(group.label, group.count) for group in by_volume] == [("", 2), ("翠湖花园 建筑", 5)]
        assert len(shelf.ids("防火门", facets={"volume": frozenset({volume.id})})) == 5


class TestGoingOn:
    def test_page_after_page_shows_each_hit_once_also_when_hits_come_in_between(self, shelf: Shelf) -> None:
        shelf.index(*[shelf.write("平面图", formed=f"2014-01-{1 + at % 28:02d}") for at in range(45)])
        seen, place = [], Place()
        with shelf.tools.database.reading() as db:
            wanted = Wanted(words="平面图", order="newest")
            while place is not None:
                found = service.search(db, shelf.actor(), shelf.tools.engine, wanted, place)
                seen += [hit.record.id for hit in found.hits]
                place = found.next
                if len(seen) == 20:
                    newer = shelf.put("平面图", formed="2015-01-01")
        assert len(seen) == len(set(seen)) == 45
        assert newer not in seen

    def test_a_limit_that_does_not_exist_is_a_sentence(self, shelf: Shelf) -> None:
        for name, value in (("kind", "nothing"), ("level", "secret"), ("year", "20x4"), ("discipline", "x" * 201)):
            with pytest.raises(InvalidInput):
                shelf.found(facets={name: frozenset({value})})
        for name in ("department", "project", "volume"):
            with pytest.raises(NotFound):
                shelf.found(facets={name: frozenset({"nothing"})})


class TestTheCutOut:
    def test_marks_a_phrase_that_runs_over_two_words_of_the_sheet(self, shelf: Shelf) -> None:
        record = shelf.put("别的\n一层平\n面图\n别的")
        with shelf.tools.database.reading() as db:
            strip = cutting.strip_of(db, shelf.actor(), record, 1, Wanted(words="平面图"))
        assert [tuple(box) for box in strip.marks] == [(180, 200, 40, 80), (100, 300, 80, 80)]
        assert strip.words == "平 面图"
        frame = strip.frame
        assert frame.x >= 0
        assert frame.y <= 200 < 280 <= frame.y + frame.h
