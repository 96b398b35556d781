"""Stores and scans for the tests."""

from pathlib import Path

from archives.store import Event, Receipt, Store, object_id
from archives.store.ocfl import as_json

ARRIVED = Event(kind="ingestion", detail="came in", agent="An")
DESCRIBED = Event(kind="metadata modification", detail="described", agent="An")


def a_scan(folder: Path, content: bytes = b"%PDF-1.7 a permit", name: str = "scan.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def keep(store: Store, source: Path, name: str = "a.pdf", own_id: str = "one") -> Receipt:
    return store.keep(source, name, object_id("record", own_id), ARRIVED, _about)


def _about(receipt: Receipt) -> dict[str, bytes]:
    return {"metadata/record.json": as_json({"key": receipt.key, "sha256": receipt.sha256})}


def damage(path: Path, content: bytes | None = None) -> None:
    """Flip the lowest bit of the first byte, or put other bytes in its place."""
    path.chmod(0o640)
    kept = path.read_bytes()
    path.write_bytes(bytes([kept[0] ^ 1]) + kept[1:] if content is None else content)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
