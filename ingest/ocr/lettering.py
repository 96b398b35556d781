"""How large the lettering of a sheet is, and so how coarsely its lines can be looked for."""

import cv2
import numpy as np

from ingest.ocr.ink import marks
from ingest.scan import Box
from ingest.sheet import Pixels

# In pixels at 110 dpi: the thickest stroke, the shortest rule, and the gap between characters of one line.
STROKE, RULE, GAP = 11, 37, 7
LOWEST, HIGHEST = 4, 40
# A line is longer than high; the box is well filled, but not solid as a single stroke is.
LONG, LONGEST, FILLED, SOLID = 1.7, 30, 0.35, 0.8
FEWEST = 5


def smallest_lettering(pixels: Pixels) -> float | None:
    """The height in pixels, at 110 dpi, of the smallest lines that are more than exceptions; None if there are none."""
    heights = [box.h for box in line_boxes(pixels)]
    return float(np.percentile(heights, 5)) if len(heights) >= FEWEST else None


def line_boxes(pixels: Pixels) -> list[Box]:
    """What looks like lines that lie, without a model: strokes of ink that nearly touch."""
    ink = marks(pixels, STROKE, RULE)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, GAP), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    _, _, width, height, area = boxes[1:].T
    solid = np.bincount(labels.ravel(), weights=ink.ravel(), minlength=count)[1:] / area
    line = (height >= LOWEST) & (height <= HIGHEST) & (width >= LONG * height) & (width < LONGEST * height)
    chosen = boxes[1:][line & (area > FILLED * width * height) & (solid < SOLID)]
    return [Box(*row) for row in chosen[:, :4].tolist()]
