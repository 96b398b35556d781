"""What a store in a folder promises besides: what lies where, and what becomes of what a crash left."""

import shutil
from pathlib import Path

import pytest

from archives.store import Fixity, Store, object_id, open_store
from archives.store.folders import FolderPlace
from archives.store.ocfl import INVENTORY, SIDECAR
from tests.store.judging import complaints
from tests.store.stores import DESCRIBED, a_scan, damage, files_in, keep

ONE = object_id("record", "one")


def test_an_empty_store_says_what_it_is(folder_store: Store, root: Path) -> None:
    assert files_in(root) == [
        "0=ocfl_1.1",
        "README.txt",
        "extensions/0003-hash-and-id-n-tuple-storage-layout/config.json",
        "ocfl_layout.json",
    ]
    assert complaints(root) == []


def test_the_source_stays_where_it_is_and_is_no_longer_connected(folder_store: Store, tmp_path: Path) -> None:
    source = a_scan(tmp_path, b"as scanned")
    key = keep(folder_store, source).key
    source.write_bytes(b"altered afterwards")
    assert folder_store.path(key).read_bytes() == b"as scanned"


def test_a_kept_original_cannot_be_written_by_mistake(folder_store: Store, tmp_path: Path) -> None:
    assert folder_store.path(keep(folder_store, a_scan(tmp_path)).key).stat().st_mode & 0o222 == 0


def test_fixity_tells_sound_from_changed_and_missing(damaged_store: Store, tmp_path: Path) -> None:
    receipt = keep(damaged_store, a_scan(tmp_path))
    kept = damaged_store.path(receipt.key)
    damage(kept)
    assert damaged_store.verify(receipt.key, receipt.sha256) is Fixity.CHANGED
    kept.unlink()
    assert damaged_store.verify(receipt.key, receipt.sha256) is Fixity.MISSING


def test_nothing_is_left_beside_the_store(folder_store: Store, root: Path, tmp_path: Path) -> None:
    keep(folder_store, a_scan(tmp_path))
    folder_store.revise(folder_store.find(ONE), {"metadata/record.json": b"{}"}, DESCRIBED)
    assert list(root.with_name("originals.staging").iterdir()) == []


@pytest.mark.parametrize("lost", [(INVENTORY,), (SIDECAR,), (INVENTORY, SIDECAR)])
def test_a_version_that_has_its_place_counts_though_the_process_died_before_the_outer_inventory(
    folder_store: Store, root: Path, tmp_path: Path, lost: tuple[str, ...]
) -> None:
    keep(folder_store, a_scan(tmp_path))
    place = root / folder_store.find(ONE).folder
    before = {name: (place / name).read_bytes() for name in lost}
    folder_store.revise(folder_store.find(ONE), {"metadata/record.json": b"described"}, DESCRIBED)
    for name, content in before.items():
        (place / name).chmod(0o640)
        (place / name).write_bytes(content)
    assert folder_store.find(ONE).inventory.head == 2
    assert complaints(root) == []
    assert folder_store.read(folder_store.find(ONE), "metadata/record.json") == b"described"


def test_folders_made_for_nothing_go_when_the_store_is_opened(folder_store: Store, root: Path, tmp_path: Path) -> None:
    receipt = keep(folder_store, a_scan(tmp_path))
    desk = root.with_name("originals.staging") / "0011223344556677"
    desk.mkdir()
    (desk / "target").write_text("aaa/bbb/ccc/urn%3aarchives%3arecord%3atwo")
    (root / "aaa/bbb/ccc").mkdir(parents=True)
    open_store(root)
    assert not (root / "aaa").exists()
    assert not desk.exists()
    assert folder_store.verify(receipt.key, receipt.sha256) is Fixity.SOUND


def test_two_that_open_a_new_store_at_once_do_not_disturb_each_other(root: Path) -> None:
    FolderPlace(root)
    (root / "ocfl_layout.json").unlink()
    shutil.rmtree(root / "extensions")
    open_store(root)
    assert complaints(root) == []
