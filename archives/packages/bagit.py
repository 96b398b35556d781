"""BagIt 1.0 (RFC 8493): each record a folder of the payload with its bytes, its description and its events."""

import json
from pathlib import Path

from archives.packages.parcel import ALGORITHMS, Packing, Parcel, safe_name

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(target: Path, parcel: Parcel) -> None:
    base = safe_name(parcel.number)
    with Packing(target) as bag:
        for part in parcel.parts:
            home = f"{base}/data/records/{part.id}"
            bag.put(f"{home}/original/{safe_name(part.name)}", part.path)
            bag.put(f"{home}/record.json", part.document)
            bag.put(f"{home}/premis.json", json.dumps(list(part.events), ensure_ascii=False, indent=1).encode())
        payload = list(bag.digests)
        size = sum(bag.sizes[name] for name in payload)
        bag.put(f"{base}/bagit.txt", DECLARATION)
        bag.put(f"{base}/bag-info.txt", _info(parcel, size, len(payload)).encode())
        for algorithm in ALGORITHMS:
            bag.put(f"{base}/manifest-{algorithm}.txt", _manifest(bag, base, algorithm, payload))
        tags = [name for name in bag.digests if name not in payload]
        for algorithm in ALGORITHMS:
            bag.put(f"{base}/tagmanifest-{algorithm}.txt", _manifest(bag, base, algorithm, tags))


def _info(parcel: Parcel, size: int, files: int) -> str:
    said = {
        "Source-Organization": parcel.sender,
        "External-Description": parcel.title,
        "External-Identifier": parcel.number,
        "Bagging-Date": f"{parcel.at:%Y-%m-%d}",
        "Payload-Oxum": f"{size}.{files}",
        "Contact-Name": parcel.receiver,
    }
    return "".join(f"{name}: {' '.join(text.split())}\n" for name, text in said.items() if text)


def _manifest(bag: Packing, base: str, algorithm: str, names: list[str]) -> bytes:
    lines = (f"{bag.digests[name][algorithm]}  {_encoded(name.removeprefix(f'{base}/'))}\n" for name in names)
    return "".join(lines).encode()


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
