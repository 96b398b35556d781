"""The form in which things are kept: OCFL 1.1 with layout 0003. Values only: nothing here reads or writes.

An object is a folder of versions; its inventory says which file of which version holds what, and its digest.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

ROOT_DECLARATION = ("0=ocfl_1.1", b"ocfl_1.1\n")
OBJECT_DECLARATION = ("0=ocfl_object_1.1", b"ocfl_object_1.1\n")
INVENTORY, SIDECAR = "inventory.json", "inventory.json.sha512"
CONTENT = "content"
LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
TUPLE, TUPLES = 3, 3
LONGEST_PLAIN_NAME = 100
PLAIN = re.compile(rb"[A-Za-z0-9_-]")
VERSION = re.compile(r"v[1-9][0-9]*")
README = """\
This folder is an archive in the Oxford Common File Layout 1.1 (https://ocfl.io/1.1/spec/). No software is needed to
read it. Every folder with a file "0=ocfl_object_1.1" is one record, project, unit or volume; "inventory.json" says
which file of which version is the newest, and its SHA-512. Below "v1/content":

original/              the file as it came in, unchanged, under its own name
metadata/record.json   everything the catalogue says of it: rights, places, described values with their evidence
metadata/pages.jsonl.gz  (gzip) one line of JSON for each page: its text, and every word with its box
metadata/premis.json   what happened, when, by whom (PREMIS 3); each version has its own
metadata/sm3.json      SM3 (GB/T 32905) of the originals
metadata/tombstone.json  there when the thing was deleted: who, when, why

本文件夹按 OCFL 1.1 存放档案原件及其著录信息，不需要任何软件即可阅读；各文件的含义见上。
"""


def as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


ROOT_FILES: Mapping[str, bytes] = {
    ROOT_DECLARATION[0]: ROOT_DECLARATION[1],
    "ocfl_layout.json": as_json(
        {"extension": LAYOUT, "description": "By the SHA-256 of the identifier: three folders of three signs each."}
    ),
    "README.txt": README.encode(),
    f"extensions/{LAYOUT}/config.json": as_json(
        {"extensionName": LAYOUT, "digestAlgorithm": "sha256", "tupleSize": TUPLE, "numberOfTuples": TUPLES}
    ),
}


def object_folder(object_id: str) -> str:
    """Where an object lies below the root: `a1b/2c3/d4e/urn%3aarchives%3arecord%3a…`."""
    digest = hashlib.sha256(object_id.encode()).hexdigest()
    signs = (bytes([byte]) for byte in object_id.encode())
    name = "".join(sign.decode() if PLAIN.match(sign) else f"%{sign[0]:02x}" for sign in signs)
    if len(name) > LONGEST_PLAIN_NAME:
        name = f"{name[:LONGEST_PLAIN_NAME]}-{digest}"
    return "/".join([*(digest[at : at + TUPLE] for at in range(0, TUPLE * TUPLES, TUPLE)), name])


def sidecar_of(inventory: bytes) -> bytes:
    return f"{hashlib.sha512(inventory).hexdigest()} {INVENTORY}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What lies under one name of a version: where the bytes are, and their digests."""

    path: str
    size: int
    sha256: str
    sha512: str
    sm3: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """`manifest` leads from sha512 to paths, `sha256` from path to digest; a version's state from sha512 to names."""

    id: str
    head: int = 0
    manifest: Mapping[str, list[str]] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def names(self, version: int | None = None) -> dict[str, str]:
        """The files of a version, the newest if none is named: name to sha512."""
        if not self.head:
            return {}
        state: Mapping[str, list[str]] = self.versions[f"v{version or self.head}"]["state"]
        return {name: digest for digest, names in state.items() for name in names}

    def path_of(self, name: str, version: int | None = None) -> str | None:
        """Where below the object's folder the file of this name lies."""
        digest = self.names(version).get(name)
        return self.manifest[digest][0] if digest else None

    def next(self, state: Mapping[str, str], written: list[Written], about: Mapping[str, Any]) -> Self:
        """The inventory of the next version: `state` is name to sha512, `about` says when, who and why."""
        manifest = {digest: list(paths) for digest, paths in self.manifest.items()}
        for file in written:
            manifest.setdefault(file.sha512, []).append(file.path)
        names: dict[str, list[str]] = {}
        for name, digest in sorted(state.items()):
            names.setdefault(digest, []).append(name)
        return type(self)(
            id=self.id,
            head=self.head + 1,
            manifest=manifest,
            sha256={**self.sha256, **{file.path: file.sha256 for file in written}},
            versions={**self.versions, f"v{self.head + 1}": {**about, "state": names}},
        )

    def to_json(self) -> bytes:
        fixity: dict[str, list[str]] = {}
        for path, digest in sorted(self.sha256.items()):
            fixity.setdefault(digest, []).append(path)
        return as_json(
            {
                "id": self.id,
                "type": "https://ocfl.io/1.1/spec/#inventory",
                "digestAlgorithm": "sha512",
                "head": f"v{self.head}",
                "manifest": self.manifest,
                "fixity": {"sha256": fixity},
                "versions": self.versions,
            }
        )

    @classmethod
    def parse(cls, content: bytes) -> Self:
        """Raises ValueError when it is no inventory."""
        try:
            told = json.loads(content)
            fixity: Mapping[str, list[str]] = told.get("fixity", {}).get("sha256", {})
            return cls(
                id=told["id"],
                head=int(told["head"][1:]),
                manifest=told["manifest"],
                sha256={path: digest for digest, paths in fixity.items() for path in paths},
                versions=told["versions"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not an inventory: {error}") from error
