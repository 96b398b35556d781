"""A second copy, and damage put right from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archives.errors import Unavailable
from archives.store import Store, Wrong, copy_object, examine, object_id, open_store, repair
from tests.store.buckets import Client
from tests.store.judging import complaints
from tests.store.stores import DESCRIBED, a_scan, damage, files_in, keep

ONE = object_id("record", "one")


def two_versions(store: Store, folder: Path) -> str:
    receipt = keep(store, a_scan(folder, b"a permit" * 1000))
    store.revise(store.find(ONE), {"metadata/record.json": b"described"}, DESCRIBED)
    return receipt.key


@pytest.fixture(params=["folder", "moto"])
def copy(request: pytest.FixtureRequest, tmp_path: Path, in_bucket: Callable[..., Store]) -> Store:
    if request.param == "folder":
        return open_store(tmp_path / "copy")
    client: Client = request.getfixturevalue("moto")
    return in_bucket(client)


def test_a_copy_is_the_same_byte_for_byte_and_is_only_added_to(store: Store, copy: Store, tmp_path: Path) -> None:
    key = two_versions(store, tmp_path)
    assert copy_object(store, copy, ONE) == 2
    assert copy_object(store, copy, ONE) == 0
    store.revise(store.find(ONE), {"metadata/record.json": b"corrected"}, DESCRIBED)
    assert copy_object(store, copy, ONE) == 1
    assert copy.find(ONE) == store.find(ONE)
    assert copy.path(key).read_bytes() == store.path(key).read_bytes()
    assert examine(copy.place, copy.find(ONE).folder).faults == ()


def test_a_copy_in_a_folder_pleases_the_judge(folder_store: Store, tmp_path: Path) -> None:
    two_versions(folder_store, tmp_path)
    copy_object(folder_store, open_store(tmp_path / "copy"), ONE)
    assert complaints(tmp_path / "copy") == []


def test_what_is_damaged_is_not_copied(damaged_store: Store, copy: Store, tmp_path: Path) -> None:
    damage(damaged_store.path(two_versions(damaged_store, tmp_path)))
    with pytest.raises(Unavailable, match="damaged and was not copied"):
        copy_object(damaged_store, copy, ONE)
    assert not copy.look_up(ONE).exists


def test_what_is_changed_or_lost_is_put_right(damaged_store: Store, copy: Store, root: Path, tmp_path: Path) -> None:
    key = two_versions(damaged_store, tmp_path)
    copy_object(damaged_store, copy, ONE)
    folder = damaged_store.find(ONE).folder
    damage(root / key)
    (root / folder / "v1/content/metadata/sm3.json").unlink()
    (root / folder / "0=ocfl_object_1.1").unlink()
    damage(root / folder / "v1/inventory.json")
    found = examine(damaged_store.place, folder)
    assert len(found.faults) == 4
    assert repair(damaged_store, [copy], found) == copy.place.name
    assert examine(damaged_store.place, folder).faults == ()
    assert complaints(root) == []


def test_an_object_of_which_nothing_is_left_comes_back(
    damaged_store: Store, copy: Store, root: Path, tmp_path: Path
) -> None:
    two_versions(damaged_store, tmp_path)
    copy_object(damaged_store, copy, ONE)
    folder = damaged_store.find(ONE).folder
    for path in files_in(root / folder):
        (root / folder / path).unlink()
    assert repair(damaged_store, [copy], examine(damaged_store.place, folder)) == copy.place.name
    assert damaged_store.find(ONE) == copy.find(ONE)
    assert complaints(root) == []


def test_a_copy_that_is_damaged_itself_repairs_nothing(damaged_store: Store, root: Path, tmp_path: Path) -> None:
    copy = open_store(tmp_path / "copy")
    key = two_versions(damaged_store, tmp_path)
    copy_object(damaged_store, copy, ONE)
    for place in (root, tmp_path / "copy"):
        damage(place / key)
    found = examine(damaged_store.place, damaged_store.find(ONE).folder)
    assert repair(damaged_store, [copy], found) is None
    assert [fault.kind for fault in found.faults] == [Wrong.CHANGED]
