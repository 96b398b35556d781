"""Keeping measured: objects a second with fsync, audit beside hashlib's own rate, rebuild.

./run bench keeping [--objects N]
"""

import argparse
import hashlib
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from archives.catalogue.keeping import PAGES, RECORD
from archives.catalogue.model import FieldValue, Original, Page, Record, Source
from archives.db import Database, Model, new_id
from archives.models import Model as EveryModel
from archives.people import Account, Department, Role
from archives.rows import as_json_row, document, fill_in_defaults, lines
from archives.safekeeping.rebuilding import rebuild
from archives.store import Event, Receipt, Store, examine_all, object_id, open_store

SMALL, LARGE = 1_000_000, 64_000_000
WORDS = [["建字第330283201400046号", [100, 200, 300, 40], 0.99, 0, ""]] * 200
ROUNDS = 3


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--objects", type=int, default=200)
    asked.add_argument("--folder", type=Path, help="On the disk to be measured; a temporary one if left out.")
    given = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="keeping-", dir=given.folder))
    try:
        store = open_store(folder / "originals")
        keep_objects(store, folder, given.objects)
        describe_again(store, given.objects)
        rebuild_all(store, folder)
        audit(store, "1 MB objects")
        large = open_store(folder / "large")
        source = a_file(folder, LARGE)
        for number in range(8):
            put(large, source, object_id("record", str(number)), {})
        audit(large, "64 MB objects")
    finally:
        shutil.rmtree(folder)


def a_file(folder: Path, size: int) -> Path:
    path = folder / f"{size}.tif"
    path.write_bytes(os.urandom(size))
    return path


def put(store: Store, source: Path, name: str, files: dict[str, bytes]) -> Receipt:
    return store.keep(source, source.name, name, Event(kind="ingestion", detail="bench"), lambda _: files)


def keep_objects(store: Store, folder: Path, count: int) -> None:
    source = a_file(folder, SMALL)
    people = an_office()
    began = time.perf_counter()
    for number in range(count):
        record, rows, pages = a_record(people, number)
        files = {RECORD: document("record", [*rows, *people]), PAGES: pages}
        put(store, source, object_id("record", record.id), files)
    seconds = time.perf_counter() - began
    print(f"kept with fsync and read back: {count / seconds:.0f} objects/s of 1 MB ({count} objects)")


def describe_again(store: Store, count: int) -> None:
    kept = list(store.objects())
    began = time.perf_counter()
    for one in kept:
        changed = store.read(one, RECORD).replace(b'"title": "', b'"title": "A ')
        store.revise(one, {RECORD: changed}, Event(kind="metadata modification", detail="bench"))
    print(f"described anew: {count / (time.perf_counter() - began):.0f} versions/s")


def rebuild_all(store: Store, folder: Path) -> None:
    database = Database(f"sqlite:///{folder / 'rebuilt.db'}")
    EveryModel.metadata.create_all(database.engine)
    began = time.perf_counter()
    with database.transaction() as db:
        done = rebuild(db, store)
    seconds = time.perf_counter() - began
    rows = sum(done.rows.values())
    print(f"rebuilt: {done.objects / seconds:.0f} objects/s, {rows / seconds:.0f} rows/s ({rows} rows)")
    database.close()


def audit(store: Store, what: str) -> None:
    """Ours and hashlib's own sha256 over the same files, in turns; both read past the system's memory of them."""
    files = [path for path in Path(store.place.name).rglob("*") if path.is_file() and "/content/" in str(path)]
    size = sum(path.stat().st_size for path in files)
    for clock, unit in ((time.perf_counter, "MB/s"), (time.process_time, "MB per CPU second")):
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(rate(clock, size, lambda: drain(examine_all(store.place, store.place.folders()))))
            bare.append(rate(clock, size, lambda: [hashed(path) for path in files]))
        median, peer = statistics.median(ours), statistics.median(bare)
        print(f"audit, {what}: {median:.0f} {unit}; hashlib sha256 alone {peer:.0f} {unit}: {median / peer:.0%}")


def rate(clock: Callable[[], float], size: int, work: Callable[[], object]) -> float:
    began = clock()
    work()
    return size / (clock() - began) / 1e6


def drain(found: Iterator[object]) -> None:
    for _ in found:
        pass


def hashed(path: Path) -> str:
    with path.open("rb") as stream:
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(stream, "sha256").hexdigest()


def an_office() -> list[Model]:
    department = Department(id=new_id(), code="G", name="自然资源和规划局")
    account = Account(id=new_id(), email="an@example.org", username="an", name="An", role=Role.ARCHIVIST)
    fill_in_defaults(department)
    fill_in_defaults(account)
    return [department, account]


def a_record(people: list[Model], number: int) -> tuple[Record, list[Model], bytes]:
    department, account = people
    record = Record(id=new_id(), title=f"sheet {number}", department_id=department.id, received_by=account.id)  # type: ignore[attr-defined]
    original = Original(record_id=record.id, key="k", name="n", media_type="image/tiff", size=SMALL)
    original.sha256, original.sha512 = "0" * 64, "0" * 128
    values = [
        FieldValue(record_id=record.id, field=f"field {index}", value="建设单位", source=Source.OCR)
        for index in range(10)
    ]
    page = Page(record_id=record.id, number=1, text="图纸" * 500)
    for row in (record, original, *values, page):
        fill_in_defaults(row)
    return record, [record, original, *values], lines([{**as_json_row(page), "words": WORDS}])


if __name__ == "__main__":
    main()
