"""What happened to an object, in the words of PREMIS 3: each version carries the event that made it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from archives.store.ocfl import Written, as_json

EVENTS = "metadata/premis.json"
CHECKOUT = Path(__file__).resolve().parents[2]


def _software() -> str:
    try:
        return f"urban-archives {version('urban-archives')}"
    except PackageNotFoundError:  # run from a checkout
        about = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
        return f"urban-archives {about['project']['version']}"


SOFTWARE = _software()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`kind` is a term of PREMIS: ingestion, metadata modification, fixity check, recovery, replication, deletion…

    `agent` is who did it, by name: accounts change and go.
    """

    kind: str
    detail: str
    agent: str = "archives"
    outcome: str = "success"
    more: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def about(self) -> dict[str, Any]:
        """What the OCFL inventory says of the version this event made."""
        at = self.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
        name = self.agent or "archives"
        user = {"name": name, "address": f"urn:archives:agent:{quote(name)}"}
        return {"created": at, "message": f"{self.kind}: {self.detail}", "user": user}


def as_premis(object_id: str, event: Event, written: Mapping[str, Written]) -> bytes:
    """With the digests of what this version brought, as they were when the bytes were written and read back."""
    told = {
        "eventIdentifier": {"type": "UUID", "value": str(uuid4())},
        "eventType": event.kind,
        "eventDateTime": event.at.astimezone(UTC).isoformat(),
        "eventDetail": event.detail,
        "eventOutcome": event.outcome,
        "eventOutcomeDetail": dict(event.more),
        "linkingAgents": [{"name": event.agent, "role": "executor"}, {"name": SOFTWARE, "role": "software"}],
        "linkingObject": object_id,
    }
    objects = [
        {
            "name": name,
            "size": file.size,
            "fixity": [
                {"algorithm": algorithm, "digest": digest}
                for algorithm, digest in (("sha512", file.sha512), ("sha256", file.sha256), ("sm3", file.sm3))
                if digest
            ],
        }
        for name, file in sorted(written.items())
    ]
    return as_json({"premis": "3.0", "events": [told], "objects": objects})
