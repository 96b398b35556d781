"""Places, the map and the import over HTTP: what each reader gets, and what is refused in a sentence."""

import json
from dataclasses import dataclass
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from archives.city import service
from archives.db import Database
from archives.people import Level
from archives.permissions import actor_of
from tests.archives.city.conftest import ADDRESS, a_city
from tests.archives.sharing.shelf import TODAY
from tests.visiting import Visitor, sign_in

SQUARE = [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9], [121.5, 29.9], [121.5, 29.8]]
AROUND = "west=121&south=29&east=122&north=30"
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


@dataclass
class Shelf:
    shown: str
    hidden: str


@pytest.fixture
def shelf(database: Database) -> Shelf:
    """One open place on the map, and one of hidden records beside it."""
    with database.transaction() as db:
        city = a_city(db)
        archivist = actor_of(db, city.an, TODAY)
        shown = service.place_record(db, archivist, city.told(level=Level.OPEN).id)
        hidden = service.place_record(db, archivist, city.told("海军仓库1号", Level.RESTRICTED).id)
        for place in (shown, hidden):
            service.locate(db, archivist, place.id, (121.55, 29.85), None)
    return Shelf(shown.id, hidden.id)


def features(*given: tuple[object, dict[str, object]]) -> bytes:
    listed = [{"type": "Feature", "geometry": shape, "properties": about} for shape, about in given]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


def send(client: Visitor, address: str, content: bytes) -> TestResponse:
    return client.post(address, data={"file": (BytesIO(content), "a.geojson")}, content_type="multipart/form-data")


def test_a_hidden_place_is_on_no_map_in_no_list_and_not_found(client: Visitor, shelf: Shelf) -> None:
    for username in ("", "lin", "hua"):
        if username:
            sign_in(client, username)
        points = client.get("/map/places.geojson?bbox=121,29,122,30").json
        assert points is not None
        assert [feature["id"] for feature in points["features"]] == [shelf.shown]
        for page in (client.get(f"/map?{AROUND}"), client.get("/places"), client.get("/places?name=海军")):
            assert "海军" not in page.text.replace('value="海军"', "")
        assert client.get(f"/places/{shelf.hidden}").status_code == 404
        client.post("/logout")
    sign_in(client, "an")
    assert "海军仓库1号" in client.get(f"/map?{AROUND}").text


def test_a_search_by_box_or_polygon_lists_what_lies_in_it(client: Visitor, shelf: Shelf) -> None:
    assert ADDRESS in client.get(f"/map?{AROUND}").text
    assert ADDRESS in client.get("/map?polygon=121.5,29.8 121.6,29.8 121.6,29.9").text
    assert ADDRESS not in client.get("/map?polygon=121.5,29.8 121.5,29.9 121.54,29.9").text
    assert ADDRESS not in client.get("/map?west=121&south=29&east=121.5&north=30").text


@pytest.mark.parametrize(
    "asked", ["west=1", "west=a&south=1&east=2&north=3", "polygon=1,2", "polygon=1,2 3,4", "polygon=" + "1,2 " * 101]
)
def test_an_area_that_is_none_is_said_so_beside_the_map(client: Visitor, asked: str) -> None:
    page = client.get(f"/map?{asked}")
    assert page.status_code == 400
    assert 'class="alert alert-warning"' in page.text


def test_a_file_with_a_polygon_searches_too(client: Visitor, shelf: Shelf) -> None:
    answer = send(client, "/map/area", json.dumps(POLYGON).encode())
    assert answer.status_code == 302
    assert ADDRESS in client.get(answer.headers["Location"]).text
    assert send(client, "/map/area", b"not json").status_code == 400


def test_points_and_parcels_are_imported_and_wrong_rows_are_told(client: Visitor, shelf: Shelf) -> None:
    sign_in(client, "an")
    content = features(
        (POLYGON, {"name": "新港大厦", "address": "港口路1号"}),
        ({"type": "Point", "coordinates": [121.51, 29.81]}, {"address": ADDRESS}),
        ({"type": "Point", "coordinates": [40_500_000, 3_300_000]}, {"name": "投影坐标"}),
        ({"type": "Point", "coordinates": [121.5, 29.8]}, {"place": None}),
        (None, {"name": "无形状"}),
        ({"type": "Point", "coordinates": [121.5, 29.8]}, {"place": 999}),
    )
    page = send(client, "/places/import", content)
    assert "2 places put on the map, 1 of them new." in page.text
    for row, sentence in ((3, "convert projected"), (4, "A feature needs"), (5, "no point"), (6, "no place with")):
        assert f'<td data-label="Row">{row}</td>' in page.text
        assert sentence in page.text
    assert "新港大厦" in client.get("/places").text
    points = client.get("/map/places.geojson?bbox=121.509,29.809,121.511,29.811").json
    assert points is not None
    assert {feature["properties"]["name"] for feature in points["features"]} == {"新港大厦", ADDRESS}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:4549"}}, "features": [1]}',
    ],
)
def test_a_file_that_is_not_usable_is_refused_as_a_whole(client: Visitor, shelf: Shelf, content: bytes) -> None:
    sign_in(client, "an")
    assert send(client, "/places/import", content).status_code == 400


def test_an_archivist_names_locates_and_merges_on_the_page(client: Visitor, shelf: Shelf) -> None:
    sign_in(client, "an")
    first = f"/places/{shelf.shown}"
    client.post(f"{first}/names", data={"of": "building", "standing": "former", "text": "红星大楼"})
    client.post(f"{first}/life", data={"stage": "built", "on": "2016年7月"})
    client.post(f"{first}/location", data={"lon": "121.7", "lat": "29.7"})
    page = client.get(first).text
    for fact in ("红星大楼", "2016-07", "121.7, 29.7"):
        assert fact in page
    assert client.post(f"{first}/life", data={"stage": "built", "on": "once"}).status_code == 400
    made = client.post("/places", data={"name": "红星大楼", "address": "", "kind": "building"}).headers["Location"]
    assert "Perhaps the same place" in client.get(made).text
    client.post(f"{made}/merging", data={"into": shelf.shown})
    assert client.get(made).headers["Location"] == first


def test_a_record_s_page_leads_to_its_place_and_makes_one(client: Visitor, database: Database) -> None:
    with database.transaction() as db:
        record = a_city(db).told(level=Level.OPEN)
    assert "Make a place" not in client.get(f"/records/{record.id}/places").text
    sign_in(client, "an")
    fragment = client.get(f"/records/{record.id}/places", headers={"HX-Request": "true"}).text
    assert "Make a place of it" in fragment
    assert "<html" not in fragment
    answer = client.post(f"/records/{record.id}/places", data={"place": ""})
    assert ADDRESS in client.get(answer.headers["Location"]).text
    client.post("/logout")
    assert ADDRESS in client.get(f"/records/{record.id}/places").text
