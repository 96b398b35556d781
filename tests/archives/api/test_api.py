"""What programs get: the same things as the pages, in pages by cursor, with ETags and problems."""

import pytest

from archives.people import Level
from tests.archives.api.conftest import Programs
from tests.visiting import Visitor, sign_in


def test_a_record_its_pages_and_its_words_are_read(client: Visitor, programs: Programs) -> None:
    record = programs.record(programs.town.roads)
    whole = client.get(f"/api/v1/records/{record.id}").json
    assert whole is not None
    assert whole["title"] == "总平面图"
    assert whole["project"] == {"id": programs.town.bridge.id, "name": programs.town.bridge.name}
    assert [(value["field"], value["value"], value["page"]) for value in whole["values"]] == [("title", "总平面图", 1)]
    page = client.get(whole["sheets"][0]["links"]["self"]).json
    assert page is not None
    assert page["text"] == "总平面图 环湖东路"
    words = client.get(page["links"]["words"]).json
    assert words is not None
    assert words["words"] == [{"text": "环湖东路", "box": [10, 20, 80, 30], "confidence": 0.97, "direction": 0}]


def test_a_search_is_the_search_of_the_page(client: Visitor, programs: Programs) -> None:
    record = programs.record(programs.town.roads)
    found = client.get("/api/v1/search?words=环湖东路").json
    assert found is not None
    assert found["total"] == 1
    assert found["hits"][0]["record"]["id"] == record.id
    assert found["hits"][0]["snippet"]["marks"]
    assert found["facets"]["department"][0]["label"] == programs.town.roads.name


def test_a_search_goes_on_by_cursor_to_its_end(client: Visitor, programs: Programs) -> None:
    wanted = {programs.record(programs.town.roads, f"图 {number}").id for number in range(23)}
    answer, seen = client.get("/api/v1/search?order=newest").json, set()
    while answer:
        seen |= {hit["record"]["id"] for hit in answer["hits"]}
        answer = client.get(f"/api/v1/search?order=newest&cursor={answer['cursor']}").json if answer["cursor"] else None
    assert seen == wanted


def test_a_list_goes_on_by_cursor_and_skips_and_repeats_nothing(client: Visitor, programs: Programs) -> None:
    wanted = sorted(programs.record(programs.town.roads, f"图 {number}").id for number in range(5))
    programs.record(programs.town.roads, level=Level.INTERNAL)
    answer, seen = client.get("/api/v1/records?limit=2").json, []
    while answer:
        seen += [record["id"] for record in answer["records"]]
        answer = client.get(f"/api/v1/records?limit=2&cursor={answer['cursor']}").json if answer["cursor"] else None
    assert seen == wanted


def test_what_was_not_changed_is_not_sent_again(client: Visitor, programs: Programs) -> None:
    address = f"/api/v1/records/{programs.record(programs.town.roads).id}"
    first = client.get(address)
    assert first.headers["Cache-Control"] in ("private, no-cache", "no-cache, private")
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    sign_in(client, "an")
    client.put(f"{address}/values/title", json={"value": "新题名"})
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("more", ["", "/pages/1", "/pages/1/words"])
def test_what_one_may_not_see_is_not_found(client: Visitor, programs: Programs, more: str) -> None:
    hidden = programs.record(programs.town.roads, level=Level.INTERNAL)
    answer, nothing = client.get(f"/api/v1/records/{hidden.id}{more}"), client.get(f"/api/v1/records/nosuch{more}")
    assert answer.status_code == 404
    assert answer.json is not None
    assert nothing.json is not None
    assert {**answer.json, "instance": ""} == {**nothing.json, "instance": ""}
    assert hidden.title not in client.get("/api/v1/search").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search?words=%22", 400),
        ("/api/v1/search?order=best", 400),
        ("/api/v1/search?since=yesterday", 400),
        ("/api/v1/search?cursor=x", 400),
        ("/api/v1/records?limit=1000", 400),
        ("/api/v1/records?cursor=e30", 400),
        ("/api/v1/records?cursor=eyJhZnRlciI6Ilx1ZDgwMCJ9", 400),  # half a character
        ("/api/v1/records?kind=%00", 400),
        ("/api/v1/places?bbox=1,2,3", 400),
        ("/api/v1/places", 400),
        ("/api/v1/nothing", 404),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(client: Visitor, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert {"type", "title", "status", "detail", "instance"} <= set(answer.json)
    assert answer.json["status"] == status


def test_a_wrong_part_is_named_in_the_language_asked_for(client: Visitor) -> None:
    answer = client.get("/api/v1/records?limit=1000", headers={"Accept-Language": "zh-CN"}).json
    assert answer is not None
    assert "limit" in answer["errors"]
    assert answer["detail"].startswith("请求的以下部分")


def test_a_body_that_is_not_json_is_said_to_be_none(client: Visitor, programs: Programs) -> None:
    sign_in(client, "an")
    answer = client.put("/api/v1/records/x/values/title", data="{", content_type="application/json").json
    assert answer is not None
    assert (answer["status"], answer["detail"]) == (400, "These parts of the request are not as described: json.")


def test_the_description_names_every_address_and_the_token(client: Visitor) -> None:
    described = client.get("/api/openapi.json").json
    assert described is not None
    assert set(described["paths"]) == {
        "/api/v1/search",
        "/api/v1/records",
        "/api/v1/records/{record_id}",
        "/api/v1/records/{record_id}/pages/{number}",
        "/api/v1/records/{record_id}/pages/{number}/words",
        "/api/v1/records/{record_id}/values/{field}",
        "/api/v1/places",
    }
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_who_asks_too_often_is_told_to_wait(client: Visitor) -> None:
    answers = [client.get("/api/v1/search") for _ in range(121)]
    assert {answer.status_code for answer in answers[:120]} == {200}
    assert answers[-1].status_code == 429
    assert answers[-1].mimetype == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0
