"""Where seals were stamped on a sheet: closed shapes in red, blue or purple ink that have something inside.

What else is coloured is let alone: handwriting, big red titles, ruled lines, frames and the lines of a drawing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from ingest.ocr.colour import Mask, colourful
from ingest.ocr.geometry import Points
from ingest.ocr.ink import without_straight_lines
from ingest.scan import Box
from ingest.sheet import Pixels, Sheet

INCH = 25.4
# Seals are looked for at about this resolution: a ring of 0.5 mm is still more than one pixel thick.
DPI = 75
# The colours of ink pads, in the half degrees of hue that OpenCV counts in, from 0 to 179.
HUES = {"red": ((160, 180), (0, 14)), "purple": ((128, 160),), "blue": ((98, 128),)}
# In millimetres. Name seals have 12 and more, round seals 30 to 58 (Guofa 1999/25), a 竣工图章 50 × 80.
LEAST, LARGEST, ROUND_LEAST, ROUND_LARGEST = 11, 95, 27, 60
# In millimetres: gaps between the characters of a seal and in a worn line, how long straight lines are no part of a
# round one and strokes no part of a character, and the largest group of seals that touch.
GAP, TOUCHING, STRAIGHT, STROKE, GROUP = 2.5, 0.7, 20, 7, 200
# A shape is closed when so much of its outline is inked; of a rectangle also of each side. At the edge of the page
# at least this share of a ring has to be there.
CLOSED, SIDE_CLOSED, VISIBLE = 0.72, 0.6, 0.3
# The line of a frame is straight: it stays within this share of its shorter side. A revision cloud does not.
FRAME_CLOSED, BAND = 0.76, 0.04
# Characters of a title are in a row: as high as each other within this factor, and no further apart than this many
# times their height. So many frames in a row are no name seals but characters such as 国 and 回.
AS_HIGH, IN_A_ROW, TITLE = 1.5, 3, 3
SQUARE = 1.4
# A circle that is only part of a group of ink may be made of anything: it has to be closed the more surely.
SURELY_CLOSED = 0.85
# Inside a ring there is lettering, not only lines through it: ink in so many of the directions at these shares of the
# radius, and on such a share of the area.
LETTERED, LETTERING, WRITTEN_IN_RING = 0.12, (0.6, 0.86), 0.03
# Ink inside a frame, as a share of the area; above SOLID the characters are cut out of the ink (阴文).
WRITTEN, SOLID = 0.07, 0.5
# On a sheet with so many straight lines in colour a frame is a seal only when it is small and full.
LINED, FULL, SMALL = 8, 0.2, 32
DIRECTIONS = 72
# Groups of touching shapes in which circles are looked for, and the share of coloured ink on any sheet with seals.
MOST_GROUPS, MOST_CIRCLES, MOST_INK = 8, 12, 0.2


@dataclass(frozen=True, slots=True)
class Imprint:
    """A shape in the pixels of the sheet: an ellipse or a rectangle by centre, half axes and the turn of the first."""

    colour: str
    is_round: bool
    x: float
    y: float
    half_width: float
    half_height: float
    degrees: float = 0.0
    closed: float = 1.0

    def box(self, width: int, height: int) -> Box:
        """The straight box around it, inside a sheet of this size."""
        angle = np.radians(self.degrees)
        cos, sin = abs(float(np.cos(angle))), abs(float(np.sin(angle)))
        a, b = self.half_width, self.half_height
        across, down = (
            (np.hypot(a * cos, b * sin), np.hypot(a * sin, b * cos))
            if self.is_round
            else (
                a * cos + b * sin,
                a * sin + b * cos,
            )
        )
        x0, y0 = max(0, int(self.x - across)), max(0, int(self.y - down))
        x1, y1 = min(width, int(np.ceil(self.x + across))), min(height, int(np.ceil(self.y + down)))
        return Box(x0, y0, max(1, x1 - x0), max(1, y1 - y0))

    def scaled(self, times: float) -> "Imprint":
        sides = (self.x * times, self.y * times, self.half_width * times, self.half_height * times)
        return Imprint(self.colour, self.is_round, *sides, self.degrees, self.closed)


def imprints(sheet: Sheet) -> list[Imprint]:
    """The seals of a sheet from top to bottom."""
    sketch = sheet.sketch()
    if sketch is None:
        return []
    small, times = _small(*sketch, sheet.dpi)
    inked = colourful(small)
    if not 0 < inked.mean() < MOST_INK:
        return []
    dpi = sheet.dpi / times
    hues = cv2.cvtColor(small, cv2.COLOR_RGB2HSV)[..., 0]
    lined = _straight_lines(inked, dpi) > LINED
    found: list[Imprint] = []
    for colour, ranges in HUES.items():
        mask = inked & np.any([(hues >= low) & (hues < high) for low, high in ranges], axis=0)
        if np.count_nonzero(mask) > dpi:
            found += _Search(colour, mask.astype(np.uint8), dpi, lined).shapes()
    return sorted((each.scaled(times) for each in found), key=lambda each: each.y)


def _small(colour: Pixels, times: float, dpi: int) -> tuple[Pixels, float]:
    shrink = dpi / times / DPI
    if shrink < 1.2:
        return colour, times
    small = cv2.resize(colour, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), times * colour.shape[1] / small.shape[1]


def _straight_lines(inked: Mask, dpi: float) -> int:
    """How many straight lines in colour there are besides frames around most of the page."""
    ink = inked.astype(np.uint8)
    bar = max(3, round(STRAIGHT * dpi / INCH))
    lines = ink - without_straight_lines(ink, (bar, 1), (1, bar))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
    frames = np.count_nonzero((boxes[1:, 2:4] > 0.6 * np.array(ink.shape[::-1])).any(axis=1))
    return int(count - 1 - frames)


@dataclass(frozen=True, eq=False)
class _Search:
    """The search for shapes among the ink of one colour; lengths are pixels of the small picture."""

    colour: str
    ink: Pixels
    dpi: float
    lined: bool

    def shapes(self) -> list[Imprint]:
        bar = max(3, self._pixels(STRAIGHT))
        curved = without_straight_lines(self.ink, (bar, 1), (1, bar))
        found: list[Imprint] = []
        for ink, gap in ((self.ink, TOUCHING), (self.ink, GAP), (curved, TOUCHING), (curved, GAP)):
            some = self._groups(ink, gap, LEAST, LARGEST)
            found += [shape for points in some if not _is_known(points, found) and (shape := self._shape(points))]
        groups = [points for points in self._groups(curved, GAP, ROUND_LEAST, GROUP) if not _is_known(points, found)]
        for points in groups[:MOST_GROUPS]:
            found += self._circles(points)
        found = _once_each(found)
        return [shape for shape in found if shape.is_round or not self._is_a_character(shape, found)]

    def _is_a_character(self, shape: Imprint, found: list[Imprint]) -> bool:
        """Whether a frame is a character of a big title: others as high stand beside it."""
        height = 2 * shape.half_height
        if height > self._pixels(SMALL) or not 1 / SQUARE < shape.half_width / shape.half_height < SQUARE:
            return False
        beside = [
            points.mean(axis=0)
            for points in self._groups(self.ink, TOUCHING, LEAST / 2, LARGEST)
            if height / AS_HIGH < np.ptp(points[:, 1]) < height * AS_HIGH
            and height / 2 < abs(points[:, 0].mean() - shape.x) < (1 + IN_A_ROW) * height
            and abs(points[:, 1].mean() - shape.y) < height / 2
        ]
        frames = sum(any(np.hypot(*(middle - (each.x, each.y))) < height / 3 for each in found) for middle in beside)
        return len(beside) > frames or frames >= TITLE - 1

    def _pixels(self, millimetres: float) -> int:
        return max(1, round(millimetres * self.dpi / INCH))

    def _groups(self, ink: Pixels, gap: float, least: float, largest: float) -> Iterator[Points]:
        """The ink of each group of strokes with no more than a gap between them, and of a size in these limits."""
        reach = self._pixels(gap) | 1  # closing with an even length moves thin strokes off their place
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
        _, labels, boxes, _ = cv2.connectedComponentsWithStats(closed)
        shortest, longest = self._pixels(least), self._pixels(largest)
        for number, (x, y, w, h, _) in enumerate(boxes.tolist()):
            if number and max(w, h) <= longest and shortest <= max(w, h) <= 4 * min(w, h):
                there = (labels[y : y + h, x : x + w] == number) & (ink[y : y + h, x : x + w] > 0)
                rows, columns = np.nonzero(there)
                yield np.column_stack((columns + x, rows + y)).astype(np.float32)

    def _shape(self, points: Points) -> Imprint | None:
        """The ellipse or rectangle that a group of ink is."""
        hull = cv2.convexHull(points)
        candidates = [self._rectangle(hull), self._ellipse(hull) if len(hull) > 4 else None]
        return max((each for each in candidates if each), key=lambda each: each.closed, default=None)

    def _ellipse(self, hull: Points) -> Imprint | None:
        (x, y), (w, h), degrees = cv2.fitEllipse(hull)
        return self._ring(x, y, w / 2, h / 2, degrees)

    def _ring(self, x: float, y: float, a: float, b: float, degrees: float = 0.0) -> Imprint | None:
        if not self._pixels(ROUND_LEAST) <= 2 * max(a, b) <= self._pixels(ROUND_LARGEST) or min(a, b) < 0.55 * max(
            a, b
        ):
            return None
        band = 1.5 + 0.04 * min(a, b)
        there, outline = self._around(x, y, a, b, degrees, np.arange(-band, band + 1))
        if there.mean() < VISIBLE or outline[there].mean() < CLOSED:
            return None
        low, high = (min(a, b) * (share - 1) for share in LETTERING)
        _, lettering = self._around(x, y, a, b, degrees, np.arange(low, high), self.lettering)
        if lettering[there].mean() < LETTERED or self._inside(x, y, a, b, degrees) < WRITTEN_IN_RING:
            return None
        return Imprint(self.colour, True, x, y, a, b, degrees, float(outline[there].mean()))

    @cached_property
    def lettering(self) -> Pixels:
        """The ink without straight lines, of which characters have only short ones."""
        bar = max(3, self._pixels(STROKE))
        return without_straight_lines(self.ink, (bar, 1), (1, bar))

    def _inside(self, x: float, y: float, a: float, b: float, degrees: float) -> float:
        """The share of lettering well inside an ellipse."""
        mask = np.zeros(self.ink.shape, np.uint8)
        axes = max(1, round(a * LETTERING[1])), max(1, round(b * LETTERING[1]))
        cv2.ellipse(mask, (round(x), round(y)), axes, degrees, 0, 360, 1, -1)
        return float(self.lettering[mask > 0].mean()) if mask.any() else 0.0

    def _around(
        self, x: float, y: float, a: float, b: float, degrees: float, steps: Points, picture: Pixels | None = None
    ) -> tuple[Mask, Mask]:
        """In which directions the outline of an ellipse is on the page, and where there is ink so far inside or out."""
        angles = np.linspace(0, 2 * np.pi, DIRECTIONS, endpoint=False)[:, None]
        turn = np.radians(degrees)
        across, down = (a + steps) * np.cos(angles), (b + steps) * np.sin(angles)
        columns = np.rint(x + across * np.cos(turn) - down * np.sin(turn)).astype(int)
        rows = np.rint(y + across * np.sin(turn) + down * np.cos(turn)).astype(int)
        height, width = self.ink.shape
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        ink = (self.ink if picture is None else picture)[rows.clip(0, height - 1), columns.clip(0, width - 1)] > 0
        return np.asarray(inside.all(axis=1)), np.asarray((ink & inside).any(axis=1))

    def _rectangle(self, hull: Points) -> Imprint | None:
        (x, y), (w, h), degrees = cv2.minAreaRect(hull)
        # OpenCV counts the angle from any of the sides; here it is from the side that lies.
        while abs(degrees) > 45:
            w, h, degrees = h, w, degrees - np.sign(degrees) * 90
        if min(w, h) < self._pixels(LEAST) * 0.9 or max(w, h) > 4 * min(w, h):
            return None
        matrix = cv2.getRotationMatrix2D((x, y), degrees, 1)
        matrix[:, 2] += np.array((w / 2 - x, h / 2 - y))
        straight = cv2.warpAffine(self.ink, matrix, (max(1, round(w)), max(1, round(h))), flags=cv2.INTER_NEAREST)
        sides = list(self._sides(np.asarray(straight, np.uint8), x, y, w, h))
        band = max(3, round(BAND * min(w, h)))
        full = float(straight[band:-band, band:-band].mean())
        if not sides or min(sides) < SIDE_CLOSED or np.mean(sides) < FRAME_CLOSED or full < WRITTEN:
            return None
        if self.lined and (full < FULL or max(w, h) > self._pixels(SMALL)):
            return None
        return Imprint(self.colour, False, x, y, w / 2, h / 2, degrees, float(np.mean(sides)))

    def _sides(self, straight: Pixels, x: float, y: float, w: float, h: float) -> Iterator[float]:
        """How much of each side is inked; a side on the edge of the page was cut off and does not count."""
        band = max(3, round(BAND * min(w, h)))
        height, width = self.ink.shape
        edges = (
            (straight[:band].any(axis=0), y - h / 2 < 2),
            (straight[-band:].any(axis=0), y + h / 2 > height - 2),
            (straight[:, :band].any(axis=1), x - w / 2 < 2),
            (straight[:, -band:].any(axis=1), x + w / 2 > width - 2),
        )
        return (float(inked.mean()) for inked, cut_off in edges if not cut_off)

    def _circles(self, points: Points) -> Iterator[Imprint]:
        """Rings in a group of shapes that touch or overlap, or that the edge of the page cuts."""
        margin = self._pixels(ROUND_LARGEST / 2)
        corner = points.min(axis=0) - margin
        columns, rows = (points - corner).astype(int).T
        part = np.zeros((rows.max() + margin, columns.max() + margin), np.uint8)
        part[rows, columns] = 255
        least, largest = self._pixels(ROUND_LEAST / 2), self._pixels(ROUND_LARGEST / 2)
        smooth = cv2.GaussianBlur(part, (0, 0), 1)
        circles = cv2.HoughCircles(smooth, cv2.HOUGH_GRADIENT, 1, self._pixels(8), None, 100, 18, least, largest)
        for x, y, radius in [] if circles is None else circles[0][:MOST_CIRCLES].tolist():
            # The lettering of a seal forms a circle, too, within the line around it.
            larger = radius + np.arange(-2, 0.2 * radius)
            rings = [self._ring(x + corner[0], y + corner[1], each, each) for each in larger]
            closed = [ring for ring in rings if ring and ring.closed > SURELY_CLOSED]
            if closed:
                yield closed[-1]


def _is_known(points: Points, found: list[Imprint]) -> bool:
    """Whether the group is the ink of a shape that was found."""
    middle, size = (points.min(axis=0) + points.max(axis=0)) / 2, float(np.ptp(points, axis=0).max())
    return any(
        np.hypot(*(middle - (shape.x, shape.y))) < 0.2 * size and size < 2.4 * max(shape.half_width, shape.half_height)
        for shape in found
    )


def _once_each(found: list[Imprint]) -> list[Imprint]:
    """Of shapes in the same place the most closed stays; seals that overlap have their middles apart."""
    kept: list[Imprint] = []
    for shape in sorted(found, key=lambda each: -each.closed):
        apart = [
            np.hypot(shape.x - other.x, shape.y - other.y) > 0.4 * max(other.half_width, shape.half_width)
            for other in kept
        ]
        if all(apart):
            kept.append(shape)
    return kept
