"""The sheets that readers are measured on: each a file, with what it truly says."""

from dataclasses import dataclass, field
from pathlib import Path

SETS = ("synth", "hard", "real")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`lines` is all that stands on it; `block` what counts most: the title block, or all of a permit.

    `rotation` is the clockwise turn to be undone. `fields` by the names of the product; a sheet without known fields
    has none, and one whose kind is not known has no `kind`.
    """

    set: str
    category: str
    name: str
    path: Path
    dpi: int = 0
    rotation: int = 0
    lines: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    kind: str = ""
