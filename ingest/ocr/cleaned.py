"""A sheet made ready for an engine that reads clean lying print only: flat paper, no rules."""

import cv2
import numpy as np

from ingest.scan import Box
from ingest.sheet import Pixels

# The paper is looked at this much smaller; a dilation and a median of these sides wipe the print off it.
SMALLER, PRINT, PAPER = 8, 7, 21
# What lies above stays white; with less than the range between ink and paper nothing is spread.
WHITE, RANGE = 235, 30
SPARSE = 7
# Millimetres. No stroke of lettering is as long as a rule, titles included; a parting of cells may be shorter.
RULE, PARTING = 14.0, 4.0
NEAR = 2
INCH = 25.4


def flattened(pixels: Pixels) -> Pixels:
    """The print on white, whatever shade the paper has from place to place; a blueprint's light lines turn dark."""
    if np.median(pixels[::SPARSE, ::SPARSE]) < 127:
        pixels = 255 - pixels
    size = tuple(max(1, side // SMALLER) for side in pixels.shape[::-1])
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((PRINT, PRINT), np.uint8)), PAPER)
    flat = cv2.divide(pixels, cv2.resize(paper, pixels.shape[::-1]), scale=255)
    darkest = float(np.percentile(flat[::SPARSE, ::SPARSE], 0.5))
    if WHITE - darkest < RANGE:
        return flat.astype(np.uint8)
    levels = (np.arange(256) - darkest) * (255 / (WHITE - darkest))
    return cv2.LUT(flat, levels.clip(0, 255).astype(np.uint8)).astype(np.uint8)


def rules(pixels: Pixels, dpi: int) -> Pixels:
    """255 where a straight rule runs across or down, a pixel wider than it is.

    Long strokes are rules; shorter ones are where they part two cells, from one long rule to the next.
    """
    ink = cv2.threshold(pixels, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1].astype(np.uint8)
    long, short = (max(3, round(length / INCH * dpi)) for length in (RULE, PARTING))
    across, down = _strokes(ink, (1, long)), _strokes(ink, (long, 1))
    partings = _joining(_strokes(ink, (short, 1)), across) | _joining(_strokes(ink, (1, short)).T, down.T).T
    found = across | down | partings
    return cv2.dilate(found, np.ones((3, 3), np.uint8)).astype(np.uint8)


def _strokes(ink: Pixels, shape: tuple[int, int]) -> Pixels:
    return cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8)).astype(np.uint8)


def _joining(strokes: Pixels, rules_across: Pixels) -> Pixels:
    """Of strokes that run down those that begin and end at a rule."""
    reach = cv2.dilate(rules_across, np.ones((2 * NEAR + 1, 1), np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(strokes))
    left, top, width, height = boxes[:, :4].T
    middle = left + width // 2
    joins = (reach[top, middle] > 0) & (reach[top + height - 1, middle] > 0)
    joins[0] = False
    kept: Pixels = np.where(joins, 255, 0).astype(np.uint8)[labels]
    return kept


def levelled(pixels: Pixels, degrees: float) -> Pixels:
    """The picture with a lean of so many degrees clockwise undone; its size stays."""
    if not degrees:
        return pixels
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255).astype(np.uint8)


def leaning(box: Box, degrees: float, width: int, height: int) -> Box:
    """Where a box of the levelled picture lies on the one that leans: the upright box around it, within the sheet."""
    if not degrees:
        return box
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    corners = np.array([(x, y, 1) for x in (box.x, box.x + box.w) for y in (box.y, box.y + box.h)]) @ turn.T
    left, top = np.clip(corners.min(axis=0), 0, (width - 1, height - 1))
    right, bottom = np.clip(corners.max(axis=0), 1, (width, height))
    return Box(round(left), round(top), max(1, round(right - left)), max(1, round(bottom - top)))
