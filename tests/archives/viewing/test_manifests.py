"""IIIF Presentation 3 and Content Search 2: what the standards require, and no more than the reader may see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask

from archives.catalogue.model import Volume
from archives.people import Level
from tests.archives.viewing.a_sheet import HEIGHT, WIDTH, Shelf, a_drawing, shelf
from tests.visiting import Visitor, sign_in

__all__ = ["shelf"]

ROW = [
    ["二层", [1200, 900, 80, 50], 0.9, 0, ""],
    ["平面图", [1290, 900, 120, 50], 0.9, 0, ""],
    ["给水管", [100, 200, 50, 150], 0.9, 90, ""],
]
TEXT = "二层平面图\n给水管"


def ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "items" in value or "body" in value:
            yield value["id"]
        for each in value.values():
            yield from ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from ids(each)


def test_a_record_has_a_canvas_for_each_page_in_its_pixels(client: Visitor, shelf: Shelf, tmp_path: Path) -> None:
    record = shelf.put(a_drawing(tmp_path / "a.tif"), level=Level.OPEN, words=[ROW, ()], title="二层平面图")
    answer = client.get(f"/iiif/record/{record.id}/manifest")
    made = answer.json
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert made["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert (made["type"], made["id"]) == ("Manifest", f"http://localhost/iiif/record/{record.id}/manifest")
    assert made["label"] == {"none": ["二层平面图"]}
    assert [canvas["label"] for canvas in made["items"]] == [
        {"zh": ["第 1 页"], "en": ["Page 1"]},
        {"zh": ["第 2 页"], "en": ["Page 2"]},
    ]
    assert {"label": {"zh": ["部门"], "en": ["Department"]}, "value": {"none": ["交通运输局"]}} in made["metadata"]
    first = made["items"][0]
    assert (first["type"], first["width"], first["height"]) == ("Canvas", WIDTH, HEIGHT)
    (painting,) = first["items"][0]["items"]
    assert (painting["type"], painting["motivation"], painting["target"]) == ("Annotation", "painting", first["id"])
    (service,) = painting["body"]["service"]
    assert service == {
        "id": f"http://localhost/iiif/image/{record.id}-1",
        "type": "ImageService3",
        "profile": "level1",
    }
    assert made["service"] == [{"id": f"http://localhost/iiif/record/{record.id}/search", "type": "SearchService2"}]
    every = list(ids(made))
    assert len(every) == len(set(every))


def test_a_page_that_could_not_be_read_has_a_canvas_with_nothing_on_it(
    client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    record = shelf.put(a_drawing(tmp_path / "a.tif"), level=Level.OPEN, width=0, height=0)
    (canvas,) = client.get(f"/iiif/record/{record.id}/manifest").json["items"]
    assert canvas["items"] == []
    assert canvas["width"] > 0
    assert canvas["height"] > 0


def test_volume_and_project_show_what_is_open_to_the_reader(
    app: Flask, client: Visitor, shelf: Shelf, tmp_path: Path
) -> None:
    with shelf.tools.database.transaction() as db:
        volume = Volume(project_id=shelf.town.bridge.id, archive_no="C2-0001-001", title="滨江大桥 竣工图")
        db.add(volume)
    names = ("开放", "内部", "散")
    places = {"volume_id": volume.id}, {"volume_id": volume.id}, {}
    levels = Level.OPEN, Level.INTERNAL, Level.OPEN
    records = [
        shelf.put(a_drawing(tmp_path / f"{at}.tif"), title=name, level=level, words=[ROW], **place)
        for at, (name, place, level) in enumerate(zip(names, places, levels, strict=True))
    ]
    made = client.get(f"/iiif/volume/{volume.id}/manifest").json
    assert [chapter["label"]["none"] for chapter in made["structures"]] == [["开放"]]
    assert len(made["items"]) == 1
    collection = client.get(f"/iiif/project/{shelf.town.bridge.id}/collection").json
    assert collection["type"] == "Collection"
    assert [item["id"].split("/")[-3:] for item in collection["items"]] == [
        ["volume", volume.id, "manifest"],
        ["record", records[2].id, "manifest"],
    ]
    sign_in(client, "an")
    shared = client.get(f"/iiif/volume/{volume.id}/manifest")
    assert len(shared.json["items"]) == 2
    assert "Access-Control-Allow-Origin" not in shared.headers


def test_a_volume_with_nothing_open_in_it_is_not_there(client: Visitor, shelf: Shelf, tmp_path: Path) -> None:
    with shelf.tools.database.transaction() as db:
        volume = Volume(project_id=shelf.town.bridge.id, archive_no="C2-0001-001", title="滨江大桥 竣工图")
        db.add(volume)
    shelf.put(a_drawing(tmp_path / "a.tif"), volume_id=volume.id)
    for address in (f"volume/{volume.id}/manifest", f"project/{shelf.town.bridge.id}/collection"):
        assert client.get(f"/iiif/{address}").status_code == 404


def test_a_phrase_over_two_words_is_answered_with_both_boxes(client: Visitor, shelf: Shelf, tmp_path: Path) -> None:
    record = shelf.put(a_drawing(tmp_path / "a.tif"), level=Level.OPEN, words=[ROW], text=TEXT)
    answer = client.get(f"/iiif/record/{record.id}/search?q=二层平面&motivation=painting").json
    assert answer["@context"] == "http://iiif.io/api/search/2/context.json"
    assert answer["type"] == "AnnotationPage"
    assert answer["ignored"] == ["motivation"]
    canvas = f"http://localhost/iiif/record/{record.id}/canvas/1"
    assert [item["target"] for item in answer["items"]] == [
        f"{canvas}#xywh=1200,900,80,50",
        f"{canvas}#xywh=1290,900,80,50",
    ]
    assert {item["body"]["value"] for item in answer["items"]} == {"二层平面"}
    context = answer["annotations"][0]["items"][0]
    assert context["target"]["source"] == answer["items"][0]["id"]
    assert context["target"]["selector"][0]["suffix"].startswith("图")
    assert client.get(f"/iiif/record/{record.id}/search?q=消防").json["items"] == []
    assert client.get(f"/iiif/record/{record.id}/search").json["items"] == []
