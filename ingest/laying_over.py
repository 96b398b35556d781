"""How one sheet lies over another: two revisions of a drawing share frame, title block and most of their lines.

Both are looked at as the pictures of their pages. What is found is a turn, a scale and a shift (no bending), first from
points that look alike in both, then sharpened on all of the lines. Where too little is alike, frame goes on frame.
"""

from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.room import Pixels

POINTS = 6000
NEAR = 3.0  # pixels of the picture
FEWEST_ALIKE, LEAST_ALIKE = 40, 0.12
BLUR = 5
STEPS = 30
INK = 160
RED, GREEN = (200, 20, 20), (0, 130, 70)
"""What only the left sheet has, what only the right one has; what both have is dark."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the right sheet lies in the left one, whose width is 1: centre, width, clockwise turn in degrees.

    `matched` is False where only frame was laid on frame. `agreement`: the share of the left's ink with ink on it.
    """

    x: float
    y: float
    width: float
    degrees: float
    matched: bool
    agreement: float


def lay_over(left: Pixels, right: Pixels) -> tuple[Laid, Pixels]:
    """How the right lies over the left, and both in one picture, red and green."""
    matrix = matched(left, right)
    found = matrix if matrix is not None else frame_on_frame(left, right)
    over = laid_on(found, left, right)
    laid = placed(found, left, right)
    return replace(laid, matched=matrix is not None, agreement=agreement(left, over)), in_two_colours(left, over)


def matched(left: Pixels, right: Pixels) -> Matrix | None:
    finder = cv2.ORB.create(POINTS)
    (here, about_here), (there, about_there) = (finder.detectAndCompute(each, None) for each in (left, right))
    if not here or not there:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(about_there, about_here)
    if len(pairs) < FEWEST_ALIKE:
        return None
    source = np.array([there[pair.queryIdx].pt for pair in pairs])
    target = np.array([here[pair.trainIdx].pt for pair in pairs])
    matrix, agreeing = cv2.estimateAffinePartial2D(source, target, method=cv2.RANSAC, ransacReprojThreshold=NEAR)
    if matrix is None or agreeing.sum() < max(FEWEST_ALIKE, LEAST_ALIKE * len(pairs)):
        return None
    return sharpened(np.asarray(matrix, np.float64), left, right)


def sharpened(matrix: Matrix, left: Pixels, right: Pixels) -> Matrix:
    """A last fraction of a pixel, on all lines at once, where that brings the sheets closer."""
    forth = np.asarray(cv2.invertAffineTransform(matrix), np.float32)
    steps = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, STEPS, 1e-5)
    everywhere = np.full(left.shape, 255, np.uint8)
    try:
        _, better = cv2.findTransformECC(left, right, forth, cv2.MOTION_AFFINE, steps, everywhere, BLUR)
    except cv2.error:  # it did not come to rest
        return matrix
    back = without_bending(np.asarray(cv2.invertAffineTransform(better), np.float64), right)
    return min(matrix, back, key=lambda each: apart(left, laid_on(each, left, right)))


def without_bending(matrix: Matrix, right: Pixels) -> Matrix:
    """The turn, scale and shift nearest to an affine map, true in the middle of the sheet."""
    (a, b, _), (c, d, _) = matrix
    turn, scale = atan2(c - b, a + d), hypot(c - b, a + d) / 2
    middle = np.array([right.shape[1] / 2, right.shape[0] / 2])
    linear = scale * np.array([[cos(turn), -sin(turn)], [sin(turn), cos(turn)]])
    shift = matrix[:, :2] @ middle + matrix[:, 2] - linear @ middle
    return np.column_stack([linear, shift])


def frame_on_frame(left: Pixels, right: Pixels) -> Matrix:
    (x, y, w, h), (x2, y2, w2, h2) = frame(left), frame(right)
    scale = (w / w2 + h / h2) / 2
    shift = x + w / 2 - scale * (x2 + w2 / 2), y + h / 2 - scale * (y2 + h2 / 2)
    return np.array([[scale, 0.0, shift[0]], [0.0, scale, shift[1]]])


def frame(gray: Pixels) -> tuple[int, int, int, int]:
    """What the ink spans, apart from the outermost hundredth of the paper; all of it where there is none."""
    rim = max(1, min(gray.shape) // 100)
    inner = (gray[rim:-rim, rim:-rim] < INK).astype(np.uint8)
    x, y, w, h = cv2.boundingRect(inner)
    return (x + rim, y + rim, w, h) if w and h else (0, 0, gray.shape[1], gray.shape[0])


def placed(matrix: Matrix, left: Pixels, right: Pixels) -> Laid:
    height, width = right.shape
    x, y = matrix @ np.array([width / 2, height / 2, 1.0]) / left.shape[1]
    scale, turn = hypot(matrix[0, 0], matrix[1, 0]), atan2(matrix[1, 0], matrix[0, 0])
    return Laid(float(x), float(y), scale * width / left.shape[1], degrees(turn), matched=False, agreement=0.0)


def laid_on(matrix: Matrix, left: Pixels, right: Pixels) -> Pixels:
    size = left.shape[1], left.shape[0]
    return np.asarray(cv2.warpAffine(right, matrix, size, borderValue=255), np.uint8)


def apart(left: Pixels, over: Pixels) -> float:
    return float(cv2.norm(left, over, cv2.NORM_L1))


def agreement(left: Pixels, over: Pixels) -> float:
    inked = left < INK
    near = cv2.dilate((over < INK).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    return float((inked & near).sum() / max(1, inked.sum()))


def in_two_colours(left: Pixels, over: Pixels) -> Pixels:
    both = inked(left, RED).astype(np.uint16) * inked(over, GREEN) // 255
    return both.astype(np.uint8)


def inked(gray: Pixels, colour: tuple[int, int, int]) -> Pixels:
    """White stays white, black becomes the colour."""
    shades = [255 - (255 - gray.astype(np.uint16)) * (255 - part) // 255 for part in colour]
    return np.dstack(shades).astype(np.uint8)
