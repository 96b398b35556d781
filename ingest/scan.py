"""The frozen values that travel through the pipeline: what is known of a scan so far.

All boxes are pixels of the page as displayed, upright: x and y of the upper left corner, width, height.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest.limits import Limits

if TYPE_CHECKING:
    from ingest.ocr.engine import OcrEngine


class Box(NamedTuple):
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Word:
    """One run of text as the engine found it: a line, a label, a number; confidence from 0 to 1.

    `direction` is where its reading goes on the upright page, in degrees clockwise: 0 for ordinary text,
    90 for text that runs downwards, 270 for text that runs upwards.
    """

    text: str
    box: Box
    confidence: float
    direction: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A described value with its evidence.

    `value` is normalised (dates ISO, numbers half-width), `raw` is as printed; `page` counts from 1.
    """

    name: str
    value: str
    raw: str
    page: int
    box: Box
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as read. `rotation` is the clockwise turn that was undone to set it upright."""

    number: int
    width: int = 0
    height: int = 0
    dpi: int = 0
    rotation: int = 0
    words: tuple[Word, ...] = ()
    text: str = ""
    engine: str = ""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file on its way from bytes to text and fields. `about` is what the file says of itself: title, author."""

    path: Path
    name: str
    media_type: str = ""
    page_count: int = 0
    pages: tuple[Page, ...] = ()
    kind: str = "unknown"
    fields: dict[str, Field] = field(default_factory=dict)
    engine: str = ""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """What the stages work with. `engine` is None where nothing is read; `derived` is the folder for page images."""

    engine: "OcrEngine | None" = None
    limits: Limits = field(default_factory=Limits)
    derived: Path | None = None
