"""The door to what is made of pages for viewing: their tiles, and how one sheet lies over another."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.limits import Limits
from ingest.reader import reading_bounds, watched

STREAMED = frozenset({"image/tiff", "image/jpeg", "image/png"})
"""Types whose pages the image library reads row by row; others are unpacked by what read them."""


@dataclass(frozen=True, slots=True)
class ToCut:
    """A page whose tiles are wanted: its number, the turn that its reading undid, and the file for them."""

    number: int
    rotation: int
    target: Path


def cut(path: Path, name: str, media_type: str, pages: Iterable[ToCut], limits: Limits | None = None) -> list[int]:
    """Cut these pages of a file into tiles; gives the numbers of those that could be."""
    limits = limits or Limits()
    wanted = list(pages)
    for page in wanted:
        page.target.parent.mkdir(parents=True, exist_ok=True)
    task = {
        "task": "cut image" if media_type in STREAMED else "cut leaves",
        "path": str(path.resolve()),
        "name": name,
        "media_type": media_type,
        "limits": asdict(limits),
        "pages": [(page.number, page.rotation, str(page.target.resolve())) for page in wanted],
    }
    return [message["cut"] for message in watched(task, reading_bounds(limits))]


def lay_over(left: Path, right: Path, target: Path, limits: Limits | None = None) -> dict[str, Any]:
    """How the page in the right picture lies over that in the left one, as `ingest.laying_over.Laid` says it.

    Both in one, red and green, is written to `target`.
    """
    pictures = {"left": str(left.resolve()), "right": str(right.resolve()), "target": str(target.resolve())}
    messages = list(watched({"task": "lay over"} | pictures, reading_bounds(limits or Limits())))
    laid: dict[str, Any] = messages[-1]["laid"]
    return laid
