"""The same promises for every engine."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Entry, Query, SearchEngine, Way
from search.opening import open_engine
from search.problems import BadQuery
from search.query import AllTerms, And, Exact, Fuzzy, Node, Not, OcrTolerant, Or, Phrase, Prefix, Range
from search.words import number_key, runs, terms
from tests.search.shelves import EVERYONE, WORDS, an_entry, found, pages_of
from tests.search.test_words import stands_in

CORPUS = {f"r{number}": pages_of(number, 1 + number % 3) for number in range(120)}


@pytest.fixture(params=["tantivy", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    opened = open_engine(request.param, tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """Every entry twice put, some in several goes, so that there are segments, deletions and merges."""
    opened = open_engine(request.param, tmp_path_factory.mktemp(request.param))
    opened.put(an_entry(entry_id, "旧文") for entry_id in CORPUS)
    entries = [an_entry(entry_id, *pages) for entry_id, pages in CORPUS.items()]
    for start in range(0, len(entries), 40):
        opened.put(entries[start : start + 40])
    yield opened
    opened.close()


class TestPhrases:
    @settings(deadline=None, max_examples=150)
    @given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(["", " ", "，"]))
    def test_are_found_exactly_where_a_substring_scan_finds_them(
        self, corpus: SearchEngine, words: list[str], between: str
    ) -> None:
        phrase = between.join(words)
        if terms(phrase):
            expected = {key for key, pages in CORPUS.items() if any(stands_in(phrase, page) for page in pages)}
            assert set(found(corpus, Phrase(phrase))) == expected

    @settings(deadline=None, max_examples=100)
    @given(st.sampled_from(sorted(CORPUS)), st.integers(0, 200), st.integers(2, 9))
    def test_cut_from_a_page_anywhere_find_it(self, corpus: SearchEngine, key: str, start: int, length: int) -> None:
        phrase = CORPUS[key][0][start : start + length]
        if terms(phrase):
            expected = {key for key, pages in CORPUS.items() if any(stands_in(phrase, page) for page in pages)}
            assert set(found(corpus, Phrase(phrase))) == expected

    def test_are_the_same_in_traditional_and_simplified_signs_and_with_blanks_of_ocr(
        self, engine: SearchEngine
    ) -> None:
        engine.put([an_entry("1", "防 火 門"), an_entry("2", "防火门"), an_entry("3", "防火\n门窗")])
        assert sorted(found(engine, Phrase("防火門"))) == sorted(found(engine, Phrase("防 火门"))) == ["1", "2", "3"]

    def test_do_not_run_from_one_page_or_described_value_to_the_next(self, engine: SearchEngine) -> None:
        engine.put(
            [an_entry("1", "施工许可平面", "面图证号 GB", "50010", described="翠湖\n花园\nDN\n100", title="一层")]
        )
        for phrase in ("平面图", "可平面面图", "GB 50010", "翠湖花园", "DN 100", "一层翠湖"):
            assert found(engine, Phrase(phrase)) == []
        engine.put([an_entry("1", "施工许可", "证书编号")])
        assert found(engine, OcrTolerant("施工许可口证书编号")) == []

    def test_can_be_limited_to_some_texts(self, engine: SearchEngine) -> None:
        engine.put([an_entry("1", "平面"), an_entry("2", title="平面"), an_entry("3", described="平面")])
        for text, entry in (("body", "1"), ("title", "2"), ("described", "3")):
            assert found(engine, Phrase("平面", (text,))) == [entry]  # type: ignore[arg-type]

    def test_in_what_is_named_are_found_there_alone(self, engine: SearchEngine) -> None:
        engine.put(
            [
                an_entry("project", project_name="翠湖花园\n碧湖"),
                an_entry("units", units="翠湖花园"),
                an_entry("place", place="翠湖花园"),
                an_entry("page", "翠湖花园"),
            ]
        )
        for text, entry in (("project_name", "project"), ("units", "units"), ("place", "place")):
            assert found(engine, Phrase("翠湖", (text,))) == [entry]  # type: ignore[arg-type]
            assert found(engine, Phrase("湖", (text,))) == [entry]  # type: ignore[arg-type]
        assert found(engine, Phrase("花园碧湖", ("project_name",))) == []
        assert found(engine, Phrase("翠湖")) == ["page"]

    def test_of_one_han_sign_are_found_in_title_description_and_numbers(self, engine: SearchEngine) -> None:
        engine.put([an_entry("1", "长江大橋"), an_entry("2", title="长江大橋"), an_entry("3", numbers=("桥施-01",))])
        assert found(engine, Phrase("桥")) == ["2", "3"]
        assert found(engine, AllTerms("桥", ("title",))) == ["2"]
        assert found(engine, Not(Phrase("桥"))) == ["1"]


class TestTheReader:
    """Every condition of a way holds for hits, totals, facets and offered numbers alike."""

    ENTRIES = (
        an_entry("open", numbers=("AB-1",), opens_on=None),
        an_entry("later", numbers=("AB-2",), opens_on=date(2026, 11, 23)),
        an_entry("today", numbers=("AB-3",), opens_on=date(2026, 11, 22)),
        an_entry("inner", numbers=("AB-4",), level="internal", project="p1"),
        an_entry("roads", numbers=("AB-5",), level="internal", department="roads", project="p1"),
        an_entry("taken", numbers=("AB-6",), withdrawn=True),
    )

    OPEN_NOW = Way(levels=frozenset({"open"}), opened_by=date(2026, 11, 22))
    INNER = frozenset({"internal"})
    OWN = Way(levels=frozenset({"open", "internal"}), departments=frozenset({"planning"}))

    @pytest.mark.parametrize(
        ("audience", "seen"),
        [
            ((), ""),
            ((Way(levels=frozenset()),), ""),
            ((Way(levels=frozenset({"open"})),), "open later today"),
            ((OPEN_NOW,), "open today"),
            ((OWN,), "open later today inner"),
            ((Way(levels=INNER, departments=frozenset()),), ""),
            ((Way(levels=INNER, projects=frozenset({"p1"})),), "inner roads"),
            ((Way(levels=INNER, records=frozenset({"roads", "open"})),), "roads"),
            ((Way(levels=frozenset({"open"}), withdrawn=True),), "taken"),
            ((Way(levels=INNER, records=frozenset({"roads"})), OPEN_NOW), "open today roads"),
        ],
    )  # fmt: skip
    def test_sees_what_a_way_admits_and_no_trace_of_the_rest(
        self, engine: SearchEngine, audience: tuple[Way, ...], seen: str
    ) -> None:
        engine.put(replace(entry, facets={"kind": entry.id}, title="平面图") for entry in self.ENTRIES)
        expected = sorted(seen.split())
        for node in (None, Phrase("平面图"), Prefix("AB-"), Not(Phrase("立面图"))):
            results = engine.find(Query(node=node, audience=audience, counted=("kind",)))
            assert sorted(results.ids) == expected
            assert results.total == len(expected)
            assert results.facets == {"kind": dict.fromkeys(expected, 1)}
        offered = {entry.numbers[0] for entry in self.ENTRIES if entry.id in expected}
        assert set(engine.numbers_beginning("ab", audience)) == offered

    @settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_is_the_same_for_both_engines_and_a_plain_rule(self, tmp_path: Path, data: st.DataObject) -> None:
        level, name = st.sampled_from(["open", "internal", "restricted"]), st.sampled_from(["a", "b", "c"])
        day = st.dates(date(2026, 11, 20), date(2026, 11, 24))
        some = st.frozensets(name, max_size=2)
        way = st.builds(
            Way,
            levels=st.frozensets(level, max_size=2),
            departments=st.none() | some,
            projects=st.none() | some,
            records=st.none() | st.frozensets(st.sampled_from("012345"), max_size=3),
            opened_by=st.none() | day,
            withdrawn=st.booleans(),
        )
        described = st.builds(Entry, id=st.just(""), level=level, department=name, project=name | st.just(""),
                              opens_on=st.none() | day, withdrawn=st.booleans())  # fmt: skip
        entries = [replace(entry, id=str(at)) for at, entry in enumerate(data.draw(st.lists(described, max_size=6)))]
        audience = tuple(data.draw(st.lists(way, max_size=3)))
        expected = sorted(entry.id for entry in entries if any(admits(way, entry) for way in audience))
        for name_of_engine in ("tantivy", "whoosh"):
            engine = open_engine(name_of_engine, tmp_path / name_of_engine)
            engine.remove("012345")
            engine.put(entries)
            assert sorted(found(engine, None, audience)) == expected
            engine.close()


def admits(way: Way, entry: Entry) -> bool:
    return (
        entry.level in way.levels
        and entry.withdrawn == way.withdrawn
        and (way.departments is None or entry.department in way.departments)
        and (way.projects is None or entry.project in way.projects)
        and (way.records is None or entry.id in way.records)
        and (way.opened_by is None or entry.opens_on is None or entry.opens_on <= way.opened_by)
    )


class TestNumbers:
    NUMBERS = (
        "建施-03",
        "建施—04",
        "S-12A",
        "S-12",
        "建字第320623202000006号",
        "C04-1998-0113",
        "[2018]施[朝]建字0072号",
    )

    @pytest.fixture
    def numbered(self, engine: SearchEngine) -> SearchEngine:
        engine.put(an_entry(number, numbers=(number,)) for number in self.NUMBERS)
        return engine

    def test_are_found_whole_however_they_are_written(self, numbered: SearchEngine) -> None:
        for asked, number in (
            ("建施—０３", "建施-03"),
            ("s12a", "S-12A"),
            ("〔2018〕施〔朝〕建字0072號", self.NUMBERS[-1]),
        ):
            assert found(numbered, Exact(asked)) == [number]
        assert found(numbered, Exact("S-1")) == []

    def test_are_found_by_their_beginning(self, numbered: SearchEngine) -> None:
        assert found(numbered, Prefix("建施")) == ["建施-03", "建施—04"]
        assert found(numbered, Prefix("s-12")) == ["S-12A", "S-12"]
        assert found(numbered, Prefix("C04-1998")) == ["C04-1998-0113"]
        assert found(numbered, Prefix("12")) == []

    def test_are_offered_as_they_are_written_in_order_and_not_too_many(self, numbered: SearchEngine) -> None:
        assert list(numbered.numbers_beginning("建", EVERYONE)) == [self.NUMBERS[4], "建施-03", "建施—04"]
        assert list(numbered.numbers_beginning("建 施", EVERYONE, limit=1)) == ["建施-03"]
        assert list(numbered.numbers_beginning("—", EVERYONE)) == []

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.sampled_from(NUMBERS), st.integers(0, 16), st.sampled_from(["", "7", "号x"]), st.integers(0, 2))
    def test_are_found_with_one_sign_wrong_missing_or_too_many(
        self, numbered: SearchEngine, number: str, at: int, put: str, dropped: int
    ) -> None:
        asked = number_key(number[:at] + put + number[at + dropped :])
        if len(asked) >= 4:
            assert set(found(numbered, Fuzzy(asked))) == {n for n in self.NUMBERS if distance(number_key(n), asked) < 2}

    def test_are_words_of_the_description_too(self, numbered: SearchEngine) -> None:
        assert found(numbered, Phrase("320623202000006")) == [self.NUMBERS[4]]


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        last, row = row, [at]
        for place, against in enumerate(other, 1):
            row.append(min(last[place] + 1, row[-1] + 1, last[place - 1] + (sign != against)))
    return row[-1]


class TestWhatIsAsked:
    PAGES = ("甲级防火门 大样", "乙级防火门", "甲级防火窗 施工许司证", "大样 甲级", "plan A")

    @pytest.mark.parametrize(
        ("node", "expected"),
        [
            (And((Phrase("甲级"), Phrase("防火"))), "02"),
            (Or((Phrase("乙级"), Phrase("plan"))), "14"),
            (Not(Phrase("防火")), "34"),
            (And((Phrase("甲级"), Not(Phrase("防火窗")))), "03"),
            (Or((Not(Phrase("甲级")), Phrase("大样"))), "0134"),
            (Not(Not(Phrase("甲级"))), "023"),
            (AllTerms("大样 甲级"), "03"),
            (AllTerms("防火门"), "01"),
            (OcrTolerant("施工许可证"), "2"),
            (OcrTolerant("甲级防火们"), "02"),
            (Phrase("没有这个"), ""),
            (And((Phrase("没有这个"), Phrase("甲级"))), ""),
            (Range(date(2000, 1, 2), date(2000, 1, 3)), "12"),
            (Range(until=date(2000, 1, 2)), "01"),
            (Range(), "0123"),
        ],
    )
    def test_is_what_is_found(self, engine: SearchEngine, node: Node, expected: str) -> None:
        days = [date(2000, 1, day) for day in (1, 2, 3, 4)]
        engine.put(an_entry(str(at), page, day=days[at] if at < 4 else None) for at, page in enumerate(self.PAGES))
        assert "".join(sorted(found(engine, node))) == expected

    @settings(deadline=None, max_examples=60)
    @given(st.recursive(
        st.sampled_from(WORDS).filter(terms).map(Phrase),
        lambda node: st.builds(Not, node) | st.tuples(node, node).map(And) | st.tuples(node, node).map(Or),
        max_leaves=5,
    ))  # fmt: skip
    def test_is_plain_logic(self, corpus: SearchEngine, node: Node) -> None:
        assert set(found(corpus, node)) == {key for key, pages in CORPUS.items() if holds(node, pages)}


def holds(node: Node, pages: list[str]) -> bool:
    match node:
        case And(parts):
            return all(holds(part, pages) for part in parts)
        case Or(parts):
            return any(holds(part, pages) for part in parts)
        case Not(part):
            return not holds(part, pages)
        case Phrase(text):
            return any(stands_in(text, page) for page in pages)
    raise AssertionError(node)


class TestRanking:
    def test_puts_a_whole_number_before_titles_before_descriptions_before_pages(self, engine: SearchEngine) -> None:
        engine.put(
            [
                an_entry("page", "建施03 " * 40),
                an_entry("described", "别的", described="建施 03"),
                an_entry("title", "别的", title="建施 03"),
                an_entry("begins", numbers=("建施-031",)),
                an_entry("number", numbers=("建施-03",)),
            ]
        )
        node = Or((Exact("建施-03"), Prefix("建施-03"), Phrase("建施-03")))
        assert found(engine, node) == ["number", "title", "begins", "described", "page"]

    def test_puts_pages_that_say_it_more_often_in_fewer_words_first(self, engine: SearchEngine) -> None:
        filler = [an_entry(f"x{at}", "别的文字") for at in range(20)]
        engine.put([an_entry("once", "防火门" + "别的文字" * 50), an_entry("often", "防火门，" * 5), *filler])
        assert found(engine, Phrase("防火门")) == ["often", "once"]

    def test_newest_and_oldest_go_by_day_and_the_undated_come_last(self, engine: SearchEngine) -> None:
        days = {"b": date(1998, 3, 1), "none": None, "a": date(1949, 10, 1), "c": date(2026, 1, 1)}
        engine.put(an_entry(entry_id, "平面", day=day) for entry_id, day in days.items())
        for node in (None, Phrase("平面")):
            assert found(engine, node, order="newest") == ["c", "b", "a", "none"]
            assert found(engine, node, order="oldest") == ["a", "b", "c", "none"]
        assert found(engine, None) == ["c", "b", "a", "none"]

    def test_pages_of_hits_follow_each_other_without_gap_or_repetition(self, engine: SearchEngine) -> None:
        chance = random.Random(5)
        engine.put(an_entry(str(at), "平面" * chance.randint(1, 9), day=date(2000, 1, 1 + at % 7)) for at in range(47))
        for order in ("relevance", "newest", "oldest"):
            pages = [
                engine.find(
                    Query(node=Phrase("平面"), audience=EVERYONE, order=order, first=10 * page - 10, per_page=10)
                )
                for page in range(1, 7)
            ]
            assert [len(page.ids) for page in pages] == [10, 10, 10, 10, 7, 0]
            assert {page.total for page in pages} == {47}
            assert len({entry for page in pages for entry in page.ids}) == 47

    @pytest.mark.parametrize("asked", [{"first": -1}, {"per_page": 0}, {"order": "best"}, {"first": 10**12}])
    def test_an_impossible_page_is_a_sentence(self, asked: dict[str, int]) -> None:
        with pytest.raises(BadQuery):
            Query(node=None, audience=EVERYONE, **asked)  # type: ignore[arg-type]


class TestFacets:
    @pytest.fixture
    def shelf(self, engine: SearchEngine) -> SearchEngine:
        kinds = ["drawing", "permit", "drawing", "", "2014-05-20T00:00:00Z", "给排水 / 暖通|x=y"]
        for at, kind in enumerate(kinds):
            facets = {"kind": kind, "year": str(2014 + at % 2)}
            engine.put([an_entry(str(at), "平面" if at else "立面", facets=facets, day=date(2014 + at, 1, 1))])
        return engine

    def test_are_counted_among_what_is_found(self, shelf: SearchEngine) -> None:
        results = shelf.find(Query(node=None, audience=EVERYONE, counted=("year", "kind", "unheard_of")))
        assert list(results.facets) == ["year", "kind", "unheard_of"]
        assert results.facets["year"] == {"2014": 3, "2015": 3}
        assert list(results.facets["kind"].items()) == [
            ("drawing", 2), ("2014-05-20T00:00:00Z", 1), ("permit", 1), ("给排水 / 暖通|x=y", 1),
        ]  # fmt: skip
        assert results.facets["unheard_of"] == {}
        some = shelf.find(Query(node=Phrase("平面"), audience=EVERYONE, counted=("kind",)))
        assert some.facets["kind"]["drawing"] == 1

    def test_are_counted_anew_for_other_rights_other_limits_and_what_was_written(self, shelf: SearchEngine) -> None:
        """Whatever an engine remembers of a search."""
        query = Query(node=Phrase("平面"), audience=EVERYONE, counted=("kind",))
        nobody = (Way(levels=frozenset()),)
        for _ in range(2):
            assert shelf.find(query).facets["kind"]["permit"] == 1
            assert shelf.find(replace(query, audience=nobody)).facets["kind"] == {}
            assert shelf.find(replace(query, facets={"year": frozenset({"2014"})})).facets["kind"].get("permit") is None
            assert shelf.find(replace(query, first=1, order="oldest")).facets == shelf.find(query).facets
        shelf.put([an_entry("new", "平面", facets={"kind": "permit"})])
        assert shelf.find(query).facets["kind"]["permit"] == 2
        shelf.remove(["new"])
        assert shelf.find(query).facets["kind"]["permit"] == 1

    def test_limit_what_is_found_to_one_of_their_values_each(self, shelf: SearchEngine) -> None:
        both = {"kind": frozenset({"drawing", "permit"}), "year": frozenset({"2014"})}
        assert found(shelf, None, facets=both, order="oldest") == ["0", "2"]
        assert found(shelf, None, facets={"kind": frozenset({"给排水 / 暖通|x=y"})}) == ["5"]
        assert found(shelf, None, facets={"kind": frozenset()}) == []
        assert found(shelf, None, facets={"unheard_of": frozenset({"x"})}) == []
        counted = shelf.find(Query(node=None, audience=EVERYONE, facets=both, counted=("kind",)))
        assert counted.facets == {"kind": {"drawing": 2}}

    def test_and_days_go_together(self, shelf: SearchEngine) -> None:
        year = {"year": frozenset({"2014"})}
        assert found(shelf, None, facets=year, since=date(2015, 1, 1), until=date(2016, 1, 1)) == ["2"]
        assert sorted(found(shelf, Phrase("平面"), since=date(2018, 1, 1))) == ["4", "5"]


class TestKeeping:
    def test_an_entry_put_again_takes_the_place_of_the_old_one(self, engine: SearchEngine) -> None:
        engine.put([an_entry("1", "旧文字", numbers=("A-1",), facets={"kind": "old"}), an_entry("2", "别的")])
        engine.put([an_entry("1", "新文字", facets={"kind": "new"})])
        assert engine.count() == 2
        assert found(engine, Phrase("旧文字")) == found(engine, Exact("A-1")) == []
        assert found(engine, Phrase("新文字")) == ["1"]
        assert engine.numbers_beginning("A", EVERYONE) == ()
        kinds = engine.find(Query(node=None, audience=EVERYONE, counted=("kind",))).facets["kind"]
        assert kinds == {"new": 1}

    def test_an_entry_that_comes_twice_in_one_go_counts_once_and_last(self, engine: SearchEngine) -> None:
        engine.put([an_entry("1", "旧文字"), an_entry("2", "别的"), an_entry("1", "新文字"), an_entry("1", "末文字")])
        assert engine.count() == 2
        assert [found(engine, Phrase(text)) for text in ("旧文字", "新文字", "末文字")] == [[], [], ["1"]]

    def test_what_is_removed_is_gone_at_once_and_may_be_removed_again(self, engine: SearchEngine) -> None:
        engine.put([an_entry("1", "平面"), an_entry("2", "平面")])
        for _ in range(2):
            engine.remove(["1", "never there"])
            assert found(engine, Phrase("平面")) == ["2"]
            assert engine.count() == 1
        engine.remove([])
        engine.put([])
        assert engine.count() == 1

    def test_an_error_midway_keeps_nothing_and_leaves_the_engine_writable(self, engine: SearchEngine) -> None:
        def broken() -> Iterator[Entry]:
            yield an_entry("1", "平面")
            raise RuntimeError("the catalogue is away")

        with pytest.raises(RuntimeError, match="away") as caught:
            engine.put(broken())
        engine.put([an_entry("2", "平面")])  # though `caught` still holds the frames of what failed
        assert caught.value
        assert found(engine, Phrase("平面")) == ["2"]

    def test_any_text_can_be_kept(self, engine: SearchEngine) -> None:
        strange = "\x00\ud800😀" + "x" * 70_000 + "平面"
        engine.put(
            [an_entry("1", strange, title=strange, numbers=(strange,), described=strange, facets={"kind": strange[:5]})]
        )
        assert found(engine, Phrase("平面")) == ["1"]

    def test_an_empty_index_answers(self, engine: SearchEngine) -> None:
        for node in (None, Phrase("平面"), Prefix("AB"), Fuzzy("ABCD"), Not(Phrase("平面")), OcrTolerant("施工许可证")):
            assert found(engine, node) == []
        assert engine.count() == 0
        assert engine.numbers_beginning("A", EVERYONE) == ()


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.data())
def test_text_of_any_script_is_found_by_any_piece_of_it(
    engine: SearchEngine, texts: list[str], data: st.DataObject
) -> None:
    engine.remove("0123")
    engine.put(an_entry(str(at), text) for at, text in enumerate(texts))
    whole = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(whole)))
    phrase = whole[start : start + data.draw(st.integers(1, 8))]
    if runs(phrase) and terms(phrase):
        expected = {str(at) for at, text in enumerate(texts) if stands_in(phrase, text)}
        assert set(found(engine, Phrase(phrase))) == expected
