"""Corruption drill: whatever is flipped, deleted or slipped in is found, and nothing else is."""

import random
from pathlib import Path

from archives.store import Fault, Store, Wrong, examine_all, object_id
from tests.store.stores import DESCRIBED, a_scan, damage, files_in, keep


def a_shelf(store: Store, folder: Path, count: int = 12) -> list[str]:
    for number in range(count):
        keep(store, a_scan(folder, f"sheet {number}".encode() * 100), own_id=str(number))
        if number % 2:
            kept = store.find(object_id("record", str(number)))
            store.revise(kept, {"metadata/record.json": f"{number}".encode()}, DESCRIBED)
    return files_in(store.place.root)  # type: ignore[attr-defined]


def faults(store: Store) -> set[tuple[Wrong, str]]:
    found = [fault for done in examine_all(store.place, store.place.folders()) for fault in done.faults]
    strays = [Fault(Wrong.STRAY, path) for path in store.place.strays()]
    return {(fault.kind, fault.path) for fault in [*found, *strays]}


def test_a_sound_store_has_no_faults(folder_store: Store, tmp_path: Path) -> None:
    files = a_shelf(folder_store, tmp_path)
    done = list(examine_all(folder_store.place, folder_store.place.folders()))
    assert [fault for examined in done for fault in examined.faults] == []
    assert list(folder_store.place.strays()) == []
    assert sum(examined.files for examined in done) == len([path for path in files if "/content/" in path])


def test_every_flipped_bit_every_loss_and_every_stray_is_found_and_nothing_else(
    damaged_store: Store, root: Path, tmp_path: Path
) -> None:
    files = a_shelf(damaged_store, tmp_path)
    dice = random.Random(4)
    content = [path for path in files if "/content/" in path]
    flipped, lost = set(dice.sample(content, 10)), set(dice.sample(content, 4))
    control = {next(path for path in files if path.endswith("/v1/inventory.json"))}
    declared = {next(path for path in files if "/0=ocfl_object" in path)}
    for path in flipped | control:
        damage(root / path)
    for path in lost | declared:
        (root / path).unlink(missing_ok=True)
    folder = "/".join(content[0].split("/")[:4])
    strays = {f"{folder}/v1/content/slipped in.tif", f"{folder}/notes.txt", "readme.txt", "aaa/x", "extensions/y"}
    for path in strays:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x")
    assert faults(damaged_store) == {
        *((Wrong.CHANGED, path) for path in (flipped - lost) | control),
        *((Wrong.MISSING, path) for path in lost | declared),
        *((Wrong.STRAY, path) for path in strays),
    }


def test_an_object_without_any_inventory_is_a_loss_and_its_files_are_strays(
    damaged_store: Store, root: Path, tmp_path: Path
) -> None:
    receipt = keep(damaged_store, a_scan(tmp_path))
    folder = damaged_store.find(object_id("record", "one")).folder
    for path in (root / folder).rglob("inventory*"):
        path.unlink()
    found = faults(damaged_store)
    assert (Wrong.MISSING, f"{folder}/inventory.json") in found
    assert (Wrong.STRAY, receipt.key) in found


def test_a_damaged_outer_inventory_is_found_and_put_right_from_the_newest_version(
    damaged_store: Store, root: Path, tmp_path: Path
) -> None:
    keep(damaged_store, a_scan(tmp_path))
    path = f"{damaged_store.find(object_id('record', 'one')).folder}/inventory.json"
    damage(root / path)
    assert faults(damaged_store) == {(Wrong.CHANGED, path)}
    assert faults(damaged_store) == set()
