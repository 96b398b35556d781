"""Seals and stamps over print: the areas in which saturated colour may hide lines, and both pictures of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr.colour import Mask, colourful, without_colour
from ingest.ocr.geometry import Quad, box_of, cut_out
from ingest.ocr.ink import without_straight_lines
from ingest.ocr.recognise_lines import HEIGHT
from ingest.ocr.second_look import ReadLine
from ingest.ocr.signs import Sign, signs_of
from ingest.scan import Box
from ingest.sheet import Pixels, Sheet

# On which share of a line's box there is colour where a seal lies over it.
SHARE = 0.015
# Areas are looked for at about this resolution.
COARSE_DPI = 40
INCH = 25.4
# In millimetres: gaps inside a seal, the smallest seal and the largest group of them, lines of a coloured frame,
# and the print that may reach out from under a seal.
GAP, LEAST, LARGEST, FRAME = 4, 14, 190, 20
BESIDE, ABOVE = 45, 4
# Pixels of paper before and after a line.
EDGE = 16
# On a coloured drawing every other thing looks like a seal.
MOST = 12
# Print is darker than this on white paper, on at least this share of the place of a sign.
DARK, PRINTED = 185, 0.03
# Print is coloured itself when most of what is dark is colourful, too.
MOSTLY = 0.5


def seal_areas(sheet: Sheet) -> list[Box]:
    """Areas around seals, wide enough for the lines of print that they cover."""
    sketch = sheet.sketch()
    if sketch is None:
        return []
    colour, times = sketch
    step = max(1, round(sheet.dpi / times / COARSE_DPI))
    inked = colourful(colour[::step, ::step]).astype(np.uint8)
    if not inked.any():
        return []
    scale = times * step
    frame, gap = (max(1, round(length * sheet.dpi / scale / INCH)) for length in (FRAME, GAP))
    seals = without_straight_lines(inked, (frame, 1), (1, frame))
    closed = cv2.morphologyEx(seals, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed)
    least, largest, aside, above = (round(length * sheet.dpi / INCH) for length in (LEAST, LARGEST, BESIDE, ABOVE))
    areas = []
    for x, y, w, h in (boxes[1:, :4] * scale).astype(int).tolist():
        if least <= min(w, h) and max(w, h) <= largest:
            x0, y0 = max(0, x - aside), max(0, y - above)
            x1, y1 = min(sheet.width, x + w + aside), min(sheet.height, y + h + above)
            areas.append(Box(x0, y0, x1 - x0, y1 - y0))
    return sorted(areas, key=lambda area: -area.w * area.h)[:MOST]


def widened(area: Box, lines: Sequence[Quad], width: int, height: int) -> Box:
    """The area with the whole of each line that reaches into it, on a sheet of this size."""
    boxes = [box_of(quad, width, height) for quad in lines]
    inside = [box for box in boxes if min(box.x + box.w, area.x + area.w) > max(box.x, area.x)]
    inside = [box for box in inside if min(box.y + box.h, area.y + area.h) > max(box.y, area.y)]
    left = min([area.x, *(box.x - EDGE for box in inside)])
    right = max([area.x + area.w, *(box.x + box.w + EDGE for box in inside)])
    left, right = max(0, left), min(width, right)
    return Box(left, area.y, right - left, area.h)


def overprinted(inked: Mask, quad: Quad) -> bool:
    """Whether there is saturated colour in the box of a line."""
    box = box_of(quad, inked.shape[1], inked.shape[0])
    return bool(inked[box.y : box.y + box.h, box.x : box.x + box.w].mean() > SHARE)


@dataclass(frozen=True, eq=False)
class UnderSeal:
    """Both pictures of an area, for the second look; lines have the coordinates of the sheet."""

    area: Box
    gray: Pixels
    clean: Pixels
    inked: Mask
    threads: int = 1

    @classmethod
    def of(cls, sheet: Sheet, area: Box, threads: int) -> "UnderSeal | None":
        colour = sheet.in_colour(area)
        if colour is None:
            return None
        return cls(area, sheet.gray, without_colour(colour), colourful(colour), threads)

    @property
    def corner(self) -> Quad:
        return np.array((self.area.x, self.area.y), np.float32)

    def signs(self, line: ReadLine) -> list[Sign]:
        return signs_of(cut_out(self.gray, line.quad, HEIGHT), line.text, self.threads)

    def signs_without_colour(self, line: ReadLine) -> list[Sign]:
        return signs_of(cut_out(self.clean, line.quad - self.corner, HEIGHT), line.text, self.threads)

    def is_coloured(self, quad: Quad) -> bool:
        return bool(self._part(self.inked, quad).mean() > SHARE)

    def is_coloured_print(self, quad: Quad) -> bool:
        dark = self._part(self.clean, quad) < DARK
        return bool(self._part(self.inked, quad)[dark].mean() > MOSTLY) if dark.any() else False

    def is_print(self, quad: Quad) -> bool:
        return bool((self._part(self.clean, quad) < DARK).mean() > PRINTED)

    def _part(self, picture: NDArray[Any], quad: Quad) -> NDArray[Any]:
        box = box_of(quad - self.corner, self.area.w, self.area.h)
        return picture[box.y : box.y + box.h, box.x : box.x + box.w]
