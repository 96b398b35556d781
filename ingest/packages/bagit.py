"""A bag (RFC 8493) as it was received: its payload, and everything in which it is not as it says of itself."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ingest.problems import N_, Refused

DECLARATION = "bagit.txt"
STRONG = ("sha512", "sha256")
KNOWN = (*STRONG, "sha1", "md5")
LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(.+)")
LARGEST_TAG_FILE = 32 << 20

Fault = tuple[str, dict[str, Any]]


@dataclass
class Bag:
    """`payload` are paths below the bag with size and SHA-256; `info` is bag-info.txt."""

    payload: dict[str, tuple[int, str]] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def is_bag(folder: Path) -> bool:
    return (folder / DECLARATION).is_file()


def read_bag(folder: Path) -> Bag:
    """Raises Refused when it is not a bag at all, or wants files to be fetched from elsewhere."""
    if "BagIt-Version:" not in _text(folder / DECLARATION):
        raise Refused("bagit.txt does not declare a version of BagIt.")
    if (folder / "fetch.txt").exists():
        raise Refused("The bag wants files to be fetched from elsewhere (fetch.txt). Send a bag that holds them all.")
    bag = Bag(info=_info(folder))
    manifests = {name: folder / f"manifest-{name}.txt" for name in KNOWN if (folder / f"manifest-{name}.txt").is_file()}
    if not manifests:
        raise Refused("The bag has no manifest, so nothing can be proved of its files.")
    if not any(name in manifests for name in STRONG):
        bag.faults.append((N_("The bag proves its files only by MD5 or SHA-1. Send it with manifest-sha512.txt."), {}))
    _check_payload(folder, bag, manifests)
    _check_tags(folder, bag)
    _check_sum(bag)
    return bag


def _check_payload(folder: Path, bag: Bag, manifests: Mapping[str, Path]) -> None:
    there = {str(path.relative_to(folder)): path for path in sorted((folder / "data").rglob("*")) if path.is_file()}
    listed = {name: dict(_entries(path)) for name, path in manifests.items()}
    for name, path in there.items():
        size, digests = _digests(path, {"sha256", *listed})
        bag.payload[name] = size, digests["sha256"]
        for algorithm, entries in listed.items():
            if name not in entries:
                bag.faults.append((N_("“%(name)s” is not in manifest-%(algorithm)s.txt."), _of(name, algorithm)))
            elif entries[name].lower() != digests[algorithm]:
                bag.faults.append((N_("“%(name)s” is not as manifest-%(algorithm)s.txt says."), _of(name, algorithm)))
    for algorithm, entries in listed.items():
        missing = [name for name in entries if name not in there]
        bag.faults += [
            (N_("“%(name)s” is missing; manifest-%(algorithm)s.txt has it."), _of(n, algorithm)) for n in missing
        ]


def _check_tags(folder: Path, bag: Bag) -> None:
    for algorithm in KNOWN:
        manifest = folder / f"tagmanifest-{algorithm}.txt"
        for name, digest in _entries(manifest) if manifest.is_file() else ():
            path = folder / name
            if not path.is_file():
                bag.faults.append(
                    (N_("“%(name)s” is missing; tagmanifest-%(algorithm)s.txt has it."), _of(name, algorithm))
                )
            elif _digests(path, {algorithm})[1][algorithm] != digest.lower():
                fault = N_("“%(name)s” is not as tagmanifest-%(algorithm)s.txt says.")
                bag.faults.append((fault, _of(name, algorithm)))


def _check_sum(bag: Bag) -> None:
    """Payload-Oxum is bytes.files of the payload."""
    said = bag.info.get("Payload-Oxum")
    found = f"{sum(size for size, _ in bag.payload.values())}.{len(bag.payload)}"
    if said is not None and said != found:
        bag.faults.append(
            (N_("bag-info.txt says Payload-Oxum %(said)s; it is %(found)s."), {"said": said, "found": found})
        )


def _of(name: str, algorithm: str) -> dict[str, Any]:
    return {"name": name, "algorithm": algorithm}


def _entries(manifest: Path) -> Iterator[tuple[str, str]]:
    for line in _text(manifest).splitlines():
        if not line.strip():
            continue
        found = LINE.fullmatch(line)
        if found is None:
            raise Refused("A line of %(name)s is not a digest and a path.", name=manifest.name)
        name = unquote(found[2]).removeprefix("./")
        if name.startswith("/") or ".." in name.split("/"):
            raise Refused("%(name)s names a file outside the bag.", name=manifest.name)
        yield name, found[1]


def _info(folder: Path) -> dict[str, str]:
    path = folder / "bag-info.txt"
    lines = _text(path).splitlines() if path.is_file() else []
    split = (line.split(":", 1) for line in lines if ":" in line and not line[:1].isspace())
    return {name.strip(): value.strip()[:1000] for name, value in split}


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_TAG_FILE:
        raise Refused("%(name)s is too large.", name=path.name)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("%(name)s is not written in UTF-8.", name=path.name) from error


def _digests(path: Path, names: set[str]) -> tuple[int, dict[str, str]]:
    digests = {name: hashlib.new(name, usedforsecurity=False) for name in names}
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            size += len(chunk)
            for digest in digests.values():
                digest.update(chunk)
    return size, {name: digest.hexdigest() for name, digest in digests.items()}
