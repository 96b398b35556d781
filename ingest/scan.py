"""The frozen values that travel through the pipeline: what is known of a scan so far.

All boxes are pixels of the page as displayed, upright: x and y of the upper left corner, width, height.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest.limits import Limits
from ingest.problems import Problem

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
    90 for text that runs downwards, 270 for text that runs upwards. `otherwise` is what a second reading of the same
    place said where it said something else: under a seal, with the colour and without.
    """

    text: str
    box: Box
    confidence: float
    direction: int = 0
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """印章: saturated ink stamped over the page; `colour` is red, blue, green …; `text` what it says itself."""

    box: Box
    colour: str
    text: str = ""


Fault = tuple[str, dict[str, str | int | float]]
"""A sentence for the archivist, as a template to be translated and its values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What can be said of the paper and the scan without understanding the words.

    `paper` is a size of GB/T 50001, ISO or ANSI (“A1”, “A1 × 1051” for a lengthened one) or empty; `width_mm` and
    `height_mm` as the sheet lies.
    `colours` is colour, gray or bilevel, as scanned; `skew` degrees clockwise; `contrast` from 0 to 1.
    `cut_edges` names the sides where print runs into the edge; `page_number` is the number stamped on the sheet.
    """

    paper: str = ""
    width_mm: int = 0
    height_mm: int = 0
    colours: str = ""
    blank: bool = False
    skew: float = 0.0
    contrast: float = 0.0
    cut_edges: tuple[str, ...] = ()
    page_number: str = ""
    page_number_box: Box | None = None
    faults: tuple[Fault, ...] = ()


class Grounds(NamedTuple):
    """What the confidence of a field is put together from, each from 0 to 1 but the last two.

    `weakest` is how surely its worst word was read, `place` how surely this is where the field stands, `looks` how
    much the text is like such a value, `rival` how strong another candidate is (0 none, 1 as strong), `verdict` what
    the validators say, `pieces` of how many words it was put together, `sealed` whether a seal lies over it.
    """

    weakest: float
    place: float
    looks: float = 1.0
    rival: float = 0.0
    verdict: str = "untested"
    pieces: int = 1
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A described value with its evidence.

    `value` is normalised (dates ISO, numbers half-width), `raw` is as printed; `page` counts from 1. `otherwise` is
    what another reading of the place said. `grounds` are known only while the field is worked out.
    """

    name: str
    value: str
    raw: str
    page: int
    box: Box
    confidence: float
    rule: str
    otherwise: str = ""
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """One line of a 卷内目录 with the columns of GB/T 50328-2014, app. C, as printed; `date` ISO where it is one."""

    serial: str = ""
    number: str = ""
    responsible: str = ""
    title: str = ""
    date: str = ""
    pages: str = ""
    remark: str = ""
    page: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as read. `rotation` is the clockwise turn that was undone to set it upright.

    `partial` says that only the places were read where fields stand; the rest is still to come.
    """

    number: int
    width: int = 0
    height: int = 0
    dpi: int = 0
    rotation: int = 0
    words: tuple[Word, ...] = ()
    text: str = ""
    partial: bool = False
    seals: tuple[Seal, ...] = ()
    facts: SheetFacts | None = None
    engine: str = ""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    problem: str = ""
    problem_values: Mapping[str, str | int | float] = field(default_factory=dict)

    def not_read(self, problem: Problem) -> "Page":
        return replace(self, problem=problem.template, problem_values=problem.values)

    def or_glimpse(self, glimpse: "Page | None") -> "Page":
        """A page that cannot be read whole keeps what was read of it at first."""
        if glimpse is None or self.words or not self.problem:
            return self
        return replace(glimpse, problem=self.problem, problem_values=self.problem_values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file on its way from bytes to text and fields. `about` is what the file says of itself: title, author.

    `faults` are those of the pages together, such as gaps in their stamped numbers.
    """

    path: Path
    name: str
    media_type: str = ""
    page_count: int = 0
    pages: tuple[Page, ...] = ()
    kind: str = "unknown"
    fields: dict[str, Field] = field(default_factory=dict)
    contents: tuple[ContentsLine, ...] = ()
    faults: tuple[Fault, ...] = ()
    engine: str = ""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """What the stages work with. `engine` is None where nothing is read; `derived` is the folder for page images.

    `fields_first`: of a sheet that takes long to read only the places where fields stand, to be read whole later.
    `turns` are the rotations found at such a first look, by page.
    """

    engine: "OcrEngine | None" = None
    fields_first: bool = False
    turns: Mapping[int, int] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    derived: Path | None = None
