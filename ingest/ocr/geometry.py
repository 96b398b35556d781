"""Quadrilaterals around lines of text: four corners, clockwise from the upper left, in pixels."""

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.scan import Box
from ingest.sheet import Pixels

Quad = NDArray[np.float32]
Points = NDArray[Any]

# Interpolation between four pixels skips others when it shrinks by more than this; then pixels are averaged first.
REDUCE_FIRST = 2.0


def quad_of(points: Points) -> Quad:
    """The four points sorted clockwise, beginning with the upper left."""
    centre = points.mean(axis=0)
    angles = np.arctan2(points[:, 1] - centre[1], points[:, 0] - centre[0])
    ring = points[np.argsort(angles)]
    return np.roll(ring, -int(ring.sum(axis=1).argmin()), axis=0).astype(np.float32)


def rectangle(x: float, y: float, w: float, h: float) -> Quad:
    return np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], np.float32)


def size(quad: Quad) -> tuple[float, float]:
    """Width and height along the sides of the quadrilateral itself."""
    return math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])


def upright(points: Points) -> Quad:
    """The smallest rectangle around the points that stands straight."""
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return rectangle(float(x0), float(y0), float(x1 - x0), float(y1 - y0))


def around(points: Points) -> Quad:
    """The smallest rectangle around the points, at whatever angle."""
    return quad_of(cv2.boxPoints(cv2.minAreaRect(np.ascontiguousarray(points, np.float32))))


def box_of(quad: Quad, width: int, height: int) -> Box:
    """The straight box around the quadrilateral, inside a sheet of this width and height."""
    x0, y0 = np.floor(quad.min(axis=0)).clip(0, (width - 1, height - 1)).astype(int)
    x1, y1 = np.ceil(quad.max(axis=0)).clip((x0 + 1, y0 + 1), (width, height)).astype(int)
    return Box(int(x0), int(y0), int(x1 - x0), int(y1 - y0))


def cut_out(pixels: Pixels, quad: Quad, thickness: int) -> Pixels:
    """The line of text set straight, its shorter side `thickness` pixels. Never touches more than the box around it."""
    height, width = pixels.shape[:2]
    box = box_of(quad, width, height)
    part = pixels[box.y : box.y + box.h, box.x : box.x + box.w]
    corners = quad - np.array((box.x, box.y), np.float32)
    w, h = size(quad)
    scale = thickness / max(1.0, min(w, h))
    target = max(8, round(w * scale)), max(8, round(h * scale))
    if abs(float(quad[0, 1] - quad[1, 1])) < 1 and abs(float(quad[0, 0] - quad[3, 0])) < 1:
        smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(part, target, interpolation=smooth), np.uint8)
    if scale * REDUCE_FIRST < 1:
        shrink = scale * REDUCE_FIRST
        part = np.asarray(cv2.resize(part, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
        corners = corners * shrink
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), rectangle(0, 0, *target))
    part = np.ascontiguousarray(part)
    straight = cv2.warpPerspective(part, matrix, target, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(straight, np.uint8)
