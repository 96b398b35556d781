"""What a check is and what it finds. A bare “passed” cannot be written down."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archives.fourfold.subject import Subject


class Property(StrEnum):
    AUTHENTICITY = "authenticity"
    INTEGRITY = "integrity"
    USABILITY = "usability"
    SAFETY = "safety"


class Link(StrEnum):
    ARCHIVING = "archiving"
    HANDOVER = "handover"
    PRESERVATION = "preservation"


class Result(StrEnum):
    PASS = "pass"  # noqa: S105 - a result, not a secret
    FAIL = "fail"
    NOT_APPLICABLE = "not applicable"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence to be translated, and what fills it."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template

    def told(self) -> dict[str, Any]:
        return {"template": self.template, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as expected: of which record, by name and id, and what was seen there."""

    name: str
    record_id: str
    seen: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`seen`, `expected` and the tool are the evidence of pass and fail, `reason` that of the other two."""

    result: Result
    seen: Said | None = None
    expected: Said | None = None
    reason: Said | None = None
    tool: str = ""
    version: str = ""
    faults: Sequence[Fault] = ()
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __post_init__(self) -> None:
        if self.result in (Result.PASS, Result.FAIL):
            if not (self.seen and self.expected and self.tool and self.version):
                raise ValueError("A result without evidence: what was seen, what was expected, by which tool?")
        elif not self.reason:
            raise ValueError("What was not tested needs a reason.")


def not_run(template: str, **values: Any) -> Finding:
    return Finding(result=Result.NOT_RUN, reason=Said(template, values))


def not_applicable(template: str, **values: Any) -> Finding:
    return Finding(result=Result.NOT_APPLICABLE, reason=Said(template, values))


@dataclass(frozen=True, slots=True)
class Check:
    """`code` as DA/T 70-2018 numbers it. Not `confirmed`: only one secondary source names the code or its content."""

    code: str
    of: Property
    name: str
    run: Callable[["Subject"], Finding]
    links: frozenset[Link] = frozenset(Link)
    confirmed: bool = True
    standard: str = "DA/T 70-2018"


def counted(findings: Iterable[Finding]) -> dict[Result, int]:
    counts = dict.fromkeys(Result, 0)
    for finding in findings:
        counts[finding.result] += 1
    return counts
