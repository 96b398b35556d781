"""A scan whose original lies in a bucket is read, described, downloaded and rebuilt like any other."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from archives.safekeeping.auditing import walk, walk_outside
from archives.store import Store
from tests.archives.intake.conftest import Desk
from tests.archives.safekeeping.test_rebuilding import rebuilt
from tests.scans import a_permit
from tests.store.buckets import Client
from tests.store.conftest import in_bucket, moto

__all__ = ["in_bucket", "moto"]


def test_a_scan_in_a_bucket_is_like_any_other(
    desk: Desk, moto: Client, in_bucket: Callable[..., Store], tmp_path: Path
) -> None:
    desk.tools = replace(desk.tools, store=in_bucket(moto))
    scan = a_permit(tmp_path / "permit.png")
    record = desk.read(scan)
    assert record.number == "建字第330283201400046号"
    assert desk.tools.store.path(record.original.key).read_bytes() == scan.read_bytes()
    seen = [walk(desk.tools, desk.tools.store.place.folders()), walk_outside(desk.tools)]
    assert [fault.path for outcome in seen for fault in outcome.wrong] == []
    database, done = rebuilt(desk, f"sqlite:///{tmp_path / 'again.db'}")
    assert (done.rows["record"], done.rows["page"], done.left_out) == (1, 1, [])
    database.close()
