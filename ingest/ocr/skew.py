"""How far a scan lies askew, from its rulings and lines of text on a coarse copy."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.sheet import Pixels

# The longer side of the copy: on it a line across the sheet climbs one pixel at 0.05 degrees.
SIDE = 1200
# Of a large sheet so many of its rows are averaged as are needed; the thinnest rule still shows in most of them.
ROWS = 4
# Scanners and hands lay a sheet at most so askew; first in half degrees, then ever finer around the best.
WIDEST, FINENESS = 6.0, (0.5, 0.1, 0.02)
# An edge of ink differs so much from the pixel beside it.
EDGE = 32
MOST, FEWEST = 12_000, 200
# Without any direction, edges fall together by chance: a lean has to gather so many times more than the usual one.
WORTH = 1.15


def skew(gray: Pixels, _: int) -> float:
    """Degrees clockwise, between -6 and 6; 0 where nothing on the sheet says how it lies."""
    small = _small(gray)
    edges = _across(small), _across(np.ascontiguousarray(small.T))
    if sum(len(x) for x, _ in edges) < FEWEST:
        return 0.0
    best, reach = 0.0, WIDEST
    for step in FINENESS:
        angles = best + np.arange(-round(reach / step), round(reach / step) + 1) * step
        gathered = [_gathered(edges, math.radians(angle)) for angle in angles]
        if reach == WIDEST and max(gathered) < WORTH * float(np.median(gathered)):
            return 0.0
        best, reach = float(angles[int(np.argmax(gathered))]), step
    return round(best, 2)


def _small(gray: Pixels) -> Pixels:
    longest = max(gray.shape)
    if longest <= SIDE:
        return gray
    height, width = (max(1, round(side * SIDE / longest)) for side in gray.shape)
    rows = gray[::ROWS] if longest > 2 * ROWS * SIDE else gray
    return np.asarray(cv2.resize(rows, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _across(pixels: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where ink ends downwards: places along the lines, and heights."""
    steps = cv2.subtract(pixels[1:], pixels[:-1]) > EDGE
    heights, places = np.nonzero(steps)
    every = max(1, len(heights) // MOST)
    return places[::every].astype(np.float32), heights[::every].astype(np.float32)


def _gathered(edges: Any, angle: float) -> float:
    """Large when edges share few heights; lines that stand lean to the other side."""
    total = 0.0
    for (x, y), way in zip(edges, (1, -1), strict=True):
        if len(x):
            level = y * math.cos(angle) - x * (way * math.sin(angle))
            rows = (level - level.min()).astype(np.int32)
            total += float((np.bincount(rows).astype(np.float64) ** 2).sum())
    return total
