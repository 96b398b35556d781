"""The search page over HTTP: any string gives an answer or a sentence, and every link on it is good."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives.finding.meaning import meaning_of
from archives.finding.wanted import Wanted
from archives.finding.without_index import described_as
from archives.people import Level, Role
from archives.tools import Tools
from ingest.tables import read_table
from search.directories import current
from tests.archives.finding.conftest import Shelf
from tests.factories import an_account
from tests.visiting import Visitor, sign_in

BOTH = pytest.mark.parametrize("shelf", ["tantivy", "whoosh"], indirect=True)
FUZZ = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=700) | st.text(
    "甲桥a1-—*＊\"“”「」OR 或号第\0\n%_\\'年月2014｜:/", max_size=60
)
NAMES = st.sampled_from([
    "words", "title", "number", "project_name", "units", "address", "body", "kind", "project", "department", "year",
    "discipline", "level", "place", "volume", "since", "until", "order", "group", "page", "after", "literally",
])  # fmt: skip


@BOTH
@FUZZ
@given(ANY_TEXT)
def test_any_string_in_the_box_gives_an_answer_or_a_sentence(shelf: Shelf, visitor: Visitor, typed: str) -> None:
    answer = visitor.get("/search", query_string={"words": typed})
    assert answer.status_code == 200 or (answer.status_code == 400 and "alert-warning" in answer.text)
    assert visitor.get("/search/suggestions", query_string={"words": typed}).status_code == 200


@FUZZ
@given(st.lists(st.tuples(NAMES, ANY_TEXT | st.sampled_from(["1", "0", "-1", "2014", "open", "newest"])), max_size=5))
def test_any_address_gives_an_answer_or_a_sentence(
    shelf: Shelf, visitor: Visitor, arguments: list[tuple[str, str]]
) -> None:
    for path in ("/search", "/search/advanced"):
        assert visitor.get(path, query_string=arguments).status_code in {200, 400, 404}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search?words=" + "a" * 100_000, 400),
        ("/search?page=0", 400),
        ("/search?page=501", 400),
        ("/search?page=two", 400),
        ("/search?after=nonsense", 400),
        ("/search?since=2014-02-30", 400),
        ("/search?until=tomorrow", 400),
        ("/search?order=best", 400),
        ("/search?group=colour", 400),
        ("/search?level=secret", 400),
        ("/search?kind=nothing", 400),
        ("/search?project=nothing", 404),
        ("/search/cut-outs/nothing/1", 404),
    ],
)
def test_what_does_not_exist_is_a_clear_answer(shelf: Shelf, visitor: Visitor, address: str, status: int) -> None:
    assert visitor.get(address).status_code == status


def test_going_on_is_a_link_that_cannot_be_made_up(shelf: Shelf, visitor: Visitor) -> None:
    shelf.index(*[shelf.write("平面图", title=f"图 {at}") for at in range(15)])
    first = visitor.get("/search?words=平面图&order=newest").text
    found = re.search(r'rel="next nofollow" href="([^"]+)"', first)
    assert found is not None
    on = unescape(found[1])
    second = visitor.get(on).text
    assert "11 to 15 of 15" in second
    titles = [set(re.findall(r"图 \d+", text)) for text in (first, second)]
    assert len(titles[0] | titles[1]) == 15
    assert visitor.get(on.replace("order=newest", "order=oldest")).status_code == 400
    assert visitor.get(on.replace("after=W", "after=X")).status_code == 400


def test_the_page_says_how_words_were_understood_and_can_take_it_back(shelf: Shelf, visitor: Visitor) -> None:
    record = shelf.put("别的", formed="2014-05-20")
    page = visitor.get("/search?words=2014年5月").text
    assert record in page
    assert "also looked for as the days from" in page
    assert record not in visitor.get("/search?words=2014年5月&literally=1").text


def test_a_hit_names_its_page_and_fetches_its_strip(shelf: Shelf, visitor: Visitor) -> None:
    record = shelf.put("别的", "一层\n平面图")
    page = visitor.get("/search?words=一层平面图").text
    assert "page 2" in page
    strip = visitor.get(f"/search/cut-outs/{record}/2?words=一层平面图").text
    assert strip.count('class="mark found"') == 2
    assert 'aria-label="“一层 平面图” on page 2 of the sheets"' in strip
    assert f"/records/{record}/pages/2.jpg" in strip


class TestAFaultOfTheIndex:
    @pytest.fixture
    def records(self, shelf: Shelf) -> dict[str, str]:
        return {
            "open": shelf.put("防火门大样", title="翠湖花园总平面图", values={"construction_unit": "滨海置业"}),
            "closed": shelf.put("防火门大样", title="翠湖花园平面图", level=Level.INTERNAL),
        }

    @pytest.fixture(params=["lost", "torn", "made by another program"])
    def damage(self, request: pytest.FixtureRequest, shelf: Shelf, records: dict[str, str]) -> None:
        assert records
        directory = current(shelf.tools.settings.indexes)
        assert directory is not None
        if request.param == "lost":
            directory.rename(directory.with_name("elsewhere"))
        elif request.param == "torn":
            (directory / "meta.json").write_bytes(b"{")
        else:
            (directory.parent / "CURRENT").write_text("tantivy-0-0-20260101T000000000000Z", encoding="utf-8")

    @pytest.mark.usefixtures("damage")
    def test_is_said_and_the_catalogue_is_searched_under_the_same_rights(
        self, visitor: Visitor, records: dict[str, str]
    ) -> None:
        for words, is_found in (("翠湖花园", True), ("滨海置业", True), ("防火门", False), ("翠湖 -总平面图", False)):
            page = visitor.get("/search", query_string={"words": words}).text
            assert "The full-text index does not answer" in page
            assert (records["open"] in page) is is_found, words
            assert records["closed"] not in page
        assert visitor.get("/search/suggestions?words=AB").status_code == 200

    @pytest.mark.usefixtures("damage")
    def test_does_not_keep_the_server_from_starting(self, shelf: Shelf) -> None:
        Tools.open(shelf.tools.settings).close()


def test_the_catalogue_alone_answers_what_the_index_does_where_both_look(shelf: Shelf) -> None:
    project = shelf.project("翠湖花园", 1)
    shelf.put(title="总平面图", formed="2014-05-20", project_id=project.id, values={"drawing_no": "建施-03"})
    shelf.put(title="立面图", formed="2014", number="S-12A")
    shelf.put(title="100%_图", formed="2015-06")
    for words in ("总平面图", "翠湖", "建施-03", "2014", "图 -立面图", "100%", "总平面图 或 立面图", "建施-*", "没有"):
        wanted = Wanted(words=words)
        with shelf.tools.database.reading() as db:
            node = meaning_of(db, wanted).node
            ids, total = described_as(db, shelf.actor(), wanted, node, 0, 20)
        assert set(ids) == set(shelf.ids(words)), words
        assert total == len(ids)


def test_a_table_of_results_holds_what_one_may_see_and_no_formula(shelf: Shelf, visitor: Visitor) -> None:
    shelf.put("平面图", title="=cmd|'/c calc'!A0", formed="2014-05-20")
    shelf.put("平面图", title="秘密平面图", level=Level.RESTRICTED)
    assert visitor.get("/search/results.csv?words=平面图").status_code == 302
    with shelf.tools.database.transaction() as db:
        db.add(an_account(Role.CITIZEN, "lin"))
    sign_in(visitor, "lin")
    for form, encoding in (("csv", "utf-8-sig"), ("gb18030", "gb18030")):
        answer = visitor.get(f"/search/results.{form}?words=平面图")
        text = answer.data.decode(encoding)
        assert text.count("\n") == 2
        assert ",'=cmd|" in text
        assert "秘密" not in text
    answer = visitor.get("/search/results.xlsx?words=平面图")
    path = shelf.tools.settings.data / "results.xlsx"
    path.write_bytes(answer.data)
    rows = list(read_table(path, 10))
    assert [row[1] for row in rows] == ["Title", "=cmd|'/c calc'!A0"]
    assert visitor.get("/search/results.pdf?words=平面图").status_code == 404
    assert visitor.get("/search/results.csv?words=，").status_code == 400
