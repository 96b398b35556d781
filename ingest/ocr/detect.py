"""Where the lines of text are: the detection model on tiles of a reduced gray copy."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ocr import models
from ingest.ocr.geometry import Quad, around, size, upright
from ingest.ocr.seams import Found, sewn, touches_a_seam
from ingest.ocr.tiles import STEP, inked, tiles
from ingest.scan import Box
from ingest.sheet import Pixels

TILE, OVERLAP = 960, 64
# A pixel is text from here on; a line is one when its pixels are on average.
PIXEL, LINE = 0.3, 0.5
# The model marks the core of a line only: how far the box reaches out from it.
REACH = 1.6
THINNEST = 3
# Short boxes at an odd angle are single signs, not slanting lines.
ELONGATED, UPRIGHT_WITHIN = 2.0, 10.0


def reduced(pixels: Pixels, dpi: int, target: int) -> tuple[Pixels, float]:
    """The pixels at the wanted resolution, never enlarged, and the factor."""
    factor = min(1.0, target / max(1, dpi))
    if factor == 1.0:
        return pixels, 1.0
    small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), factor


@dataclass(frozen=True)
class Detector:
    threads: int = 1

    def lines(self, pixels: Pixels) -> list[Quad]:
        """The lines of text of a gray picture at detection scale."""
        height, width = pixels.shape
        content = inked(pixels)
        if content is None:
            return []
        found: list[Found] = []
        for number, place in enumerate(tiles(content.w, content.h, TILE, OVERLAP)):
            tile = Box(content.x + place.x, content.y + place.y, place.w, place.h)
            for quad in self._in_tile(pixels, tile):
                inside = quad - np.array((content.x, content.y), np.float32)
                found.append(Found(quad, number, touches_a_seam(inside, place, content.w, content.h)))
        return [quad.clip(0, (width, height)).astype(np.float32) for quad in sewn(found)]

    def _in_tile(self, pixels: Pixels, tile: Box) -> list[Quad]:
        part = pixels[tile.y : tile.y + tile.h, tile.x : tile.x + tile.w]
        ink = inked(part)
        if ink is None:
            return []
        offset = np.array((tile.x + ink.x, tile.y + ink.y), np.float32)
        return [quad + offset for quad in lines_in(self._map(part[ink.y : ink.y + ink.h, ink.x : ink.x + ink.w]))]

    def _map(self, part: Pixels) -> NDArray[np.float32]:
        """How likely each pixel is text."""
        height, width = part.shape
        padded = np.pad(part, ((0, -height % STEP), (0, -width % STEP)), mode="edge")
        plane = padded.astype(np.float32) / np.float32(127.5) - np.float32(1)
        session = models.session(models.DETECTION, self.threads)
        (likely,) = session.run(None, {"x": np.repeat(plane[None, None], 3, axis=1)})
        return np.asarray(likely[0, 0, :height, :width], np.float32)


def lines_in(likely: NDArray[np.float32]) -> list[Quad]:
    """Boxes around the connected areas of a map of likelihoods."""
    mask = cv2.dilate((likely > PIXEL).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    quads = (_line(likely, np.asarray(contour[:, 0, :])) for contour in contours)
    return [quad for quad in quads if quad is not None]


def _line(likely: NDArray[np.float32], contour: NDArray[np.int32]) -> Quad | None:
    quad = around(contour)
    w, h = size(quad)
    if min(w, h) < THINNEST or _mean_inside(likely, quad) < LINE:
        return None
    lean = abs(np.degrees(np.arctan2(quad[1, 1] - quad[0, 1], quad[1, 0] - quad[0, 0])))
    if max(w, h) < ELONGATED * min(w, h) and lean > UPRIGHT_WITHIN:
        quad = upright(contour)
        w, h = size(quad)
    return grown(quad, w * h * REACH / (2 * (w + h)))


def grown(quad: Quad, by: float) -> Quad:
    """The quadrilateral with each side moved outwards."""
    w, h = (max(1.0, side) for side in size(quad))
    across, down = (quad[1] - quad[0]) / w * by, (quad[3] - quad[0]) / h * by
    return np.asarray(quad + np.array([-across - down, across - down, across + down, down - across]), np.float32)


def _mean_inside(likely: NDArray[np.float32], quad: Quad) -> float:
    x, y, w, h = cv2.boundingRect(quad)
    x0, y0 = max(0, x), max(0, y)
    part = likely[y0 : y + h, x0 : x + w]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(quad - np.array((x0, y0))).astype(np.int32)], 1)
    return float(cv2.mean(part, mask)[0])
