"""Whether a page of a PDF is one scan and nothing else, and how that picture lies on it."""

from dataclasses import dataclass
from typing import Any

import pikepdf

POINTS_PER_INCH = 72
LONGEST_CONTENT = 1 << 16  # the content of a scanned page is a few lines
MARGIN = 0.04  # of a side: how much of the page the picture may leave bare
PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"})
SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
DEEPEST = 50  # branches of the page tree
FILLS = frozenset({"g", "rg", "k", "sc", "scn"})
INVISIBLE = 3
UNDRAWN_NOTES = frozenset({"/Link", "/Popup"})

Matrix = pikepdf.Matrix


@dataclass(frozen=True, slots=True)
class Placed:
    """The one picture of a page. `across` and `up` are the page directions of its rows and columns, in points."""

    stream: Any
    across: tuple[float, float]
    up: tuple[float, float]
    rotate: int
    unit: float
    black: bool

    @property
    def lies_sideways(self) -> bool:
        return abs(self.across[1]) > abs(self.across[0])

    @property
    def dpi(self) -> int:
        inches = max(map(abs, self.across)) * self.unit / POINTS_PER_INCH
        return round(int(self.stream.Width) / inches) if inches else 0


def only_picture(page: pikepdf.Page) -> Placed | None:
    """The picture, if nothing else on the page is to be seen and it covers the page."""
    if content_length(page) > LONGEST_CONTENT or has_drawn_notes(page):
        return None
    found = painted(page)
    if found is None:
        return None
    stream, matrix, black = found
    unit, rotate = float(page.obj.get("/UserUnit", 1)), rotation_of(page.obj)
    placed = Placed(stream, (matrix.a, matrix.b), (matrix.c, matrix.d), rotate, unit, black)
    return placed if is_straight(placed) and covers(matrix, page) else None


def rotation_of(node: Any) -> int:
    """The clockwise turn of the page; it may stand at any branch above it."""
    for _ in range(DEEPEST):
        if "/Rotate" in node:
            return round(int(node.Rotate) / 90) * 90 % 360
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def content_length(page: pikepdf.Page) -> int:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return sum(len(memoryview(each.get_raw_stream_buffer())) for each in streams if isinstance(each, pikepdf.Stream))


def has_drawn_notes(page: pikepdf.Page) -> bool:
    notes: Any = page.obj.get("/Annots") or []
    return any("/AP" in note and str(note.get("/Subtype")) not in UNDRAWN_NOTES for note in notes)


def painted(page: pikepdf.Page) -> tuple[Any, Matrix, bool] | None:
    """The one picture painted, where it lies, and whether only black was ever the colour to fill with."""
    resources: Any = page.resources or {}
    xobjects: Any = resources.get("/XObject") or {}
    here, kept, mode, black = Matrix(), list[Matrix](), 0, True
    pictures: list[tuple[Any, Matrix]] = []
    for step in pikepdf.parse_content_stream(page):
        name = str(step.operator)
        if name == "q":
            kept.append(here)
        elif name == "Q" and kept:
            here = kept.pop()
        elif name == "cm":
            here = Matrix(*(float(each) for each in step.operands)) @ here
        elif name == "Tr":
            mode = int(step.operands[0])
        elif name in FILLS:
            black = black and is_black(name, step.operands)
        elif name in PAINTS or (name in SHOWS_TEXT and mode != INVISIBLE):
            return None
        elif name == "Do":
            pictures.append((xobjects.get(str(step.operands[0])), here))
    if len(pictures) != 1 or not is_picture(pictures[0][0]):
        return None
    return *pictures[0], black


def is_black(operator: str, operands: Any) -> bool:
    try:
        values = [float(each) for each in operands]
    except (TypeError, ValueError):
        return False
    return values == [0, 0, 0, 1] if operator == "k" else not any(values)


def is_picture(each: Any) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"


def is_straight(placed: Placed) -> bool:
    (a, b), (c, d) = placed.across, placed.up
    upright = max(abs(b), abs(c)) < 0.005 * min(abs(a), abs(d))
    sideways = max(abs(a), abs(d)) < 0.005 * min(abs(b), abs(c))
    return upright or sideways


def covers(matrix: Matrix, page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    box = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
    wide, high = MARGIN * (right - left), MARGIN * (top - bottom)
    inside = box.llx <= left + wide and box.urx >= right - wide and box.lly <= bottom + high and box.ury >= top - high
    # A picture that hangs far over the edge is cropped by the page, which only a renderer does.
    whole = box.llx >= left - wide and box.urx <= right + wide and box.lly >= bottom - high and box.ury <= top + high
    return bool(inside and whole)
