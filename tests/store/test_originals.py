import hashlib
import io
import os
from pathlib import Path

import pytest

from archives.errors import InvalidInput, NotFound, Unavailable
from archives.store import Fixity, OriginalStore, clear_leftovers, open_store, receive


@pytest.fixture
def store(tmp_path: Path) -> OriginalStore:
    return open_store(tmp_path / "originals")


def a_scan(folder: Path, content: bytes = b"%PDF-1.7 a permit", name: str = "scan.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_receipt_has_size_and_digests_and_leads_to_the_same_bytes(store: OriginalStore, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    receipt = store.keep(a_scan(tmp_path, content), "竣工图 总平面.pdf")
    assert receipt.size == 3_000_000
    assert receipt.sha256 == hashlib.sha256(content).hexdigest()
    assert receipt.sha512 == hashlib.sha512(content).hexdigest()
    assert receipt.sm3 == hashlib.new("sm3", content).hexdigest()
    assert store.path(receipt.key).read_bytes() == content
    with store.open(receipt.key) as stream:
        assert stream.read() == content


def test_an_original_lies_under_its_digest_and_keeps_its_name(store: OriginalStore, tmp_path: Path) -> None:
    receipt = store.keep(a_scan(tmp_path), "竣工图.pdf")
    digest = receipt.sha256
    assert receipt.key == f"{digest[:2]}/{digest[2:4]}/{digest}/竣工图.pdf"
    assert files_in(tmp_path / "originals") == [receipt.key]
    assert files_in(tmp_path / "originals.staging") == []


def test_the_source_stays_where_it_is_and_is_no_longer_connected(store: OriginalStore, tmp_path: Path) -> None:
    source = a_scan(tmp_path, b"as scanned")
    key = store.keep(source, "a.pdf").key
    source.write_bytes(b"altered afterwards")
    assert store.path(key).read_bytes() == b"as scanned"


def test_the_same_bytes_are_one_original_whatever_their_name(store: OriginalStore, tmp_path: Path) -> None:
    first = store.keep(a_scan(tmp_path), "a.pdf")
    inode = store.path(first.key).stat().st_ino
    assert store.keep(a_scan(tmp_path), "b.pdf") == first
    assert store.path(first.key).stat().st_ino == inode
    assert list(store.keys()) == [first.key]


def test_a_damaged_original_is_neither_acknowledged_again_nor_written_over(
    store: OriginalStore, tmp_path: Path
) -> None:
    receipt = store.keep(a_scan(tmp_path), "a.pdf")
    kept = store.path(receipt.key)
    kept.chmod(0o640)
    kept.write_bytes(b"%PDF-1.7 A permit")
    with pytest.raises(Unavailable, match="damaged"):
        store.keep(a_scan(tmp_path), "a.pdf")
    assert kept.read_bytes() == b"%PDF-1.7 A permit"
    assert files_in(tmp_path / "originals.staging") == []


def test_fixity_tells_sound_from_changed_and_missing(store: OriginalStore, tmp_path: Path) -> None:
    receipt = store.keep(a_scan(tmp_path), "a.pdf")
    assert store.verify(receipt.key, receipt.sha256) is Fixity.SOUND
    kept = store.path(receipt.key)
    kept.chmod(0o640)
    with kept.open("r+b") as stream:
        stream.write(b"$")
    assert store.verify(receipt.key, receipt.sha256) is Fixity.CHANGED
    kept.unlink()
    assert store.verify(receipt.key, receipt.sha256) is Fixity.MISSING


def test_a_kept_original_cannot_be_written_by_mistake(store: OriginalStore, tmp_path: Path) -> None:
    assert store.path(store.keep(a_scan(tmp_path), "a.pdf").key).stat().st_mode & 0o222 == 0


@pytest.mark.parametrize(
    "key", ["", "..", "../../../../etc/passwd", "ab/cd", f"ab/cd/abcd{'0' * 60}/..", f"ab/cd/abcd{'0' * 60}/a.pdf"]
)
def test_a_key_leads_nowhere_but_to_an_original(store: OriginalStore, key: str) -> None:
    with pytest.raises(NotFound):
        store.path(key)


def test_all_keys_are_listed(store: OriginalStore, tmp_path: Path) -> None:
    keys = [store.keep(a_scan(tmp_path, bytes([number])), f"{number}.pdf").key for number in range(5)]
    assert list(store.keys()) == sorted(keys)


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
    store: OriginalStore, tmp_path: Path, name: str, kept_as: str
) -> None:
    assert store.keep(a_scan(tmp_path), name).key.split("/")[-1] == kept_as


def test_a_source_that_is_not_there_is_a_sentence(store: OriginalStore, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"“a\.pdf” could not be kept: No such file or directory"):
        store.keep(tmp_path / "gone.pdf", "a.pdf")


def test_an_empty_file_is_kept_too(store: OriginalStore, tmp_path: Path) -> None:
    assert store.keep(a_scan(tmp_path, b""), "empty.pdf").size == 0


def test_an_upload_arrives_whole(tmp_path: Path) -> None:
    content = os.urandom(2_500_000)
    path = receive(io.BytesIO(content), tmp_path / "arriving", limit=2_500_000)
    assert path.read_bytes() == content


def test_an_upload_above_the_limit_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"“big\.pdf” is larger than the 2 MB"):
        receive(io.BytesIO(bytes(2_000_001)), tmp_path / "arriving", limit=2_000_000, name="big.pdf")
    assert files_in(tmp_path / "arriving") == []


def test_leftovers_are_cleared_but_not_what_is_just_arriving(tmp_path: Path) -> None:
    old, new = (receive(io.BytesIO(b"x"), tmp_path / "arriving", limit=10) for _ in range(2))
    os.utime(old, (0, 0))
    assert clear_leftovers(tmp_path / "arriving") == 1
    assert (old.exists(), new.exists()) == (False, True)
    assert clear_leftovers(tmp_path / "never made") == 0
