"""The part of a sheet that bears most lettering."""

import cv2
import numpy as np

from ingest.ocr.ink import marks
from ingest.scan import Box
from ingest.sheet import Pixels

# In pixels at 75 dpi: the thickest stroke of lettering, the shortest rule.
STROKE, RULE = 9, 25
COARSE = 8


def densest(pixels: Pixels, side: int) -> Box:
    """The square of this side with most small marks in it; what is smaller than the square stays whole."""
    height, width = pixels.shape
    if max(height, width) <= side or min(height, width) < COARSE:
        return Box(0, 0, width, height)
    found = marks(pixels, STROKE, RULE) * np.uint8(255)
    coarse = cv2.resize(found, None, fx=1 / COARSE, fy=1 / COARSE, interpolation=cv2.INTER_AREA)
    window = min(coarse.shape[1], side // COARSE), min(coarse.shape[0], side // COARSE)
    filled = cv2.boxFilter(coarse, cv2.CV_32F, window, normalize=False, borderType=cv2.BORDER_CONSTANT)
    row, column = np.unravel_index(int(filled.argmax()), filled.shape)
    x = min(max(0, int(column) * COARSE - side // 2), max(0, width - side))
    y = min(max(0, int(row) * COARSE - side // 2), max(0, height - side))
    return Box(x, y, min(side, width), min(side, height))
