"""Places under the reader's rights: the place by what it is linked to, each fact by what it was taken from."""

import pytest

from archives.catalogue import arranging
from archives.city import facts, looking, service
from archives.city.asked import area_of, read_box
from archives.city.geometry import Box
from archives.city.looking import Shown
from archives.city.model import NameOf, PlaceKind, Stage, Standing
from archives.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from archives.people import Level
from archives.permissions import Actor
from tests.archives.city.conftest import ADDRESS, City
from tests.archives.sharing.shelf import TODAY, a_project

HERE = Box(121, 29, 122, 30).as_area()
VISITOR = Actor(TODAY)


def names(place: Shown) -> set[str]:
    return {name.text for name in place.names}


def test_one_press_makes_a_place_of_what_a_record_says(city: City) -> None:
    archivist, record = city.actor(city.an), city.told()
    around = looking.around_record(city.db, archivist, record.id)
    assert (around.places, around.location, around.candidates) == ([], ADDRESS, [])
    place = service.place_record(city.db, archivist, record.id)
    around = looking.around_record(city.db, archivist, record.id)
    assert [shown.title for shown in around.places] == [ADDRESS]
    assert looking.show_place(city.db, archivist, place.id).records == [record]


def test_the_next_record_of_the_same_address_is_offered_the_place_there_is(city: City) -> None:
    archivist = city.actor(city.an)
    place = service.place_record(city.db, archivist, city.told().id)
    other = city.told("滨海市 滨江区环湖东路128号")
    offered = looking.around_record(city.db, archivist, other.id).candidates
    assert [shown.id for shown in offered] == [place.id]
    service.place_record(city.db, archivist, other.id, place.id)
    service.place_record(city.db, archivist, other.id, place.id)
    assert len(looking.show_place(city.db, archivist, place.id).records) == 2


def test_a_record_without_a_location_makes_no_place(city: City) -> None:
    with pytest.raises(RuleBroken):
        service.place_record(city.db, city.actor(city.an), city.record(city.roads).id)


@pytest.mark.parametrize("username", ["rao", "lin"])
def test_only_archivists_change_places(city: City, username: str) -> None:
    record, who = city.told(), city.actor(getattr(city, username))
    place = service.place_record(city.db, city.actor(city.an), record.id)
    for change in (
        lambda: service.found_place(city.db, who, ADDRESS),
        lambda: service.place_record(city.db, who, record.id),
        lambda: service.place_project(city.db, who, city.bridge.id),
        lambda: facts.call(city.db, who, place.id, NameOf.ADDRESS, Standing.ALIAS, "x"),
        lambda: service.locate(city.db, who, place.id, (121.5, 29.5), None),
        lambda: service.merge(city.db, who, place.id, place.id),
        lambda: facts.tell_life(city.db, who, place.id, Stage.BUILT, "2013"),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_a_place_of_hidden_records_is_not_there(either_city: City) -> None:
    city = either_city
    place = service.place_record(city.db, city.actor(city.an), city.told(level=Level.RESTRICTED, project=None).id)
    service.locate(city.db, city.actor(city.an), place.id, (121.5, 29.5), None)
    for who in (VISITOR, city.actor(city.lin), city.actor(city.hua), city.actor(city.rao)):
        with pytest.raises(NotFound):
            looking.show_place(city.db, who, place.id)
        assert looking.list_places(city.db, who) == []
        assert looking.list_places(city.db, who, ADDRESS) == []
        assert looking.places_in(city.db, who, HERE) == ([], False)


def test_a_name_read_on_a_hidden_record_is_neither_shown_nor_found(either_city: City) -> None:
    city, archivist = either_city, either_city.actor(either_city.an)
    shown, hidden = city.told("环湖东路128号", Level.OPEN), city.told("海军仓库", Level.RESTRICTED)
    place = service.place_record(city.db, archivist, shown.id)
    facts.call(city.db, archivist, place.id, NameOf.BUILDING, Standing.FORMER, "海军仓库", hidden.id)
    facts.tell_life(city.db, archivist, place.id, Stage.BUILT, "1961", hidden.id)
    facts.tell_life(city.db, archivist, place.id, Stage.DEMOLISHED, "2014-05", shown.id)
    for who in (VISITOR, city.actor(city.hua)):
        seen = looking.show_place(city.db, who, place.id)
        assert names(seen.place) == {"环湖东路128号"}
        assert [event.on for event in seen.events] == ["2014-05"]
        assert seen.records == [shown]
        assert looking.list_places(city.db, who, "海军") == []
    seen = looking.show_place(city.db, archivist, place.id)
    assert "海军仓库" in names(seen.place)
    assert [event.on for event in seen.events] == ["1961", "2014-05"]


def test_what_stands_on_a_project_is_for_those_who_share_projects(either_city: City) -> None:
    city, archivist = either_city, either_city.actor(either_city.an)
    city.bridge.location = ADDRESS
    open_record = city.record(city.roads, level=Level.OPEN)
    place = service.place_project(city.db, archivist, city.bridge.id)
    assert names(looking.show_place(city.db, city.actor(city.hua), place.id).place) == {ADDRESS}
    seen = looking.show_place(city.db, VISITOR, place.id)
    assert (seen.place.title, seen.records) == ("", [open_record])
    assert [project.name for _, project, _ in seen.projects] == [city.bridge.name]


def test_a_hidden_record_does_not_tell_that_its_project_stands_there(city: City) -> None:
    archivist = city.actor(city.an)
    other = a_project("保密工程", number=2)
    city.db.add(other)
    city.db.flush()
    hidden = city.told(level=Level.RESTRICTED, project=other)
    shown, in_other = city.told(level=Level.OPEN), city.record(city.roads, other, level=Level.OPEN)
    place = service.place_record(city.db, archivist, shown.id)
    service.place_record(city.db, archivist, hidden.id, place.id)
    assert in_other.project_id == other.id
    assert looking.around_project(city.db, VISITOR, other.id).places == []
    assert [project.name for _, project, _ in looking.show_place(city.db, VISITOR, place.id).projects] == []
    assert len(looking.around_project(city.db, archivist, other.id).places) == 1


def test_a_position_taken_from_a_project_is_not_on_a_citizens_map(either_city: City) -> None:
    city, archivist = either_city, either_city.actor(either_city.an)
    city.bridge.location = ADDRESS
    city.record(city.roads, level=Level.OPEN)
    place = service.place_project(city.db, archivist, city.bridge.id)
    place.locate((121.5, 29.5), None)
    place.project_id = city.bridge.id
    city.db.flush()
    assert looking.places_in(city.db, VISITOR, HERE)[0] == []
    assert looking.show_place(city.db, VISITOR, place.id).place.as_geojson() is None
    assert [shown.id for shown in looking.places_in(city.db, city.actor(city.hua), HERE)[0]] == [place.id]


def test_a_new_current_name_makes_the_old_one_a_former_name(city: City) -> None:
    archivist = city.actor(city.an)
    place = service.found_place(city.db, archivist, ADDRESS, "红星大楼")
    facts.call(city.db, archivist, place.id, NameOf.BUILDING, Standing.CURRENT, "海天大厦")
    standing = {name.text: name.standing for name in facts.names_of(city.db, place.id)}
    assert standing == {"红星大楼": Standing.FORMER, "海天大厦": Standing.CURRENT, ADDRESS: Standing.CURRENT}
    assert [shown.id for shown in looking.list_places(city.db, archivist, "红星")] == [place.id]


def test_two_places_become_one_with_all_that_was_known_of_both(city: City) -> None:
    archivist = city.actor(city.an)
    first = service.place_record(city.db, archivist, city.told(level=Level.OPEN).id)
    second = service.found_place(city.db, archivist, ADDRESS, "3号楼", PlaceKind.BUILDING)
    service.locate(city.db, archivist, first.id, (121.5, 29.5), None)
    facts.tell_life(city.db, archivist, first.id, Stage.BUILT, "2016")
    assert [shown.id for shown in looking.show_place(city.db, archivist, second.id).same] == [first.id]
    service.merge(city.db, archivist, first.id, second.id)
    seen = looking.show_place(city.db, archivist, first.id)
    assert seen.place.id == second.id
    assert (len(seen.records), [event.on for event in seen.events], seen.same) == (1, ["2016"], [])
    assert [shown.id for shown in looking.places_in(city.db, archivist, HERE)[0]] == [second.id]
    with pytest.raises(RuleBroken):
        service.merge(city.db, archivist, second.id, first.id)


def test_a_parcel_is_found_by_the_area_that_meets_it_not_by_its_box(city: City) -> None:
    archivist = city.actor(city.an)
    place = service.found_place(city.db, archivist, ADDRESS)
    corner = ((121.0, 29.0), (121.4, 29.0), (121.0, 29.4))
    service.locate(city.db, archivist, place.id, None, area_of(list(corner)))
    meets = read_box(["121.05", "29.05", "121.1", "29.1"]).as_area()
    beside = read_box(["121.3", "29.3", "121.39", "29.39"]).as_area()
    assert len(looking.places_in(city.db, archivist, meets)[0]) == 1
    assert looking.places_in(city.db, archivist, beside)[0] == []


@pytest.mark.parametrize(
    "sides",
    [["a", "1", "2", "3"], ["2", "1", "1", "3"], ["1", "1", "2"], ["1", "1", "nan", "3"], ["1", "1", "2", "99"]],
)
def test_a_box_that_is_none_is_refused(sides: list[str]) -> None:
    with pytest.raises(InvalidInput):
        read_box(sides)


def test_a_unit_project_has_a_place_of_its_own(city: City) -> None:
    archivist = city.actor(city.an)
    city.bridge.location = ADDRESS
    unit = arranging.add_unit(city.db, archivist, city.bridge.id, "3号楼")
    assert looking.around_project(city.db, archivist, city.bridge.id).units == [unit]
    place = service.place_project(city.db, archivist, city.bridge.id, unit_id=unit.id)
    seen = looking.show_place(city.db, city.actor(city.hua), place.id)
    assert (seen.place.title, [u.name for _, _, u in seen.projects if u]) == ("3号楼", ["3号楼"])
    with pytest.raises(NotFound):
        looking.show_place(city.db, VISITOR, place.id)
    with pytest.raises(NotFound):
        service.place_project(city.db, archivist, city.bridge.id, unit_id="nosuch")
