"""Saturated ink on the sheet: where it lies, and what the black print beneath it looks like."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.sheet import Pixels

Mask = NDArray[np.bool_]

# How much more colourful than the paper around it ink must be.
COLOURFUL = 50
# An area this small tells the colour of its paper by every pixel of a grid this wide.
SPARSE = 4
# The brightest channel fades at most by this share of what the ink takes from the others: more would be black ink.
MOST_GRAY = 1.2
# Fewer coloured pixels than this say nothing of their ink.
ENOUGH = 40


def colourful(part: Pixels) -> Mask:
    """Where there is saturated ink; yellowed paper is not saturated, only tinted."""
    saturation = part.max(axis=2) - part.min(axis=2)
    paper = float(np.median(saturation[::SPARSE, ::SPARSE]))
    return np.asarray(saturation > min(255 - COLOURFUL, paper) + COLOURFUL)


def without_colour(part: Pixels) -> Pixels:
    """The area in gray as if there were no coloured ink on it.

    Inks lie over each other like filters: what each lets through is multiplied, so their densities add up. A coloured
    ink is denser in some channels than in others, black is as dense in all. By how much the channels differ tells how
    much coloured ink there is, and what it takes from the clearest channel is given back.
    """
    densities = _densities(part)
    clearest, densest = densities.min(axis=2), densities.max(axis=2)
    spread = densest - clearest
    taken = spread * _grayness(part, densities, clearest, spread)
    left = np.exp(-np.clip(clearest - taken, 0, None))
    return np.asarray(np.rint(255 * left), np.uint8)


def _densities(part: Pixels) -> NDArray[np.float32]:
    """How much each channel has lost against the paper, as a natural logarithm."""
    paper = np.maximum(np.percentile(part[::SPARSE, ::SPARSE].reshape(-1, 3), 80, axis=0), 1)
    table = [np.clip(np.log(white / np.maximum(np.arange(256), 1)), 0, None) for white in paper.astype(float)]
    lost = [cv2.LUT(np.ascontiguousarray(part[..., i]), table[i].astype(np.float32)) for i in range(3)]
    return np.asarray(np.dstack(lost), np.float32)


def _grayness(part: Pixels, densities: Any, clearest: Any, spread: Any) -> NDArray[np.float32]:
    """What the inks of each hue take from their clearest channel, as a share of the spread, for every pixel."""
    inked = colourful(part)
    channel = densities.argmin(axis=2)
    share = np.zeros(3, np.float32)
    for hue in range(3):
        pure = inked & (channel == hue)
        if np.count_nonzero(pure) > ENOUGH:
            share[hue] = min(MOST_GRAY, float(np.median(clearest[pure] / spread[pure])))
    return np.asarray(share[channel], np.float32)
