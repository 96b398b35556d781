"""What the store promises, wherever it lies."""

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

from archives.errors import NotFound, Unavailable
from archives.store import Event, Fixity, Store, object_id
from tests.store.stores import ARRIVED, DESCRIBED, a_scan, keep

ONE = object_id("record", "one")


def test_the_receipt_has_size_and_digests_and_leads_to_the_same_bytes(store: Store, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    receipt = keep(store, a_scan(tmp_path, content), "竣工图 总平面.pdf")
    assert receipt.size == 3_000_000
    assert receipt.sha256 == hashlib.sha256(content).hexdigest()
    assert receipt.sha512 == hashlib.sha512(content).hexdigest()
    assert receipt.sm3 == hashlib.new("sm3", content).hexdigest()
    assert store.path(receipt.key).read_bytes() == content
    assert store.verify(receipt.key, receipt.sha256) is Fixity.SOUND
    with store.open(receipt.key) as stream:
        assert stream.read() == content


def test_an_original_keeps_its_name_and_has_beside_it_what_is_known_of_it(store: Store, tmp_path: Path) -> None:
    receipt = keep(store, a_scan(tmp_path), "竣工图.pdf")
    kept = store.find(ONE)
    assert receipt.key.endswith("/urn%3aarchives%3arecord%3aone/v1/content/original/竣工图.pdf")
    assert kept.originals == [receipt.key]
    assert kept.names == ["metadata/premis.json", "metadata/record.json", "metadata/sm3.json", "original/竣工图.pdf"]
    assert json.loads(store.read(kept, "metadata/record.json")) == {"key": receipt.key, "sha256": receipt.sha256}
    assert json.loads(store.read(kept, "metadata/sm3.json")) == {"original/竣工图.pdf": receipt.sm3}


def test_each_version_tells_what_happened_and_by_whom(store: Store, tmp_path: Path) -> None:
    receipt = keep(store, a_scan(tmp_path))
    store.revise(store.find(ONE), {"metadata/record.json": b"{}"}, DESCRIBED)
    store.note(store.find(ONE), Event(kind="fixity check", detail="read back", more={"files": 4}))
    told = store.events(store.find(ONE))
    assert [event["eventType"] for event in told] == ["ingestion", "metadata modification", "fixity check"]
    assert told[0]["linkingAgents"][0] == {"name": "An", "role": "executor"}
    assert told[2]["eventOutcomeDetail"] == {"files": 4}
    first = json.loads(store.place.read(receipt.key.replace("original/a.pdf", "metadata/premis.json")))
    digests = {told["algorithm"]: told["digest"] for told in first["objects"][-1]["fixity"]}
    assert digests == {"sha512": receipt.sha512, "sha256": receipt.sha256, "sm3": receipt.sm3}


def test_a_later_description_is_a_new_version_without_a_new_copy_of_the_bytes(store: Store, tmp_path: Path) -> None:
    receipt = keep(store, a_scan(tmp_path, os.urandom(100_000)))
    pages = gzip.compress("建字第330283201400046号".encode(), mtime=0)
    described = store.revise(
        store.find(ONE), {"metadata/record.json": b'{"title": 1}', "metadata/pages.jsonl.gz": pages}, DESCRIBED
    )
    assert store.find(ONE) == described
    assert described.inventory.head == 2
    assert store.read(described, "metadata/record.json") == b'{"title": 1}'
    assert described.originals == [receipt.key]
    assert store.read(described, "original/a.pdf") == store.path(receipt.key).read_bytes()


def test_a_description_that_changes_nothing_makes_no_version(store: Store, tmp_path: Path) -> None:
    keep(store, a_scan(tmp_path))
    once = store.revise(store.find(ONE), {"metadata/record.json": b"{}"}, DESCRIBED)
    assert store.revise(once, {"metadata/record.json": b"{}"}, DESCRIBED) is once


def test_a_description_that_comes_back_is_not_written_twice(store: Store, tmp_path: Path) -> None:
    keep(store, a_scan(tmp_path))
    for text in (b"old", b"new", b"old"):
        store.revise(store.find(ONE), {"metadata/record.json": text}, DESCRIBED)
    kept = store.find(ONE)
    assert store.read(kept, "metadata/record.json") == b"old"
    assert kept.inventory.head == 4


def test_who_writes_on_what_has_changed_since_is_refused(store: Store, tmp_path: Path) -> None:
    keep(store, a_scan(tmp_path))
    seen = store.find(ONE)
    store.revise(seen, {"metadata/record.json": b"first"}, DESCRIBED)
    with pytest.raises(Unavailable, match="changed by someone else"):
        store.revise(seen, {"metadata/record.json": b"second"}, DESCRIBED)
    assert store.read(store.find(ONE), "metadata/record.json") == b"first"


def test_nothing_is_kept_over_what_is_there(store: Store, tmp_path: Path) -> None:
    receipt = keep(store, a_scan(tmp_path, b"first"))
    with pytest.raises(Unavailable):
        keep(store, a_scan(tmp_path, b"second"))
    assert store.path(receipt.key).read_bytes() == b"first"


def test_a_thing_without_bytes_is_kept_too(store: Store) -> None:
    project = object_id("project", "p1")
    assert not store.look_up(project).exists
    store.revise(store.look_up(project), {"metadata/record.json": b"{}"}, ARRIVED)
    assert store.find(project).originals == []


def test_what_is_deleted_leaves_a_tombstone_and_its_history(store: Store, tmp_path: Path) -> None:
    receipt = keep(store, a_scan(tmp_path))
    gone = Event(kind="deletion", detail="retention ended", agent="Chen", more={"certificate": "XH-2026-004"})
    buried = store.bury(store.find(ONE), gone, {"metadata/certificate.json": b"{}"})
    assert buried.is_buried
    assert buried.names == ["metadata/certificate.json", "metadata/premis.json", "metadata/tombstone.json"]
    assert store.events(buried)[-1]["eventOutcomeDetail"] == {"certificate": "XH-2026-004"}
    assert store.verify(receipt.key, receipt.sha256) is Fixity.SOUND


def test_what_is_destroyed_leaves_nothing_but_an_entry_that_says_so(store: Store, tmp_path: Path) -> None:
    receipt = keep(store, a_scan(tmp_path))
    other = keep(store, a_scan(tmp_path, b"another"), own_id="2")
    gone = Event(kind="deletion", detail="destroyed", agent="Chen")
    for _ in range(2):  # as after a crash
        husk = store.destroy(ONE, gone, {"metadata/record.json": b"{}"})
    assert (husk.is_buried, husk.inventory.head, husk.originals) == (True, 1, [])
    assert store.verify(receipt.key, receipt.sha256) is Fixity.MISSING
    assert list(store.place.files(husk.folder)) == list(store.place.files(store.find(ONE).folder))
    assert not any("original/" in path for path in store.place.files(husk.folder))
    assert store.verify(other.key, other.sha256) is Fixity.SOUND


def test_all_that_is_kept_can_be_walked_through_and_taken_up_again_anywhere(store: Store, tmp_path: Path) -> None:
    keys = [keep(store, a_scan(tmp_path, bytes([number])), own_id=str(number)).key for number in range(5)]
    assert list(store.keys()) == sorted(keys)
    folders = [kept.folder for kept in store.objects()]
    assert folders == sorted(folders)
    assert [kept.folder for kept in store.objects(after=folders[2])] == folders[3:]


@pytest.mark.parametrize(
    "key",
    ["", "..", "../../../../etc/passwd", "abc/def/012/x/v1/content/original/..", "abc/def/012/x/v1/content/original/a"],
)
def test_a_key_leads_nowhere_but_to_an_original(store: Store, key: str) -> None:
    with pytest.raises(NotFound):
        store.path(key)
    assert store.verify(key, "0" * 64) is Fixity.MISSING


def test_a_source_that_is_not_there_is_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"“a\.pdf” could not be kept: No such file or directory"):
        keep(store, tmp_path / "gone.pdf")
    assert list(store.objects()) == []


def test_an_empty_file_is_kept_too(store: Store, tmp_path: Path) -> None:
    assert keep(store, a_scan(tmp_path, b"")).size == 0


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\scans\\图纸.tif", "图纸.tif"),
        (".hidden", "hidden"),
        ("a\x00b\nc?.pdf", "a_b_c_.pdf"),
        ("", "original"),
        ("...", "original"),
        ("图" * 300 + ".tiff", "图" * 65 + ".tiff"),
        ("no ending", "no ending"),
        ("\udcff.pdf", "_.pdf"),
    ],
)
def test_any_name_becomes_one_that_every_file_system_can_bear(
    store: Store, tmp_path: Path, name: str, kept_as: str
) -> None:
    receipt = keep(store, a_scan(tmp_path), name)
    assert receipt.key.split("/")[-1] == kept_as
    assert len(receipt.key) <= 300
