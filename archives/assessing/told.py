"""Findings as JSON: with sentences to be translated, and as they read in English for whoever has no program."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from archives.fourfold import Check, Finding, Result, Said

ORDER = (Result.FAIL, Result.NOT_RUN, Result.PASS, Result.NOT_APPLICABLE)
"""What needs somebody comes first."""


def as_told(check: Check, finding: Finding) -> dict[str, Any]:
    return {
        "code": check.code,
        "name": check.name,
        "property": str(check.of),
        "standard": check.standard,
        "confirmed": check.confirmed,
        "result": str(finding.result),
        "seen": _said(finding.seen),
        "expected": _said(finding.expected),
        "reason": _said(finding.reason),
        "tool": finding.tool,
        "version": finding.version,
        "at": finding.at.isoformat(timespec="seconds"),
        "faults": [
            {"name": fault.name, "record": fault.record_id, "seen": _said(fault.seen)} for fault in finding.faults
        ],
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    return None if said is None else {**_plain(said.told()), "text": str(said)}


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """As it comes back from JSON."""
    back: dict[str, Any] = json.loads(json.dumps(told, ensure_ascii=False, default=str))
    return back


def count(findings: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counts = {str(result): 0 for result in Result}
    for finding in findings:
        counts[finding["result"]] += 1
    return counts


def in_order(findings: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    return sorted(findings, key=lambda finding: ORDER.index(Result(finding["result"])))
