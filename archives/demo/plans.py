"""Parts that drawings are made of: grids with their bubbles, chains of dimensions, walls, doors, a north arrow."""

import itertools
from collections.abc import Sequence

from archives.demo.paper import Paper

LETTERS = "ABCDEFGHJKLMNP"  # axes are never called I or O
HEIGHT = 2.9


def axes(paper: Paper, xs: Sequence[float], ys: Sequence[float], scale: float) -> None:
    """Numbered and lettered axes with two chains of dimensions above and at the left; all in sheet millimetres."""
    top, bottom, left, right = min(ys), max(ys), min(xs), max(xs)
    for number, x in enumerate(xs, 1):
        paper.dashes((x, top - 20), (x, bottom + 8), pen=0.13, step=5)
        _bubble(paper, x, top - 24, str(number))
    for letter, y in zip(LETTERS, reversed(ys), strict=False):
        paper.dashes((left - 20, y), (right + 8, y), pen=0.13, step=5)
        _bubble(paper, left - 24, y, letter)
    for level, stops in ((9.0, xs), (15.0, (left, right))):
        _chain_across(paper, stops, top - level, scale)
    for level, stops in ((9.0, ys), (15.0, (top, bottom))):
        _chain_down(paper, stops, left - level, scale)


def _bubble(paper: Paper, x: float, y: float, name: str) -> None:
    paper.circle(x, y, 4, pen=0.25)
    paper.write(x, y, name, 4, "sans", anchor="mm")


def _chain_across(paper: Paper, stops: Sequence[float], y: float, scale: float) -> None:
    paper.line((stops[0], y), (stops[-1], y), pen=0.15)
    for x in stops:
        paper.line((x - 1, y + 1), (x + 1, y - 1), pen=0.35)
    for near, far in itertools.pairwise(stops):
        paper.write((near + far) / 2, y - 2.1, str(round((far - near) * scale)), HEIGHT, "sans", anchor="mm")


def _chain_down(paper: Paper, stops: Sequence[float], x: float, scale: float) -> None:
    paper.line((x, stops[0]), (x, stops[-1]), pen=0.15)
    for y in stops:
        paper.line((x - 1, y + 1), (x + 1, y - 1), pen=0.35)
    for near, far in itertools.pairwise(stops):
        paper.write_up(x - 2.1, (near + far) / 2, str(round((far - near) * scale)), HEIGHT)


def wall(paper: Paper, x0: float, y0: float, x1: float, y1: float, thick: float = 2.0) -> None:
    """A wall along its axis, from end to end."""
    half = thick / 2
    if y0 == y1:
        paper.box(x0 - half, y0 - half, x1 - x0 + thick, thick, pen=0.45, fill=(225, 225, 225))
    else:
        paper.box(x0 - half, y0 - half, thick, y1 - y0 + thick, pen=0.45, fill=(225, 225, 225))


def window(paper: Paper, x: float, y: float, width: float, name: str, below: bool) -> None:
    """A window in a wall that runs across, centred on the point."""
    paper.box(x - width / 2, y - 1, width, 2, pen=0.25, fill=(255, 255, 255))
    for offset in (-0.35, 0.35):
        paper.line((x - width / 2, y + offset), (x + width / 2, y + offset), pen=0.15)
    paper.write(x, y + (3.6 if below else -3.6), name, 2.5, "sans", anchor="mm")


def door(paper: Paper, x: float, y: float, width: float, name: str) -> None:
    """A door in a wall that runs across: the opening, the leaf, its swing."""
    paper.box(x, y - 1.1, width, 2.2, pen=0.05, ink=(255, 255, 255), fill=(255, 255, 255))
    paper.line((x, y - 1), (x, y + 1), pen=0.4)
    paper.line((x + width, y - 1), (x + width, y + 1), pen=0.4)
    paper.line((x, y), (x, y + width), pen=0.3)
    paper.arc(x, y, width, 0, 90)
    paper.write(x + width + 0.8, y + 3.4, name, 2.3, "sans")


def caption(paper: Paper, x: float, y: float, name: str, scale: str) -> None:
    """The name under a figure, on a thick line, with its scale."""
    paper.write(x, y, name, 6.5, "sans bold", anchor="mm")
    half = paper.width_of(name, 6.5, "sans bold") / 2
    paper.line((x - half - 2, y + 5), (x + half + 2, y + 5), pen=0.7)
    paper.write(x + half + 6, y + 1.5, scale, 4.5, "sans")


def north(paper: Paper, x: float, y: float) -> None:
    paper.circle(x, y, 9, pen=0.3)
    paper.pen.polygon(
        [(paper.pixels(a), paper.pixels(b)) for a, b in ((x, y - 9), (x - 2.2, y + 8), (x, y + 5.5), (x + 2.2, y + 8))],
        fill=paper.ink((20, 20, 20)),
    )
    paper.write(x, y - 12.5, "北", 4.5, "sans", anchor="mm")


def table(
    paper: Paper, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]], height: float = 6.5
) -> None:
    for number, row in enumerate(rows):
        left = x
        for width, text in zip(widths, row, strict=True):
            paper.box(left, y + height * number, width, height, pen=0.5 if number == 0 else 0.2)
            paper.write(left + width / 2, y + height * (number + 0.5), text, 3, "sans", anchor="mm")
            left += width


def notes(paper: Paper, x: float, y: float, heading: str, lines: Sequence[str], size: float = 3.4) -> None:
    paper.write(x, y, heading, size * 1.25, "sans bold")
    for number, text in enumerate(lines, 1):
        paper.write(x, y + number * size * 1.85, f"{number}. {text}", size, "sans")
