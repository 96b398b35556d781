"""Lines of text found twice, or cut by the seam between two tiles, made one line each again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.ocr.geometry import Quad, around, size
from ingest.scan import Box

# A line this near to a seam may go on behind it.
NEAR = 4
# Share of the smaller of two boxes inside the other above which both are the same line.
SAME = 0.5
# Two pieces of one line lie side by side: their middles differ by less than this share of their thickness.
ASIDE = 0.5


@dataclass(frozen=True, eq=False)
class Found:
    """A line of text as a tile showed it; `cut` when it touches a seam."""

    quad: Quad
    tile: int
    cut: bool

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = self.quad.min(axis=0), self.quad.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def touches_a_seam(quad: Quad, tile: Box, width: int, height: int) -> bool:
    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    return bool(
        (tile.x > 0 and x0 < tile.x + NEAR)
        or (tile.y > 0 and y0 < tile.y + NEAR)
        or (tile.x + tile.w < width and x1 > tile.x + tile.w - NEAR)
        or (tile.y + tile.h < height and y1 > tile.y + tile.h - NEAR)
    )


def sewn(found: Sequence[Found]) -> list[Quad]:
    """Each line once: pieces on both sides of a seam joined, second sightings dropped."""
    whole = [line for line in found if not line.cut]
    pieces = [line for line in found if line.cut]
    joined = [_joined(group) for group in _groups(pieces)]
    candidates = [*whole, *(Found(quad, -1 - i, cut=False) for i, quad in enumerate(joined))]
    return _once_each(candidates)


def _groups(pieces: list[Found]) -> list[list[Found]]:
    groups: list[list[Found]] = []
    for piece in pieces:
        kin = [group for group in groups if any(_go_on(piece, other) for other in group)]
        groups = [group for group in groups if group not in kin]
        groups.append([piece, *(other for group in kin for other in group)])
    return groups


def _joined(group: list[Found]) -> Quad:
    if len(group) == 1:
        return group[0].quad
    return around(np.concatenate([piece.quad for piece in group]))


def _go_on(one: Found, other: Found) -> bool:
    """Whether two cut pieces from different tiles are one line."""
    if one.tile == other.tile or not _overlap(one, other):
        return False
    (w1, h1), (w2, h2) = size(one.quad), size(other.quad)
    shift = np.abs(one.quad.mean(axis=0) - other.quad.mean(axis=0))
    if w1 >= h1 and w2 >= h2:
        lean = abs(float(one.quad[1, 1] - one.quad[0, 1])) / max(1.0, w1) * float(shift[0])
        return float(shift[1]) < ASIDE * min(h1, h2) + lean
    if h1 >= w1 and h2 >= w2:
        lean = abs(float(one.quad[3, 0] - one.quad[0, 0])) / max(1.0, h1) * float(shift[1])
        return float(shift[0]) < ASIDE * min(w1, w2) + lean
    return False


def _overlap(one: Found, other: Found) -> float:
    ax0, ay0, ax1, ay1 = one.bounds
    bx0, by0, bx1, by1 = other.bounds
    return max(0.0, min(ax1, bx1) - max(ax0, bx0)) * max(0.0, min(ay1, by1) - max(ay0, by0))


def _once_each(lines: list[Found]) -> list[Quad]:
    """Of lines from different tiles that cover each other the longest stays."""
    if len({line.tile for line in lines}) < 2:
        return [line.quad for line in lines]
    lines = sorted(lines, key=_area, reverse=True)
    bounds = np.array([line.bounds for line in lines])
    areas = (bounds[:, 2] - bounds[:, 0]) * (bounds[:, 3] - bounds[:, 1])
    origin = np.array([line.tile for line in lines])
    kept: list[int] = []
    for i, (x0, y0, x1, y1) in enumerate(bounds):
        before = np.array([k for k in kept if origin[k] != origin[i]], int)
        across = np.minimum(bounds[before, 2], x1) - np.maximum(bounds[before, 0], x0)
        down = np.minimum(bounds[before, 3], y1) - np.maximum(bounds[before, 1], y0)
        if not np.any(across.clip(0) * down.clip(0) > SAME * areas[i]):
            kept.append(i)
    return [lines[i].quad for i in kept]


def _area(line: Found) -> float:
    w, h = size(line.quad)
    return w * h
