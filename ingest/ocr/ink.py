"""Lettering apart from paper and from the long strokes of the drawing."""

import cv2
import numpy as np

from ingest.sheet import Pixels

# How much darker than its surroundings, or on a blueprint lighter, ink is.
INK = 40
SPARSE = 8


def marks(pixels: Pixels, stroke: int, rule: int) -> Pixels:
    """1 where there are strokes thinner than `stroke` pixels that do not run straight for `rule` pixels."""
    kind = cv2.MORPH_BLACKHAT if np.median(pixels[::SPARSE, ::SPARSE]) > 127 else cv2.MORPH_TOPHAT
    ink = (cv2.morphologyEx(pixels, kind, np.ones((stroke, stroke), np.uint8)) > INK).astype(np.uint8)
    return without_straight_lines(ink, (rule, 1), (1, rule))


def without_straight_lines(ink: Pixels, across: tuple[int, int], down: tuple[int, int]) -> Pixels:
    """The ink without what holds a bar of this width and height lying or standing."""
    rest = ink.copy()
    for width, height in (across, down):
        rest[cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)) > 0] = 0
    return rest
