"""The picture of a seal alone, and its lettering laid out to be read: the ring unrolled, the middle set upright."""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr.imprints import DIRECTIONS, Imprint
from ingest.ocr.recognise_lines import HEIGHT
from ingest.scan import Box, Seal
from ingest.sheet import Pixels, Sheet

INCH = 25.4
# Paper kept around a seal that is cut out, in millimetres.
MARGIN = 1.5
# A seal is laid out with so many pixels from its middle to its edge: its lettering is then as high as the model reads.
RADIUS = 220
# Shares of the radius: where the line around the seal ends, and how far inwards its lettering may reach.
LINE, INNERMOST, MIDDLE = 0.93, 0.5, 0.64
# Lettering of the ring reaches out further than this, words in the middle of the seal do not; degrees of a character.
OUTER, CHARACTER = 0.74, 9
# Words below the middle may reach out to the line around, in so many degrees to both sides where the ring has none.
BELOW = 45
# The lettering of a ring is parted from what is inside it by a row with less than this share of the most ink in a row.
PARTED = 0.12
# The frame of a square seal, as a share of its side.
EDGE = 0.08
# White characters in solid ink are turned into ink on white.
SOLID = 0.55
INKED = 110


def cut_seal(sheet: Sheet, seal: Seal) -> Pixels | None:
    """The seal with some paper around it, in colour as scanned: evidence of what was stamped; None on gray sheets."""
    return sheet.in_colour(_with_margin(seal.box, round(MARGIN * sheet.dpi / INCH), sheet))


def laid_out(sheet: Sheet, imprint: Imprint) -> Pixels | None:
    """The ink of a seal dark on white, set upright as a square or rectangle; black print beneath it is left out."""
    colour = sheet.in_colour(box := imprint.box(sheet.width, sheet.height))
    if colour is None:
        return None
    saturation = (colour.max(axis=2) - colour.min(axis=2)).astype(np.float32)
    paper, ink = np.percentile(saturation, (20, 97))
    gray = 255 - ((saturation - paper) / max(1.0, ink - paper)).clip(0, 1) * 255
    wide, high = imprint.half_width, imprint.half_height
    scale = RADIUS / max(wide, high)
    width, height = (2 * RADIUS, 2 * RADIUS) if imprint.is_round else (round(2 * wide * scale), round(2 * high * scale))
    angle = np.radians(imprint.degrees)
    along, aside = np.array((np.cos(angle), np.sin(angle))) * wide, np.array((-np.sin(angle), np.cos(angle))) * high
    middle = np.array((imprint.x - box.x, imprint.y - box.y))
    # An ellipse is widened to a circle that stands as the ellipse does.
    if imprint.is_round and imprint.degrees > 45:
        along, aside = (-aside, along) if imprint.degrees < 135 else (-along, -aside)
    corners = np.array((middle - along - aside, middle + along - aside, middle - along + aside), np.float32)
    target = np.array(((0, 0), (width, 0), (0, height)), np.float32)
    matrix = cv2.getAffineTransform(corners, target)
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    straight = cv2.warpAffine(gray.astype(np.uint8), matrix, (width, height), flags=flags, borderValue=(255,))
    return _dark_on_white(np.asarray(straight, np.uint8))


def unrolled(seal: Pixels) -> tuple[Pixels, float] | None:
    """The lettering around a round seal as a line 48 pixels high, and where it ends: degrees clockwise from the bottom.

    None where there is none. The line begins in the middle of the widest gap, which lies below on most seals.
    """
    turns = cv2.warpPolar(seal, (RADIUS, 8 * DIRECTIONS), (RADIUS, RADIUS), RADIUS, cv2.WARP_POLAR_LINEAR)
    ring = turns[:, round(INNERMOST * RADIUS) : round(LINE * RADIUS)] < 255 - INKED
    rows = ring.mean(axis=0)
    top = _outer_edge(rows)
    if top is None:
        return None
    bottom = _inner_edge(rows, top)
    outside = np.asarray(ring[:, round((OUTER - INNERMOST) * RADIUS) : top].any(axis=1))
    if not outside.any():
        return None
    start = _widest_gap(outside)
    reach = round(CHARACTER * len(turns) / 360)
    lettered = np.convolve(np.concatenate([outside] * 3), np.ones(reach), "same")[len(turns) : -len(turns)] > 0
    turns = np.where(lettered[:, None], turns, 255).astype(np.uint8)
    low, high = round(INNERMOST * RADIUS) + bottom, round(INNERMOST * RADIUS) + top
    margin = max(2, (high - low) // 12)
    strip = np.roll(turns, -start, axis=0)[:, max(0, low - margin) : min(RADIUS, high + margin)]
    line = np.rot90(strip)
    length = round(2 * np.pi * (low + high) / 2 * HEIGHT / max(1, line.shape[0]))
    degrees = start / len(turns) * 360 - 90
    return np.asarray(cv2.resize(line, (max(HEIGHT, length), HEIGHT), interpolation=cv2.INTER_AREA), np.uint8), degrees


def middle_of(seal: Pixels, degrees: float) -> Pixels:
    """What stands inside the ring, set upright when the ring is turned by so many degrees."""
    matrix = cv2.getRotationMatrix2D((RADIUS, RADIUS), degrees, 1)
    upright = cv2.warpAffine(seal, matrix, (2 * RADIUS, 2 * RADIUS), borderValue=(255,))
    mask = np.zeros(upright.shape, np.uint8)
    cv2.circle(mask, (RADIUS, RADIUS), round(MIDDLE * RADIUS), 1, -1)
    below = round(LINE * RADIUS)
    cv2.ellipse(mask, (RADIUS, RADIUS), (below, below), 90, -BELOW, BELOW, 1, -1)
    return np.where(mask > 0, upright, 255).astype(np.uint8)


def columns_of(seal: Pixels) -> Iterator[Pixels]:
    """The two columns of a square seal in the old order, from the right, each as wide as the model reads."""
    edge = max(1, round(EDGE * min(seal.shape)))
    inner = seal[edge:-edge, edge:-edge]
    height = round(inner.shape[0] * HEIGHT / max(1, inner.shape[1] // 2))
    both = cv2.resize(inner, (2 * HEIGHT, height), interpolation=cv2.INTER_AREA)
    yield np.ascontiguousarray(both[:, HEIGHT:], np.uint8)
    yield np.ascontiguousarray(both[:, :HEIGHT], np.uint8)


def _dark_on_white(seal: Pixels) -> Pixels:
    return np.asarray(255 - seal if (seal < 255 - INKED).mean() > SOLID else seal)


def _outer_edge(rows: np.ndarray) -> int | None:
    """The innermost row that still belongs to the gap between the lettering and the line around it."""
    quiet = np.flatnonzero(rows < max(PARTED * rows.max(), 0.02))
    outside = quiet[quiet > len(rows) // 2]
    return int(outside[0]) if len(outside) else len(rows)


def _inner_edge(rows: np.ndarray, top: int) -> int:
    quiet = np.flatnonzero(rows[: max(0, top - 4)] < max(PARTED * rows[:top].max(), 0.02))
    return int(quiet[-1]) if len(quiet) else 0


def _widest_gap(inked: NDArray[Any]) -> int:
    """The middle of the longest run without ink, of rows that come back to where they began."""
    marks = np.flatnonzero(inked)
    gaps = np.diff(np.append(marks, marks[0] + len(inked)))
    widest = int(gaps.argmax())
    return int((marks[widest] + gaps[widest] // 2) % len(inked))


def _with_margin(box: Box, margin: int, sheet: Sheet) -> Box:
    x0, y0 = max(0, box.x - margin), max(0, box.y - margin)
    x1, y1 = min(sheet.width, box.x + box.w + margin), min(sheet.height, box.y + box.h + margin)
    return Box(x0, y0, x1 - x0, y1 - y0)
