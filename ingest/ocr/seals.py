"""Seals and stamps: where saturated colour lies over print, and how the print looks without it."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr.geometry import Quad, box_of
from ingest.ocr.ink import without_straight_lines
from ingest.scan import Box
from ingest.sheet import Pixels

# How much more colourful than the paper around it ink must be, and on which share of a line's box.
COLOURFUL, SHARE = 50, 0.015
# Every third pixel of a line tells enough; areas are looked for at about this resolution.
SPARSE, COARSE_DPI = 3, 40
INCH = 25.4
# In millimetres: gaps inside a seal, the smallest and the largest seal, straight lines of a coloured frame,
# and the print that may reach out from under a seal.
GAP, LEAST, LARGEST, FRAME = 4, 14, 90, 20
BESIDE, ABOVE = 45, 4
# Pixels of paper before and after a line.
EDGE = 16
# On a coloured drawing every other thing looks like a seal.
MOST = 12


def overprinted(colour: Pixels, quad: Quad) -> bool:
    """Whether there is saturated colour in the box of a line; yellowed paper is not saturated, only tinted."""
    box = box_of(quad, colour.shape[1], colour.shape[0])
    part = colour[box.y : box.y + box.h : SPARSE, box.x : box.x + box.w : SPARSE]
    return bool(_colourful(part).mean() > SHARE)


def seal_areas(colour: Pixels, dpi: int) -> list[Box]:
    """Areas around seals, wide enough for the lines of print that they cover."""
    height, width = colour.shape[:2]
    step = max(1, dpi // COARSE_DPI)
    frame, gap = (max(1, round(length * dpi / step / INCH)) for length in (FRAME, GAP))
    inked = _colourful(colour[::step, ::step]).astype(np.uint8)
    seals = without_straight_lines(inked, (frame, 1), (1, frame))
    closed = cv2.morphologyEx(seals, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(closed)
    least, largest, aside, above = (round(length * dpi / INCH) for length in (LEAST, LARGEST, BESIDE, ABOVE))
    areas = []
    for x, y, w, h in (boxes[1:, :4] * step).tolist():
        if least <= min(w, h) and max(w, h) <= largest:
            x0, y0 = max(0, x - aside), max(0, y - above)
            areas.append(Box(x0, y0, min(width, x + w + aside) - x0, min(height, y + h + above) - y0))
    return sorted(areas, key=lambda area: -area.w * area.h)[:MOST]


def widened(area: Box, lines: Sequence[Quad], colour: Pixels) -> Box:
    """The area with the whole of each line that reaches into it."""
    height, width = colour.shape[:2]
    boxes = [box_of(quad, width, height) for quad in lines]
    inside = [box for box in boxes if min(box.x + box.w, area.x + area.w) > max(box.x, area.x)]
    inside = [box for box in inside if min(box.y + box.h, area.y + area.h) > max(box.y, area.y)]
    left = min([area.x, *(box.x - EDGE for box in inside)])
    right = max([area.x + area.w, *(box.x + box.w + EDGE for box in inside)])
    left, right = max(0, left), min(width, right)
    return Box(left, area.y, right - left, area.h)


def without_colour(colour: Pixels, box: Box) -> Pixels:
    """What the brightest channel shows of an area, where red and blue ink fade and black stays."""
    return np.asarray(colour[box.y : box.y + box.h, box.x : box.x + box.w].max(axis=2))


def _colourful(part: Pixels) -> NDArray[np.bool_]:
    saturation = part.max(axis=2) - part.min(axis=2)
    return np.asarray(saturation > min(255 - COLOURFUL, float(np.median(saturation))) + COLOURFUL)
