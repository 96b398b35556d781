"""Directories, CURRENT, several processes, and making the index again without losing an entry."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from search.directories import CHANGED, CURRENT, current
from search.engine import Entry, SearchEngine
from search.opening import open_engine, rebuild_index
from search.problems import EngineMissing, IndexOutdated, SearchProblem
from search.query import Phrase
from tests.search.shelves import EVERYONE, an_entry, found

ENGINES = ("tantivy", "whoosh")
CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], SearchEngine]]:
    engines: list[SearchEngine] = []

    def open_one(setting: str) -> SearchEngine:
        engines.append(open_engine(setting, tmp_path))
        return engines[-1]

    yield open_one
    for engine in engines:
        engine.close()


def in_other_process(program: str, root: Path, name: str) -> "subprocess.Popen[str]":
    start = f"""
from pathlib import Path
from search.engine import Entry
from search.opening import open_engine
engine = open_engine({name!r}, Path({str(root)!r}))
def entry(name):
    return Entry(id=name, level="open", department="planning", pages=("平面",))
"""
    return subprocess.Popen([sys.executable, "-c", start + program], cwd=CHECKOUT, text=True)


def indexes(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.is_dir())


def all_of(entries: dict[str, Entry]) -> Callable[[Sequence[str]], list[Entry]]:
    return lambda ids: [entries[entry_id] for entry_id in ids if entry_id in entries]


def test_a_reader_sees_what_another_process_writes(
    tmp_path: Path, engine_name: str, opened: Callable[[str], SearchEngine]
) -> None:
    reader = opened(engine_name)
    assert found(reader, Phrase("平面")) == []
    assert in_other_process("engine.put([entry('1')])", tmp_path, engine_name).wait(30) == 0
    assert found(reader, Phrase("平面")) == ["1"]
    assert in_other_process("engine.remove(['1'])", tmp_path, engine_name).wait(30) == 0
    assert found(reader, Phrase("平面")) == []


def test_writers_take_turns_and_none_is_refused_or_lost(
    tmp_path: Path, engine_name: str, opened: Callable[[str], SearchEngine]
) -> None:
    program = "for at in range(6):\n    engine.put([entry(f'{NAME}-{at}')])"
    writers = [in_other_process(f"NAME = {who!r}\n{program}", tmp_path, engine_name) for who in ("p", "q")]
    engine = opened(engine_name)
    threads = [
        threading.Thread(target=lambda who=who: [engine.put([an_entry(f"{who}-{at}", "平面")]) for at in range(6)])
        for who in ("s", "t")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert set(found(engine, Phrase("平面"))) == {f"{who}-{at}" for who in "pqst" for at in range(6)}


def test_many_small_writes_leave_no_orphan_files(tmp_path: Path, opened: Callable[[str], SearchEngine]) -> None:
    one, two = opened("tantivy"), opened("tantivy")
    for at in range(20):
        (one if at % 2 else two).put([an_entry(str(at), "平面")])
    directory = current(tmp_path)
    assert directory is not None
    listed = (directory / "meta.json").read_text(encoding="utf-8").replace("-", "")
    segments = {path.name.partition(".")[0] for path in directory.iterdir() if len(path.name.partition(".")[0]) == 32}
    assert {segment for segment in segments if segment not in listed} == set()


def test_a_writer_that_is_killed_leaves_the_index_whole_and_writable(
    tmp_path: Path, engine_name: str, opened: Callable[[str], SearchEngine]
) -> None:
    engine = opened(engine_name)
    engine.put([an_entry("1", "平面")])
    program = """
import os, signal
def dying():
    yield entry("2")
    os.kill(os.getpid(), signal.SIGKILL)
engine.put(dying())
"""
    assert in_other_process(program, tmp_path, engine_name).wait(30) == -9
    engine.put([an_entry("3", "平面")])
    assert sorted(found(engine, Phrase("平面"))) == ["1", "3"]


def test_rebuilding_swaps_the_index_under_an_open_reader_and_keeps_the_one_before(
    tmp_path: Path, engine_name: str, opened: Callable[[str], SearchEngine]
) -> None:
    engine = opened(engine_name)
    engine.put([an_entry("stale", "平面")])
    kept = [indexes(tmp_path)]
    for number in range(3):
        entries = {str(number): an_entry(str(number), "平面")}
        assert rebuild_index(engine_name, tmp_path, entries.values(), all_of(entries)) == 1
        assert found(engine, Phrase("平面")) == [str(number)]
        kept.append(indexes(tmp_path))
    assert [len(names) for names in kept] == [1, 2, 2, 2]
    assert kept[2][0] == kept[1][1]
    assert not (tmp_path / CHANGED).exists()


def test_what_changes_while_the_index_is_made_again_is_in_the_new_one(
    tmp_path: Path, engine_name: str, opened: Callable[[str], SearchEngine]
) -> None:
    engine = opened(engine_name)
    catalogue = {name: an_entry(name, "旧文字") for name in ("kept", "changed", "gone")}
    engine.put(catalogue.values())
    new_text = {name: an_entry(name, "新文字") for name in ("changed", "added")}

    def change() -> None:
        catalogue.update(new_text)
        del catalogue["gone"]
        engine.put(new_text.values())
        engine.remove(["gone"])
        assert sorted(found(engine, Phrase("新文字"))) == ["added", "changed"]  # the old index answers meanwhile

    def entries() -> Iterator[Entry]:
        yield from list(catalogue.values())
        change()

    late = iter([an_entry("late", "新文字")])

    def again(ids: Sequence[str]) -> list[Entry]:
        for entry in late:  # comes while the changes are being caught up with
            catalogue[entry.id] = entry
            engine.put([entry])
        return all_of(catalogue)(ids)

    before = current(tmp_path)
    assert rebuild_index(engine_name, tmp_path, entries(), again) == 4
    assert current(tmp_path) != before
    assert found(engine, Phrase("旧文字")) == ["kept"]
    assert sorted(found(engine, Phrase("新文字"))) == ["added", "changed", "late"]


def test_a_rebuilding_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, engine_name: str, opened: Callable[[str], SearchEngine]
) -> None:
    engine = opened(engine_name)
    engine.put([an_entry("1", "平面")])
    before = indexes(tmp_path)

    def broken() -> Iterator[Entry]:
        yield an_entry("2", "平面")
        raise RuntimeError("the catalogue is away")

    with pytest.raises(RuntimeError, match="away"):
        rebuild_index(engine_name, tmp_path, broken(), all_of({}))
    assert indexes(tmp_path) == before
    assert not (tmp_path / CHANGED).exists()
    assert found(engine, Phrase("平面")) == ["1"]


def test_what_a_rebuilding_that_was_killed_left_is_cleared_by_the_next(tmp_path: Path, engine_name: str) -> None:
    program = """
import os, signal
from search.opening import rebuild_index
def dying():
    yield entry("2")
    os.kill(os.getpid(), signal.SIGKILL)
engine.put([entry("1")])
rebuild_index(engine.name, engine.root, dying(), lambda ids: [])
"""
    assert in_other_process(program, tmp_path, engine_name).wait(30) == -9
    assert len(indexes(tmp_path)) == 2
    engine = open_engine(engine_name, tmp_path)
    assert found(engine, Phrase("平面")) == ["1"]
    entry = an_entry("3", "平面")
    rebuild_index(engine_name, tmp_path, [entry], all_of({"3": entry}))
    assert len(indexes(tmp_path)) == 2
    assert found(engine, Phrase("平面")) == ["3"]
    engine.close()


def test_an_index_of_another_analyzer_is_a_sentence_that_says_what_to_do(tmp_path: Path, engine_name: str) -> None:
    open_engine(engine_name, tmp_path).close()
    directory = current(tmp_path)
    assert directory is not None
    engine, schema, _, time = directory.name.split("-")
    directory.rename(tmp_path / f"{engine}-{schema}-0-{time}")
    (tmp_path / CURRENT).write_text(f"{engine}-{schema}-0-{time}", encoding="utf-8")
    with pytest.raises(IndexOutdated, match="run “archives reindex”"):
        open_engine(engine_name, tmp_path)
    rebuild_index(engine_name, tmp_path, [an_entry("1", "平面")], all_of({}))
    mended = open_engine(engine_name, tmp_path)
    assert found(mended, Phrase("平面")) == ["1"]
    mended.close()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", ["lost", "emptied", "torn"])
def test_a_damaged_index_is_never_taken_for_an_empty_one(tmp_path: Path, engine_name: str, damage: str) -> None:
    engine = open_engine(engine_name, tmp_path)
    engine.put([an_entry("1", "平面")])
    engine.close()
    directory = current(tmp_path)
    assert directory is not None
    if damage == "lost":
        directory.rename(tmp_path / "elsewhere")
    else:
        for path in [*directory.glob("meta.json"), *directory.glob("*.toc")]:
            path.unlink() if damage == "emptied" else path.write_bytes(b"\x80")
    with pytest.raises(IndexOutdated, match="run “archives reindex”"):
        open_engine(engine_name, tmp_path)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_is_lost_while_it_is_open_is_said_and_comes_back_with_the_next_one(
    tmp_path: Path, engine_name: str
) -> None:
    engine = open_engine(engine_name, tmp_path)
    entries = {"1": an_entry("1", "平面"), "2": an_entry("2", "平面")}
    engine.put([entries["1"]])
    directory = current(tmp_path)
    assert directory is not None
    shutil.rmtree(directory)
    with pytest.raises(SearchProblem, match="run “archives reindex”"):
        found(engine, Phrase("平面"))
    engine.close()
    faulty = open_engine(engine_name, tmp_path, even_if_faulty=True)
    assert faulty.name == engine_name
    for ask in (lambda: found(faulty, Phrase("平面")), faulty.count, lambda: faulty.numbers_beginning("A", EVERYONE)):
        with pytest.raises(IndexOutdated):
            ask()

    def meanwhile() -> Iterator[Entry]:
        yield entries["1"]
        with pytest.raises(IndexOutdated):
            faulty.put([entries["2"]])

    rebuild_index(engine_name, tmp_path, meanwhile(), all_of(entries))
    assert sorted(found(faulty, Phrase("平面"))) == ["1", "2"]
    faulty.close()


def test_auto_takes_the_best_engine_and_stays_with_an_index_that_is_there(
    tmp_path: Path, opened: Callable[[str], SearchEngine]
) -> None:
    (tmp_path / "none").mkdir()
    best = open_engine("auto", tmp_path / "none")
    assert best.name == "tantivy"
    best.close()
    opened("whoosh").put([an_entry("1", "平面")])
    assert opened("auto").name == "whoosh"
    with pytest.raises(IndexOutdated):
        opened("tantivy")


def test_an_unknown_engine_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match="choose auto, tantivy, whoosh"):
        open_engine("xapian", tmp_path)
