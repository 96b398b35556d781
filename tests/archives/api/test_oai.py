"""OAI-PMH 2.0 as the protocol asks for it, over what is open to everyone and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from archives.api import harvest
from archives.db import today
from archives.people import Level
from tests.archives.api.conftest import Programs
from tests.visiting import Visitor, sign_in

NAMES = {"o": "http://www.openarchives.org/OAI/2.0/", "d": "http://purl.org/dc/elements/1.1/"}


class Harvester:
    def __init__(self, client: Visitor) -> None:
        self.client = client

    def ask(self, **asked: str) -> etree._Element:
        if "since" in asked:
            asked["from"] = asked.pop("since")
        answer = self.client.get("/oai", query_string=asked)
        assert answer.status_code == 200
        assert answer.mimetype == "text/xml"
        return framed(answer.data)

    def error(self, **asked: str) -> str:
        return str(self.ask(**asked).xpath("string(o:error/@code)", namespaces=NAMES))

    def ids(self, **asked: str) -> list[str]:
        root = self.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **asked)
        return [text.split(":")[-1] for text in texts(root, "//o:identifier")]


def framed(content: bytes) -> etree._Element:
    """What every answer must have, in this order: responseDate, request, and one part or errors."""
    root = etree.fromstring(content)
    assert root.tag == f"{{{NAMES['o']}}}OAI-PMH"
    assert root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split()[0] == NAMES["o"]
    first, second, *rest = (etree.QName(child).localname for child in root)
    assert (first, second) == ("responseDate", "request")
    assert len(rest) == 1 or set(rest) == {"error"}
    datetime.strptime(texts(root, "o:responseDate")[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.xpath(path, namespaces=NAMES)]


@pytest.fixture
def harvester(client: Visitor) -> Harvester:
    return Harvester(client)


def test_it_says_who_it_is(harvester: Harvester, programs: Programs) -> None:
    part = harvester.ask(verb="Identify")
    order = [etree.QName(child).localname for child in part.xpath("o:Identify/*", namespaces=NAMES)]
    assert order == [
        "repositoryName",
        "baseURL",
        "protocolVersion",
        "adminEmail",
        "earliestDatestamp",
        "deletedRecord",
        "granularity",
    ]
    assert texts(part, "//o:baseURL") == ["http://localhost/oai"]
    assert texts(part, "//o:deletedRecord") == ["no"]
    assert texts(part, "//o:adminEmail") == ["postmaster@localhost"]


def test_an_open_record_is_given_in_dublin_core(harvester: Harvester, programs: Programs) -> None:
    record = programs.record(programs.town.roads, number="建字第1号", kind="construction_planning_permit")
    root = harvester.ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:localhost:{record.id}")
    assert texts(root, "//d:title") == ["总平面图"]
    assert texts(root, "//d:identifier") == [f"http://localhost/records/{record.id}", "建字第1号"]
    assert texts(root, "//d:relation") == [programs.town.bridge.name]
    assert texts(root, "//o:setSpec") == ["construction_planning_permit"]
    assert texts(root, "//d:type") == ["建设工程规划许可证"]


def test_only_what_is_open_to_everyone_is_told_whoever_asks(harvester: Harvester, programs: Programs) -> None:
    shown = programs.record(programs.town.roads)
    tomorrow = today() + timedelta(days=1)
    hidden = [
        programs.record(programs.town.roads, "内部图", level=Level.INTERNAL),
        programs.record(programs.town.roads, "限制图", level=Level.RESTRICTED),
        programs.record(programs.town.roads, "未开放图", opens_on=tomorrow),
        programs.record(programs.town.roads, "撤出图", withdrawn=True),
    ]
    for username in ("", "an", "rao"):
        if username:
            sign_in(harvester.client, username)
        assert harvester.ids() == [shown.id]
        for record in hidden:
            assert (
                harvester.error(verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:localhost:{record.id}")
                == "idDoesNotExist"
            )
        harvester.client.post("/logout")


def test_a_long_list_comes_in_parts_and_ends_with_an_empty_token(
    harvester: Harvester, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "PER_ANSWER", 2)
    wanted = sorted(programs.record(programs.town.roads, f"图 {number}").id for number in range(5))
    root = harvester.ask(verb="ListRecords", metadataPrefix="oai_dc")
    seen, parts = [], 1
    while True:
        seen += [text.split(":")[-1] for text in texts(root, "//o:header/o:identifier")]
        token = texts(root, "//o:resumptionToken")[0]
        if not token:
            break
        root, parts = harvester.ask(verb="ListRecords", resumptionToken=token), parts + 1
    assert (seen, parts) == (wanted, 3)


def test_a_short_list_has_no_token(harvester: Harvester, programs: Programs) -> None:
    programs.record(programs.town.roads)
    assert texts(harvester.ask(verb="ListRecords", metadataPrefix="oai_dc"), "//o:resumptionToken") == []


def test_a_set_is_a_kind_of_document(harvester: Harvester, programs: Programs) -> None:
    drawing = programs.record(programs.town.roads, kind="drawing")
    programs.record(programs.town.roads, kind="construction_permit")
    assert harvester.ids(set="drawing") == [drawing.id]
    assert "drawing" in texts(harvester.ask(verb="ListSets"), "//o:setSpec")


def test_harvesting_again_brings_only_what_was_changed_since(harvester: Harvester, programs: Programs) -> None:
    record = programs.record(programs.town.roads)
    root = harvester.ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
    stamp = texts(root, "//o:datestamp")[0]
    after = datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) + timedelta(seconds=1)
    assert harvester.ids(since=stamp) == harvester.ids(until=stamp) == [record.id]
    later = after.strftime("%Y-%m-%dT%H:%M:%SZ")
    before = (after - timedelta(days=1)).strftime("%Y-%m-%d")
    for asked in ({"since": "2999-01-01"}, {"until": before}):
        wanted = {"verb": "ListRecords", "metadataPrefix": "oai_dc", **asked}
        assert harvester.error(**wanted) == "noRecordsMatch"
    assert harvester.ids(since=before, until=later[:10]) == [record.id]


def test_a_record_opened_yesterday_was_changed_yesterday(harvester: Harvester, programs: Programs) -> None:
    opened = today() - timedelta(days=3650)
    old = {"received_at": datetime(2001, 1, 1, tzinfo=UTC)}
    record = programs.record(programs.town.roads, opens_on=opened, **old)
    assert harvester.ids(since=(opened - timedelta(days=2)).isoformat()) == [record.id]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nothing"}, "badVerb"),
        ({"verb": "Identify", "set": "drawing"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "since": "2013-4-1"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "2013-02-30"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "since": "2014-01-01", "until": "2013-01-01"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "since": "2013-01-01", "until": "2014-01-01T00:00:00Z"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nothing"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, "noRecordsMatch"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:localhost:nosuch"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "nosuch"}, "idDoesNotExist"),
    ],
)
def test_what_is_wrong_is_said_by_the_code_of_the_protocol(
    harvester: Harvester, asked: dict[str, str], code: str
) -> None:
    assert harvester.error(**asked) == code


def test_an_argument_given_twice_is_refused_and_not_repeated(client: Visitor) -> None:
    root = framed(client.get("/oai?verb=ListRecords&verb=Identify").data)
    assert root.xpath("string(o:error/@code)", namespaces=NAMES) == "badVerb"
    assert dict(root.xpath("o:request", namespaces=NAMES)[0].attrib) == {}


def test_a_harvester_may_post_what_it_asks(client: Visitor, programs: Programs) -> None:
    answer = client.post("/oai", data={"verb": "Identify"}, with_token=False)
    assert texts(framed(answer.data), "//o:protocolVersion") == ["2.0"]


def test_signs_that_xml_does_not_know_are_left_out(harvester: Harvester, programs: Programs) -> None:
    programs.record(programs.town.roads, "图\x0b纸\ufffe")
    assert texts(harvester.ask(verb="ListRecords", metadataPrefix="oai_dc"), "//d:title") == ["图纸"]
    assert harvester.error(verb="\x01\x02") == "badVerb"
